-- id: N-01
-- title_fr: Flux des anomalies
-- title_en: Flow of anomalies
-- definition_fr: Nombre d’anomalies de la plateforme ouvertes, rouvertes, corrigées et rejetées dans la période, et leur solde.
-- definition_en: Number of platform anomalies opened, reopened, corrected and rejected in the period, and their balance.
-- unit: count
-- better: lower
-- demand: D1, D2
-- formula: solde = ouvertes + rouvertes − corrigées − rejetées ; flux dit lequel des quatre, module et gravite les détaillent. || balance = opened + reopened − corrected − rejected; flux says which of the four, module and gravite detail them.
-- population: Le suivi des anomalies, au niveau national, module et gravité selon la dernière ligne reçue. || The anomaly tracker, national, module and severity by the last row received.
-- exclusions: Ouvrir une anomalie ouverte ou clore une anomalie close ne change rien et n’est pas compté. || Opening an open anomaly or closing a closed one changes nothing and is not counted.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; réponse à la question écrite du 20 mai 2025 (954 anomalies résolues en 2024). || None; answer to the written question of 20 May 2025 (954 anomalies resolved in 2024).
-- sources: anomalies:suivi
-- dimensions: none
-- statistics: count
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: suivi aussi loin que l’a été le gestionnaire d’anomalies, quoi que dise une sonde de disponibilité. || followed as far as the tracker was, whatever a probe of availability says.
WITH
-- @include cells
    -- National: the tracker knows no prefecture.
    counted AS
    (
        SELECT
            arrayJoin([month_code(day), year_code(day)]) AS cell,
            arrayJoin([('', ''), ('module', module), ('gravite', gravite)]) AS part,
            countIf(event = 'anomalie_ouverte') AS opened,
            countIf(event = 'anomalie_rouverte') AS reopened,
            countIf(event = 'anomalie_corrigee') AS fixed,
            countIf(event = 'anomalie_rejetee') AS rejected
        FROM {anomaly_turn:Identifier}
        GROUP BY cell, part
    )
SELECT
    cell,
    nullIf(arrayStringConcat(arrayFilter(text -> text != '', [
        if(flow.1 = '', '', concat('flux=', flow.1)),
        if(part.1 = '', '', concat(part.1, '=', part.2))]), ';'), '') AS breakdown,
    'count' AS statistic,
    toFloat64(flow.2) AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(flow.3) AS n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM counted
ARRAY JOIN [
    ('', toInt64(opened) + reopened - fixed - rejected, opened + reopened + fixed + rejected),
    ('ouvertes', toInt64(opened), opened),
    ('rouvertes', toInt64(reopened), reopened),
    ('corrigees', toInt64(fixed), fixed),
    ('rejetees', toInt64(rejected), rejected)] AS flow
