-- id: F-08
-- title_fr: Demandes de renouvellement déposées à temps
-- title_en: Renewals filed on time
-- definition_fr: Part des demandes de renouvellement déposées dans le délai de l’article R. 431-5, selon le mois du dépôt.
-- definition_en: Share of renewals filed in the window of R. 431-5, by the month of filing.
-- unit: share
-- better: higher
-- demand: D2
-- formula: dépôts entre le 120e et le 60e jour avant l’expiration du titre détenu (titre ouvert sur l’ANEF), ou dans les deux mois qui la précèdent / dépôts de renouvellement, avec l’intervalle de Wilson à 95 %. moment=tot : avant l’ouverture du délai ; moment=tard : après sa fin, avant l’expiration ; moment=apres_expiration. || filings from the 120th to the 60th day before the permit held expires (permit open on the ANEF), or in the two months before / filings of renewals, with Wilson’s interval (95%). moment=tot: before the window opened; moment=tard: after it closed, before the expiry; moment=apres_expiration: after the expiry.
-- population: Les dossiers dont la demande est un renouvellement, avec un titre_detenu. Le détail n’est donné que dans les cellules où au plus un du mois, de la préfecture et de la strate est précisé. || Files whose demande is renouvellement, with a titre_detenu. Details are given only in cells that name at most one of month, prefecture and stratum.
-- exclusions: Les titres détenus sans délai de dépôt (résident longue durée-UE) ; les dépôts d’avant la première règle connue, comptés comme manquants. || Permits held that have no window (long-term EU resident); filings before the first known rule, counted as missing.
-- censoring: Aucune censure. || None.
-- legal_basis: CESEDA, art. R. 431-5, lu dans sa version du 1er mai 2021. || CESEDA R. 431-5, read in its version of 1 May 2021.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: une cellule qui n’a que des dossiers non comptés a sa ligne, qui les compte. || a cell that has only files left out has its row, which counts them.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT
            leaf,
            depot_on AS day,
            [toUInt64(timeliness != ''), timeliness = '', timeliness = 'on_time', timeliness = 'early', timeliness = 'late', timeliness = 'after_expiry'] AS measures
        FROM {held:Identifier}
        WHERE demande = 'renouvellement' AND timeliness != 'exempt'
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS missing, moment.1 AS breakdown, measures[moment.2] AS x
        FROM rolled
        ARRAY JOIN [
            (CAST(NULL AS Nullable(String)), 3), ('moment=tot', 4), ('moment=tard', 5), ('moment=apres_expiration', 6)] AS moment
        WHERE n + missing > 0 AND (moment.2 = 3 OR is_detailed(cell))
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
