-- id: N-02
-- title_fr: Anomalies ouvertes
-- title_en: Open anomalies
-- definition_fr: Nombre d’anomalies de la plateforme encore ouvertes à la fin de la période, et part résorbée depuis la fin de l’année précédente.
-- definition_en: Number of platform anomalies still open at the end of the period, and share cleared since the end of the previous year.
-- unit: count
-- better: lower
-- demand: D1
-- formula: ouvertes et rouvertes − corrigées et rejetées, jusqu’au dernier jour de la période ; ratio = 1 − stock / stock à la date de référence, que donne la ventilation (breakdown). || opened and reopened − corrected and rejected, up to the last day of the period; ratio = 1 − stock / stock at the reference date, which the breakdown gives.
-- population: Le suivi des anomalies, au niveau national. || The anomaly tracker, national.
-- exclusions: Les anomalies ouvertes avant la première livraison du suivi, sauf s’il en donne l’ouverture. || Anomalies opened before the tracker’s first delivery, unless it gives their opening.
-- censoring: Aucune censure. Les mois et les années que le suivi ne couvre pas jusqu’à leur fin ne sont pas donnés ; le stock à la date d’arrêt n’a pas de période. || None. Months and years that the tracker does not cover to their end are not given; the stock at the cut-off has no period.
-- legal_basis: Aucun ; réponse à la question écrite du 20 mai 2025 (954 anomalies résolues en 2024, −85 % du stock accumulé depuis 2022). || None; answer to the written question of 20 May 2025 (954 resolved in 2024, −85% of the stock accumulated since 2022).
-- sources: anomalies:suivi
-- dimensions: none
-- statistics: count, ratio
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: suivi aussi loin que l’a été le gestionnaire d’anomalies, quoi que dise une sonde de disponibilité. || followed as far as the tracker was, whatever a probe of availability says.
WITH
-- @include cells
-- @include cutoff
    balance AS
    (
        SELECT dateDiff('month', toDate('1990-01-01'), day) AS month, sum(sign) AS delta
        FROM {anomaly_turn:Identifier}
        GROUP BY month
    ),
    stock AS
    (
        SELECT arrayCumSum(groupArrayInsertAt(toInt64(0))(toInt64(delta), toUInt32(month))) AS ends, toUInt64(min(month)) AS first
        FROM balance
        HAVING notEmpty(ends)
    ),
    dated AS
    (
        SELECT
            moment.1 AS cell,
            ends[least(moment.2, length(ends))] AS n,
            -- The reference: the December before.
            toUInt64(12 * intDiv(moment.2 - 1, 12)) AS reference_month,
            ends[least(reference_month, length(ends))] AS reference_stock
        FROM stock
        ARRAY JOIN arrayConcat(
            [(toUInt64(0), toUInt64(dateDiff('month', toDate('1990-01-01'), cutoff) + 1))],
            arrayMap(month -> (bitShiftLeft(month, 31), month), range(first + 1, complete_months + 1)),
            arrayMap(month -> (bitShiftLeft(4095 + intDiv(month, 12), 31), month),
                arrayFilter(month -> month % 12 = 0, range(first + 1, complete_months + 1)))) AS moment
    )
SELECT
    cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    figure.3 AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(n) AS n,
    0 AS censored,
    0 AS missing,
    if(value IS NULL, 'no_denominator', 'ok') AS status
FROM dated
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), 'count', toNullable(toFloat64(n))),
    (concat('reference=', formatDateTime(addMonths(toDate('1990-01-01'), reference_month - 1), '%Y-%m')), 'ratio',
        if(reference_stock > 0, 1 - n / reference_stock, NULL))] AS figure
