-- id: P-06
-- title_fr: Délai de décision hors temps de l’usager
-- title_en: Time to decision without the applicant’s time
-- definition_fr: Nombre de jours entre les mains de l’administration au bout desquels la moitié ou 90 % des demandes ont reçu une décision ; les jours où elle attend des pièces de l’usager ne comptent pas.
-- definition_en: Number of days in the administration’s hands within which half or 90 % of applications have received a decision; days spent waiting for the applicant’s documents do not count.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Comme P-01, sur une horloge arrêtée de chaque complement_demande à son complement_recu. || As P-01, on a clock that stops from each complement_demande to its complement_recu.
-- population: Comme P-01. || As P-01.
-- exclusions: Comme P-01 ; une période passée tout entière à attendre l’usager n’expose pas le dossier. || As P-01; a period spent wholly waiting for the applicant does not put the dossier at risk.
-- censoring: Comme P-01 ; une demande de pièces sans réponse arrête l’horloge jusqu’au dernier jour couvert. || As P-01; a request without an answer stops the clock until the last day covered.
-- legal_basis: CESEDA, art. R. 432-1 et R. 432-2 ; l’arrêt de l’horloge est une mesure, non une règle de droit. || CESEDA R. 432-1 and R. 432-2; the stopped clock is a measure, not a rule of law.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, p90
-- min_n: 10
-- cadence: 16 5 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT cell, t, v FROM {net_step:Identifier}),
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
