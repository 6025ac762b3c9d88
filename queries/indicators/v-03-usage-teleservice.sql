-- id: V-03
-- title_fr: Usage du téléservice
-- title_en: Use of the online service
-- definition_fr: Parmi les demandes de titres ouverts sur l’ANEF au jour du dépôt, part de celles qui y sont déposées.
-- definition_en: Of applications for permits open on the ANEF on the day of filing, share of those filed there.
-- unit: share
-- better: higher
-- demand: D1
-- formula: dépôts dont le canal est anef / dépôts de titres ouverts sur l’ANEF au jour du dépôt, avec l’intervalle de Wilson à 95 %. || filings with canal = anef / filings for permits open on the ANEF on the day of filing, with Wilson’s interval (95%).
-- population: Les dépôts pour un titre dont la date d’ouverture sur l’ANEF est au plus tard le jour du dépôt ; la solution de substitution compte comme non numérique. || Filings for a permit whose opening on the ANEF is no later than the day of filing; the alternative route counts as non-digital.
-- exclusions: Les titres sans date d’ouverture connue. || Permits without a known opening day.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: CESEDA, art. R. 431-2 ; Vos démarches essentielles, part d’usage du canal numérique. || CESEDA R. 431-2; Vos démarches essentielles, share of use of the digital channel.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    counted AS
    (
        SELECT
            arrayJoin(arrayDistinct(cells_of_flow(bitAnd(leaf, bitNot(canal_mask)), month))) AS cell,
            sum(filing.n) AS n,
            sumIf(filing.n, bitAnd(leaf, canal_mask) = coded('anef', canal_codes)) AS x
        FROM {filing:Identifier} AS filing
        WHERE on_anef
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM counted
