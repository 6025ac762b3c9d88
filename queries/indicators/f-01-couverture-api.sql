-- id: F-01
-- title_fr: Couverture par une attestation de prolongation
-- title_en: Cover by an attestation
-- definition_fr: Parmi les demandes complètes, déposées à temps et encore à l’instruction à l’expiration du titre détenu, part des personnes qui ont une attestation de prolongation valable le lendemain.
-- definition_en: Of complete applications, filed on time and still pending when the permit held expires, share of people who have a valid attestation (attestation de prolongation) the day after.
-- unit: share
-- better: higher
-- demand: D3c
-- formula: dossiers dont une attestation de prolongation est valable le lendemain de l’expiration / dossiers pour lesquels elle est due, selon le mois de ce lendemain, avec l’intervalle de Wilson à 95 %. || files with an attestation valid on the day after expiry / files where the duty holds, by the month of that day, with Wilson’s interval (95%).
-- population: Les dossiers avec un titre_detenu, quelle que soit la nature de la demande, pour un titre ouvert sur l’ANEF, complets à l’expiration, déposés dans le délai de l’article R. 431-5 et sans décision à l’expiration. || Files with a titre_detenu, whatever the kind of application, for a permit open on the ANEF, complete by the expiry, filed in the window of R. 431-5, undecided at expiry.
-- exclusions: Les dossiers dont la complétude n’est pas datée ou dont le délai de dépôt n’est pas connu : comptés comme manquants. || Files whose completeness is not dated or whose window is unknown: counted as missing.
-- censoring: Les titres qui expirent le dernier jour couvert ou après ne sont pas retenus. || Permits that expire on or after the last day covered are left out.
-- legal_basis: CESEDA, art. R. 431-15-1, al. 2 (l’obligation implique 100 %), et R. 431-5. || CESEDA R. 431-15-1 al. 2 (the duty implies 100%), R. 431-5.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: avant la première règle datée de R. 431-5, les titulaires d’une carte de résident de longue durée-UE ne passent plus pour dispensés d’une fenêtre que personne ne connaît. || before the first dated rule of R. 431-5, holders of a long-term EU card are no longer taken for exempt from a window nobody knows. | 3: une cellule qui n’a que des dossiers non comptés a sa ligne, qui les compte. || a cell that has only files left out has its row, which counts them.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT
            leaf,
            held_until + 1 AS day,
            [toUInt64(due),
                due AND arrayExists(api -> held_until + 1 BETWEEN api.1 AND api.2, apis),
                on_anef AND ifNull(decided_on > held_until, true)
                    AND (on_time IS NULL OR (on_time AND completude_on IS NULL))] AS measures
        FROM {renewal:Identifier}
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS x, measures[3] AS missing
        FROM rolled
        WHERE n + missing > 0
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM share
