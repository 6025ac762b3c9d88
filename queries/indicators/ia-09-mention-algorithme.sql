-- id: IA-09
-- title_fr: Mention de l’algorithme
-- title_en: Mention of the algorithm
-- definition_fr: Part des décisions prises après un traitement par l’application dont l’usager est informé par la mention prévue par la loi.
-- definition_en: Share of decisions made after treatment by the application of which the user is told by the mention that the law requires.
-- unit: share
-- better: higher
-- demand: D3c
-- formula: décisions assistées avec une mention notifiée / décisions assistées, selon le mois de la décision, avec l’intervalle de Wilson à 95 %. || assisted decisions with a notified mention / assisted decisions, by the month of the decision, with Wilson’s interval (95%).
-- population: Les décisions favorables et défavorables dont le dossier a été traité par l’application au plus tard le jour de la décision. || Favourable and unfavourable decisions whose file was treated by the application no later than the day of the decision.
-- exclusions: Les demandes d’explication et leurs réponses : le contrat d’échange n’en a pas l’événement. Les dossiers déposés plus de douze mois avant le début. Les mois que le pilote ne couvre pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs décisions. || Requests for explanation and their answers: the contract has no event for them. Applications filed more than twelve months before the start. Months that the pilot does not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their decisions.
-- censoring: Une mention peut encore arriver : la part du dernier mois peut monter. || A mention may still come: the share of the last month may rise.
-- legal_basis: CRPA, art. L. 311-3-1 et R. 311-3-1-1 ; loi n° 78-17, art. 47 (la loi implique 100 %). || CRPA L. 311-3-1 and R. 311-3-1-1; Act no. 78-17 art. 47 (the law implies 100%).
-- sources: pilote_ia, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un mois que la source du pilote ne couvre pas n’y vaut plus zéro : ses décisions ne sont pas comptées. || a month that the source of the pilot does not cover is no longer zero there: its decisions are not counted.
WITH
-- @include cells
-- @include wilson
    mentioned AS (SELECT DISTINCT dossier FROM {side_event:Identifier} WHERE event = 'mention_algo_notifiee' AND dossier != 0),
    assisted AS
    (
        SELECT
            bitAnd(leaf, prefecture_mask) AS place,
            toStartOfMonth(assumeNotNull(decided_on)) AS month,
            (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'pilote_ia') AS heard,
            count() AS n,
            countIf(subject IN (mentioned)) AS x
        FROM {pilot_case:Identifier}
        WHERE is_treated AND decision IN ('decision_favorable', 'decision_defavorable')
            AND decided_on <= covers_to AND treated_on <= decided_on
        GROUP BY place, month, heard
    ),
    share AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, sumIf(assisted.n, heard) AS n, sumIf(assisted.x, heard) AS x, sumIf(assisted.n, NOT heard) AS missing
        FROM assisted
        GROUP BY cell
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
    if(n = 0, 'missing_source', 'ok') AS status
FROM share
