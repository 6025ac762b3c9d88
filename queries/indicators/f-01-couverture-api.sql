-- id: F-01
-- title_fr: Couverture par une attestation de prolongation
-- title_en: Cover by an attestation
-- definition_fr: Parmi les demandes complètes, déposées à temps et encore à l’instruction à l’expiration du titre détenu, part des personnes qui ont une attestation de prolongation valable le lendemain.
-- definition_en: Of complete applications, filed on time and still pending when the permit held expires, share of people who have a valid attestation (attestation de prolongation) the day after.
-- unit: share
-- better: higher
-- demand: D3c
-- formula: dossiers dont une attestation de prolongation est valable le lendemain de l’expiration / dossiers pour lesquels elle est due, selon le mois de ce lendemain, avec l’intervalle de Wilson à 95 % ; borne=basse : elle était due à tous les dossiers manquants qui n’en ont pas, et à eux seuls ; borne=haute : à tous ceux qui en ont une, et à eux seuls. || files with an attestation valid on the day after expiry / files where the duty holds, by the month of that day, with Wilson’s interval (95%); borne=basse: it was due to every missing file without one, and to no other; borne=haute: to every missing file with one, and to no other.
-- population: Les dossiers avec un titre_detenu, quelle que soit la nature de la demande, pour un titre ouvert sur l’ANEF, complets à l’expiration, déposés dans le délai de l’article R. 431-5 et encore à l’instruction, ou rouverts, à l’expiration. Les titulaires dispensés de délai (carte de résident de longue durée-UE) comptent comme ayant déposé à temps. || Files with a titre_detenu, whatever the kind of application, for a permit open on the ANEF, complete by the expiry, filed in the window of R. 431-5, pending at expiry, or reopened by then. Holders without a window to keep (long-term EU resident card) count as filed on time.
-- exclusions: Les dossiers dont la complétude n’est pas datée ou dont le délai de dépôt n’est pas connu : comptés comme manquants, dont les bornes disent ce qu’ils peuvent changer. || Files whose completeness is not dated or whose window is unknown: counted as missing; the bounds say what they can change.
-- censoring: Les titres qui expirent le dernier jour couvert ou après ne sont pas retenus. || Permits that expire on or after the last day covered are left out.
-- legal_basis: CESEDA, art. R. 431-15-1, al. 2 (l’obligation implique 100 %), et R. 431-5. || CESEDA R. 431-15-1 al. 2 (the duty implies 100%), R. 431-5.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: avant la première règle datée de R. 431-5, les titulaires d’une carte de résident de longue durée-UE ne passent plus pour dispensés d’une fenêtre que personne ne connaît. || before the first dated rule of R. 431-5, holders of a long-term EU card are no longer taken for exempt from a window nobody knows. | 3: une cellule qui n’a que des dossiers non comptés a sa ligne, qui les compte. || a cell that has only files left out has its row, which counts them. | 4: les bornes disent ce que les dossiers manquants peuvent changer ; un dossier rouvert avant l’expiration est à l’instruction. || the bounds say what missing files can change; a file reopened before the expiry is pending.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT
            leaf,
            held_until + 1 AS day,
            arrayExists(api -> held_until + 1 BETWEEN api.1 AND api.2, apis) AS covered,
            -- It is not known whether the attestation was due.
            on_anef AND depot_on <= held_until AND pending_then AND ifNull(completude_on <= held_until, true)
                AND (on_time IS NULL OR (on_time AND completude_on IS NULL)) AS unknown,
            [toUInt64(due), due AND covered, unknown, unknown AND covered] AS measures
        FROM {renewal:Identifier}
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, reading.1 AS breakdown, reading.2 AS n, reading.3 AS x, reading.4 AS missing
        FROM (SELECT cell, arrayMap(measure -> toInt64(assumeNotNull(measure)), measures) AS counts FROM rolled)
        ARRAY JOIN [
            (CAST(NULL AS Nullable(String)), counts[1], counts[2], counts[3]),
            ('borne=basse', counts[1] + counts[3] - counts[4], counts[2], toInt64(0)),
            ('borne=haute', counts[1] + counts[4], counts[2] + counts[4], toInt64(0))] AS reading
        WHERE n + missing > 0
    )
SELECT
    cell,
    breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM share
