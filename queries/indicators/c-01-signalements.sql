-- id: C-01
-- title_fr: Signalements du centre de contact à la DGEF
-- title_en: Contact-centre reports to the DGEF
-- definition_fr: Nombre de signalements que le centre de contact citoyen, ne sachant débloquer une demande, envoie à la DGEF, rapporté aux demandes déposées sur l’ANEF dans la même période.
-- definition_en: Reports that the citizens’ contact centre, unable to unblock an application, sends to the DGEF, over the applications filed on the ANEF in the same period.
-- unit: share
-- better: none
-- demand: D2
-- formula: ccc_signalement_dgef de la période / dépôts sur l’ANEF de la période, avec l’intervalle de Wilson à 95 %. || ccc_signalement_dgef in the period / filings through the ANEF in the period, with Wilson’s interval (95%).
-- population: Les signalements, au jour de leur envoi ; les dépôts dont le canal est anef, au jour du dépôt. || Reports by the day they were sent; filings with canal = anef by the day of filing.
-- exclusions: Les personnes qui n’ont jamais joint le centre de contact, et les blocages constatés ailleurs : moins de signalements peut vouloir dire moins d’accès au centre. Les signalements d’une période ne portent pas tous sur ses dépôts. Les mois que le centre ne couvre pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs dépôts. || People who never reached the contact centre, and blocks seen elsewhere: fewer reports can mean less access to the centre. The reports of a period are not all about its filings. Months that the centre does not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their filings.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Arrêté du 1er août 2023 (centre de contact) ; réponse à la question écrite du 20 mai 2025 (4 377 pour 1 120 942 en 2024). || Arrêté of 1 August 2023 (contact centre); answer to the written question of 20 May 2025 (4,377 for 1,120,942 in 2024).
-- sources: ccc, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un mois que la source des signalements ne couvre pas dans une préfecture n’y vaut plus zéro : ses dépôts ne sont pas comptés. || a month that the source of reports does not cover in a prefecture is no longer zero there: its filings are not counted.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, filing.n AS filed, 0 AS reported
        FROM {filing:Identifier} AS filing
        WHERE bitAnd(leaf, canal_mask) = coded('anef', canal_codes)
        UNION ALL
        SELECT place, toStartOfMonth(occurred_on) AS month, 0 AS filed, 1 AS reported
        FROM {side_event:Identifier}
        WHERE event = 'ccc_signalement_dgef'
    ),
    share AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, sumIf(filed, heard) AS n, sumIf(reported, heard) AS x, sumIf(filed, NOT heard) AS missing
        FROM (SELECT *, (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'ccc') AS heard FROM fact)
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    -- More reports than filings is possible, of applications filed before: then no interval.
    if(n < x OR n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n < x OR n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    multiIf(n > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM share
