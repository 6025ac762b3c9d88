-- id: C-05
-- title_fr: Du signalement à la solution
-- title_en: From report to solution
-- definition_fr: Nombre de jours entre le signalement d’un blocage à la DGEF et la convocation pour un dépôt de substitution, ou le dépôt de la demande.
-- definition_en: Number of days from the report of a block to the DGEF to the invitation to a filing through the alternative route, or to the filing of the application.
-- unit: days
-- better: lower
-- demand: D2
-- formula: Kaplan–Meier de la première convocation (même référence) ou du premier dépôt (même personne ou même dossier), depuis le signalement ; médiane et 90 %, limites log-log à 95 %. || Kaplan–Meier of the first invitation (same reference) or filing (same person or file), from the report; median and 90%, log-log limits (95%).
-- population: Les signalements du centre de contact à la DGEF, un par chaîne de références. Médiane et neuvième décile par période : qui attend au moins un jour de la période. || Reports of the contact centre to the DGEF, one per chain of references. Median and ninth decile by period: who waits on at least one day of the period.
-- exclusions: Aucune. Un signalement dont on ne connaît ni la personne ni le dossier ne peut être suivi que par sa référence : le délai est alors surestimé. || None. A report of which neither the person nor the file is known can only be followed by its reference: the waiting time is then overstated.
-- censoring: Un signalement sans solution est censuré au dernier jour que toutes les sources couvrent. || A report without solution is censored on the last day that all sources cover.
-- legal_basis: Aucun délai chiffré ; CESEDA, art. R. 431-2 ; la réponse du 4 novembre 2025 dit « rapidement ». || No figure in law; CESEDA R. 431-2; the answer of 4 November 2025 says “rapidement”.
-- sources: ccc, pan, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: median, p90
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include seen-until
    reported AS
    (
        SELECT
            reference,
            argMin(blocked.place, turn) AS place,
            min(day) AS start_on,
            any(blocked.convoked_on) AS convoked_on,
            any(blocked.filed) AS filed
        FROM {blocked:Identifier} AS blocked
        WHERE kind = 'signalement'
        GROUP BY reference
    ),
    -- A solution before the report is none: the first one from that day on counts.
    solved AS
    (
        SELECT
            place,
            start_on,
            arrayMin(arrayConcat(
                arrayFilter(day -> day >= start_on, filed),
                if(ifNull(convoked_on >= start_on, false), [assumeNotNull(convoked_on)], []),
                [toDate('2149-06-06')])) AS solved_on
        FROM reported
    ),
    followed AS
    (
        SELECT place, 0 AS kind, start_on, least(solved_on, seen_until) AS until, solved_on <= seen_until AS happened
        FROM solved
    ),
-- @include place-quantiles
    rest AS (SELECT 1)
SELECT
    cell_of(quantile.cell) AS cell,
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
