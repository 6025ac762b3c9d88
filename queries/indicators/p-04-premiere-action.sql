-- id: P-04
-- title_fr: Délai avant la première action d’un agent
-- title_en: Time to first action by an agent
-- definition_fr: Nombre de jours, à compter du dépôt, au bout desquels la moitié ou 90 % des demandes ont été prises en charge ou mises en instruction ; les demandes encore en attente comptent.
-- definition_en: Number of days, from filing, within which half or 90 % of applications have been taken up or put under examination; applications still waiting count.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Kaplan–Meier du délai entre le dépôt et le premier événement prise_en_charge ou en_instruction ; médiane et p90, avec un intervalle log-log à 95 %. || Kaplan–Meier of the time from the filing to the first prise_en_charge or en_instruction; median and p90 with log-log limits (95 %).
-- population: Tous les dépôts. Cohorte : déposés dans la période. Période : en attente au moins un jour de la période. || All filings. Cohort: filed in the period. Period: waiting on at least one day of the period.
-- exclusions: Les dossiers pris en charge avant leur dépôt connu. || Dossiers taken up before their known filing.
-- censoring: Un dossier ni pris en charge ni décidé est censuré au dernier jour couvert ; une décision sans prise en charge connue censure au jour de la décision. Entrée différée comme pour P-01. || Not taken up nor decided: censored on the last day covered; a decision without a known taking up censors that day. Delayed entry as P-01.
-- legal_basis: Aucun délai propre ; le silence se compte depuis le dépôt complet (CESEDA, art. R. 432-1). || No delay of its own; silence is counted from the complete filing (CESEDA R. 432-1).
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, p90
-- min_n: 10
-- cadence: 12 5 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT cell, t, v FROM {taken_step:Identifier}),
-- @include every-place
-- @include at-risk
-- @include km
    quantile AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            level.1 AS statistic,
            km_quantile(times, survival, level.2, last) AS value,
            km_quantile_lower(times, survival, greenwood, level.2, last) AS lower,
            km_quantile_upper(times, survival, greenwood, level.2, last) AS upper
        FROM km
        ARRAY JOIN [('median', 0.5), ('p90', 0.9)] AS level
    )
SELECT
    cell,
    NULL AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
