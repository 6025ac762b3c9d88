-- id: P-07
-- title_fr: De la décision favorable à la remise du titre
-- title_en: From favourable decision to card in hand
-- definition_fr: Nombre de jours, à compter de la décision favorable, au bout desquels la moitié ou 90 % des titres sont remis ; les titres pas encore remis comptent.
-- definition_en: Number of days, from the favourable decision, within which half or 90 % of cards are handed over; cards not yet handed over count.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Kaplan–Meier du délai entre decision_favorable et titre_remis ; médiane et p90, avec un intervalle log-log à 95 %. || Kaplan–Meier of the time from decision_favorable to titre_remis; median and p90 with log-log limits (95 %).
-- population: Les décisions favorables. Cohorte : prises dans la période. Période : titre pas encore remis au moins un jour de la période. || Favourable decisions. Cohort: taken in the period. Period: card not yet handed over on at least one day of the period.
-- exclusions: Les remises antérieures à la décision. || Handovers before the decision.
-- censoring: Un titre non remis, ou dont la remise n’est pas enregistrée, est censuré au dernier jour couvert : le délai est un majorant où les remises ne sont pas saisies. || A card not handed over, or whose handover is not recorded, is censored on the last day covered: an upper bound where handovers are not entered.
-- legal_basis: CESEDA, art. R. 431-15-1, dernier alinéa : une attestation de décision favorable couvre jusqu’à la remise. || CESEDA R. 431-15-1, last paragraph: an attestation of the favourable decision covers until the handover.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, p90
-- min_n: 10
-- cadence: 18 5 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT cell, t, v FROM {handover_step:Identifier}),
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
