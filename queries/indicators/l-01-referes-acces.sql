-- id: L-01
-- title_fr: Référés mesures utiles
-- title_en: Urgent court applications (référés mesures utiles)
-- definition_fr: Nombre de référés mesures utiles pour 1 000 demandes déposées, et part de ceux que le juge accorde.
-- definition_en: Number of référés mesures utiles per 1,000 applications filed, and share of those that the judge grants.
-- unit: ratio
-- better: lower
-- demand: D3c
-- formula: référés de l’article L. 521-3 enregistrés dans la période × 1 000 / dépôts de la période (ratio, limites de Byar à 95 %) ; issue=accorde : référés suivis d’une injonction, d’une suspension ou d’une annulation / référés jugés, selon la période de leur enregistrement (share, intervalle de Wilson). || référés of L. 521-3 filed in the period × 1,000 / applications filed in the period (ratio, Byar’s limits, 95%); issue=accorde: référés followed by an injunction, suspension or annulment / référés judged, by the period in which they were filed (share, Wilson’s interval).
-- population: Les référés mesures utiles, un par référence, quel qu’en soit l’objet (rendez-vous, dépôt, document, autre), dans la préfecture mise en cause ; tous les dépôts. || Référés mesures utiles, one per reference, whatever they ask for (appointment, filing, document, other), against the prefecture concerned; all filings.
-- exclusions: Les référés que personne n’a transmis : les juridictions n’en publient pas le compte national. Les mois que les recours transmis ne couvrent pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs dépôts. || Référés that nobody passed on: courts publish no national count. Months that the appeals passed on do not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their filings.
-- censoring: Les référés non encore jugés ne sont pas dans la part accordée : « Encore suivis » (censored) les compte. || Référés not judged yet are not in the share granted: “Still followed” (censored) counts them.
-- legal_basis: CJA, art. L. 521-3 ; Conseil d’État, 10 juin 2020, n° 435594. || CJA L. 521-3; Conseil d’État, 10 June 2020, no. 435594.
-- sources: recours, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio, share
-- per: pour 1 000 dépôts || per 1,000 filings
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: un mois que les recours transmis ne couvrent pas dans une préfecture n’y vaut plus zéro : ses dépôts ne sont pas comptés. || a month that the appeals passed on do not cover in a prefecture is no longer zero there: its filings are not counted. | 3: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
-- @include byar
    fact AS
    (
        SELECT
            place,
            toStartOfMonth(assumeNotNull(filed_on)) AS month,
            0 AS filings,
            1 AS appeals,
            judged_on IS NOT NULL AS judged,
            judgment IN ('injonction', 'suspension', 'annulation', 'annulation_partielle') AS granted
        FROM {appeal:Identifier}
        WHERE kind = 'refere_mesures_utiles'
        UNION ALL
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, filing.n AS filings, 0, 0, 0
        FROM {filing:Identifier} AS filing
    ),
    total AS
    (
        SELECT
            arrayJoin(places_of_flow(place, month)) AS cell,
            sumIf(fact.filings, heard) AS filings,
            sumIf(fact.filings, NOT heard) AS unheard,
            sumIf(fact.appeals, heard) AS sought,
            sum(fact.appeals) AS appeals,
            sum(fact.judged) AS judged,
            sum(fact.granted) AS granted
        FROM (SELECT *, (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'recours') AS heard FROM fact) AS fact
        GROUP BY cell
    )
SELECT
    cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    figure.3 AS value,
    figure.4 AS lower,
    figure.5 AS upper,
    figure.6 AS n,
    figure.7 AS censored,
    figure.8 AS missing,
    multiIf(value IS NOT NULL, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM total
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), 'ratio',
        if(filings = 0, NULL, 1000 * sought / filings),
        if(filings = 0, NULL, 1000 * byar_lower(sought) / filings),
        if(filings = 0, NULL, 1000 * byar_upper(sought) / filings), filings, toUInt64(0), unheard),
    (CAST('issue=accorde' AS Nullable(String)), 'share',
        if(judged = 0, NULL, granted / judged),
        if(judged = 0, NULL, wilson_lower(granted, judged)),
        if(judged = 0, NULL, wilson_upper(granted, judged)), judged, toUInt64(appeals - judged), toUInt64(0))] AS figure
WHERE figure.2 = 'ratio' OR appeals > 0
