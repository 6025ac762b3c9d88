-- id: P-05
-- title_fr: Temps entre les mains de l’usager
-- title_en: Time in the applicant’s hands
-- definition_fr: Nombre de jours, à compter d’une demande de pièces, au bout desquels la moitié ou 90 % des usagers ont répondu ; les demandes encore sans réponse comptent.
-- definition_en: Number of days, from a request for documents, within which half or 90 % of applicants have answered; requests still open count.
-- unit: days
-- better: none
-- demand: D3a, D3b
-- formula: Kaplan–Meier du délai entre complement_demande et complement_recu ; médiane et p90, avec un intervalle log-log à 95 %. || Kaplan–Meier of the time from complement_demande to complement_recu; median and p90 with log-log limits (95 %).
-- population: Les demandes de pièces, une par période où le dossier attend l’usager : une seconde demande avant la réponse ne compte pas à part. Cohorte : faites dans la période. Période : sans réponse au moins un jour de la période. || Requests for documents, one for each time the dossier waits for the applicant: a second one before the answer is not counted apart. Cohort: made in the period. Period: unanswered on at least one day of the period.
-- exclusions: Les demandes de pièces faites après la décision. || Requests made after the decision.
-- censoring: Sans réponse : censurée à la décision, sinon au dernier jour couvert. || Unanswered: censored at the decision, else on the last day covered.
-- legal_basis: CRPA, art. L. 114-5 (à vérifier) : l’administration indique les pièces manquantes et le délai pour les produire. || CRPA L. 114-5 (to be verified): the administration names the missing documents and the time to produce them.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, p90
-- min_n: 10
-- cadence: 14 5 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT cell, t, v FROM {answer_step:Identifier}),
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
