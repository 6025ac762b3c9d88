-- id: G-01
-- title_fr: Décisions regroupées juste avant le délai légal
-- title_en: Decisions bunched just before the legal time limit
-- definition_fr: Nombre de premières décisions prises dans les sept jours qui finissent avec le délai légal, rapporté à la moyenne des semaines voisines : 1 veut dire que l’échéance ne change rien.
-- definition_en: Number of first decisions in the seven days that end with the legal time limit, over the mean of the neighbouring weeks: 1 means that the deadline changes nothing.
-- unit: ratio
-- better: none
-- demand: D3a, D3b
-- formula: décisions de la semaine −1 / moyenne des semaines −4, −3, −2, 1, 2 et 3, la semaine −1 finissant le jour où naît le refus implicite ; la semaine 0, d’où des décisions ont pu être avancées, n’entre pas dans la moyenne. Intervalle de Poisson sur le logarithme, à 95 %. || decisions of week −1 / mean of weeks −4, −3, −2, 1, 2 and 3, week −1 ending on the day on which silence becomes a refusal; week 0, from which decisions may have been brought forward, is left out. Poisson interval on the logarithm (95%).
-- population: Les dossiers dont la première décision, quelle qu’elle soit, tombe à quatre semaines au plus de l’échéance légale, comptée de la complétude, sinon, ou s’il la suit, du dépôt ; à la date de la décision. || Files whose first decision, whatever it is, falls within four weeks of the legal date, from completeness, else, or where it comes later, from filing; by the day of the decision.
-- exclusions: Les titres sans délai légal connu. || Permits without a known legal time limit.
-- censoring: Aucune. Un regroupement n’est pas une faute : il dit que l’échéance compte. || None. Bunching is no fault: it says that the deadline counts.
-- legal_basis: CESEDA, art. R. 432-1 et R. 432-2. || CESEDA R. 432-1 and R. 432-2.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio, count
-- min_n: 30
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: aucune décision dans la semaine du terme donne zéro, au lieu de rien. || no decision in the week of the limit gives zero, instead of nothing. | 3: une complétude antérieure au dépôt fait partir le délai du dépôt, comme pour F-05. || where completeness comes before the filing the time limit runs from the filing, as in F-05.
WITH
-- @include cells
-- @include legal-day
    decided AS
    (
        SELECT
            place_leaf(depot_prefecture) AS leaf,
            assumeNotNull(decided_on) AS day,
            greatest(ifNull(completude_on, depot_on), depot_on) AS start_on,
            assumeNotNull(legal_day(start_on, delay.months, delay.days, delay.valid_to)) AS legal_on,
            toInt8(floor((toInt32(day - legal_on) - 1) / 7)) AS week
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        ASOF INNER JOIN legal_delay AS delay ON delay.titre = dossier.titre AND delay.valid_from <= greatest(ifNull(completude_on, depot_on), depot_on)
        WHERE decided_on IS NOT NULL AND decided_on <= covers_to AND start_on <= delay.valid_to
            AND toInt32(day - legal_on) BETWEEN -27 AND 28
    ),
    daily AS (SELECT leaf, day, week, count() AS decisions FROM decided GROUP BY leaf, day, week),
    weekly AS
    (
        SELECT arrayJoin(places_of_flow(leaf, day)) AS cell, week, sum(decisions) AS decisions
        FROM daily
        GROUP BY cell, week
    ),
    bunch AS
    (
        SELECT
            cell,
            sumIf(decisions, week = -1) AS before,
            sumIf(decisions, week NOT IN (-1, 0)) AS around,
            if(around = 0, NULL, before / (around / 6)) AS value,
            1.959963984540054 * sqrt(1 / before + 1 / around) AS margin
        FROM weekly
        GROUP BY cell
    )
SELECT
    cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
    'ratio' AS statistic,
    value,
    if(before = 0, NULL, value * exp(-margin)) AS lower,
    if(before = 0, NULL, value * exp(margin)) AS upper,
    before + around AS n,
    0 AS censored,
    0 AS missing,
    if(value IS NULL, 'no_denominator', 'ok') AS status
FROM bunch
WHERE before + around > 0
UNION ALL
SELECT
    cell,
    concat('semaine=', toString(week)) AS breakdown,
    'count' AS statistic,
    toFloat64(decisions) AS value,
    NULL AS lower,
    NULL AS upper,
    decisions AS n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM weekly
