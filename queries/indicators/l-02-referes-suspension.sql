-- id: L-02
-- title_fr: Référés-suspension contre des refus de renouvellement
-- title_en: Urgent court applications against refused renewals
-- definition_fr: Nombre de référés-suspension pour 1 000 refus de renouvellement, explicites ou nés du silence.
-- definition_en: Number of référés-suspension per 1,000 refusals of renewals, explicit or born of silence.
-- unit: ratio
-- better: lower
-- demand: D3c
-- formula: référés de l’article L. 521-1 contre des demandes de renouvellement, enregistrés dans la période × 1 000 / refus explicites de renouvellement et refus nés du silence (F-05) de la période, avec les limites de Byar à 95 %. || référés of L. 521-1 about renewals, filed in the period × 1,000 / explicit refusals of renewals and refusals born of silence (F-05) in the period, with Byar’s limits (95%).
-- population: Les référés-suspension dont le dossier attaqué est un renouvellement ; les refus de renouvellement, au jour où ils sont pris ou naissent. || Référés-suspension whose file is a renewal; refusals of renewals, on the day they are taken or born.
-- exclusions: Les référés dont le dossier n’est pas connu. Une demande refusée par le silence puis par une décision compte deux refus. Les mois que les recours transmis ne couvrent pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs refus. || Référés whose file is not known. An application refused by silence and then by a decision counts as two refusals. Months that the appeals passed on do not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their refusals.
-- censoring: Aucune ; un référé suit son refus, parfois dans la période d’après. || None; a référé follows its refusal, sometimes in the next period.
-- legal_basis: CJA, art. L. 521-1 ; l’urgence est présumée pour un refus de renouvellement (Conseil d’État, 12 décembre 2024, n° 497389). || CJA L. 521-1; urgency is presumed for a refused renewal (Conseil d’État, 12 December 2024, no. 497389).
-- sources: recours, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio
-- per: pour 1 000 refus || per 1,000 refusals
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: un mois que les recours transmis ne couvrent pas dans une préfecture n’y vaut plus zéro : ses refus ne sont pas comptés. || a month that the appeals passed on do not cover in a prefecture is no longer zero there: its refusals are not counted. | 3: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include byar
    fact AS
    (
        SELECT bitAnd(leaf, prefecture_mask) AS place, assumeNotNull(legal_on) AS day, 1 AS refused, 0 AS sought
        FROM {silence:Identifier}
        WHERE demande = 'renouvellement' AND born
        UNION ALL
        SELECT place_leaf(depot_prefecture) AS place, assumeNotNull(decided_on) AS day, 1, 0
        FROM {dossier:Identifier} AS dossier
        WHERE demande = 'renouvellement' AND decision = 'decision_defavorable'
        UNION ALL
        SELECT appeal.place AS place, assumeNotNull(filed_on) AS day, 0, 1
        FROM {appeal:Identifier} AS appeal
        INNER JOIN {dossier:Identifier} AS dossier ON dossier.dossier = appeal.subject
        WHERE appeal.kind = 'refere_suspension' AND appeal.subject != 0 AND demande = 'renouvellement'
    ),
    monthly AS
    (
        SELECT place, toStartOfMonth(day) AS month, sum(fact.refused) AS refused, sum(fact.sought) AS sought
        FROM fact
        GROUP BY place, month
    ),
    total AS
    (
        SELECT
            arrayJoin(places_of_flow(place, month)) AS cell,
            sumIf(monthly.refused, heard) AS n,
            sumIf(monthly.sought, heard) AS x,
            sumIf(monthly.refused, NOT heard) AS missing
        FROM (SELECT *, (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'recours') AS heard FROM monthly) AS monthly
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    if(n = 0, NULL, 1000 * x / n) AS value,
    if(n = 0, NULL, 1000 * byar_lower(x) / n) AS lower,
    if(n = 0, NULL, 1000 * byar_upper(x) / n) AS upper,
    n,
    0 AS censored,
    missing,
    multiIf(n > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM total
