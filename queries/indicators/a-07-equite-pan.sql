-- id: A-07
-- title_fr: Accueil numérique rapporté aux demandes
-- title_en: Digital reception in proportion to applications
-- definition_fr: Nombre de visites aux points d’accueil numérique pour 1 000 demandes déposées, et agents et accompagnements France Services pour 1 000 demandes.
-- definition_en: Number of visits to digital reception points per 1,000 applications filed, and staff and France Services support per 1,000 applications.
-- unit: ratio
-- better: none
-- demand: D2
-- formula: visites / dépôts × 1 000, avec l’intervalle de Byar à 95 % ; mesure=etpt : ETPT mensuels déclarés des points d’accueil / dépôts × 1 000 ; mesure=france_services : accompagnements déclarés / dépôts × 1 000, l’un et l’autre sur les mois et préfectures qui en déclarent. || visits / filings × 1,000, with Byar’s interval (95%); mesure=etpt: declared monthly FTE of the reception points / filings × 1,000; mesure=france_services: declared support / filings × 1,000, both over the months and prefectures that declare some.
-- population: Les visites où l’usager est venu, au jour de la visite ; les dépôts de tout canal. || Visits to which the user came, by their day; filings through every channel.
-- exclusions: Les effectifs et accompagnements que personne ne déclare sont inconnus, non nuls. || Staff and support that nobody declares are unknown, not zero.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; réponse à la question écrite du 20 mai 2025 (14 ETP). || None; answer to the written question of 20 May 2025 (14 FTE).
-- sources: pan, demarche_numerique, france_services, pilotage, anef, agdref
-- dimensions: prefecture
-- statistics: ratio
-- per: pour 1 000 dépôts || per 1,000 filings
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include byar
    fact AS
    (
        SELECT
            place,
            toStartOfMonth(occurred_on) AS month,
            toFloat64(countIf(event = 'pan_visite' AND issue != 'absence')) AS visits,
            sumIf(ifNull(valeur, 0), event = 'effectif' AND module = 'pan') AS posts,
            sumIf(ifNull(valeur, 1), event = 'fs_accompagnement') AS helped,
            0 AS filed
        FROM {side_event:Identifier}
        WHERE event IN ('pan_visite', 'effectif', 'fs_accompagnement')
        GROUP BY place, month
        UNION ALL
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, 0 AS visits, 0 AS posts, 0 AS helped, sum(filing.n) AS filed
        FROM {filing:Identifier} AS filing
        GROUP BY place, month
    ),
    -- What nobody declares for a place and a month is unknown, not zero: its filings do not count either.
    place_month AS
    (
        SELECT
            place,
            month,
            sum(fact.visits) AS visits,
            sum(fact.posts) AS posts,
            sum(fact.helped) AS helped,
            sum(fact.filed) AS filed,
            if(posts > 0, filed, 0) AS filed_with_posts,
            if(helped > 0, filed, 0) AS filed_with_help
        FROM fact
        GROUP BY place, month
    ),
    summed AS
    (
        SELECT
            arrayJoin(places_of_flow(place, month)) AS cell,
            sum(place_month.visits) AS visits,
            sum(place_month.posts) AS posts,
            sum(place_month.helped) AS helped,
            sum(place_month.filed) AS filed,
            sum(place_month.filed_with_posts) AS with_posts,
            sum(place_month.filed_with_help) AS with_help
        FROM place_month
        GROUP BY cell
    )
SELECT
    cell,
    figure.1 AS breakdown,
    'ratio' AS statistic,
    if(figure.3 = 0, NULL, figure.2 / figure.3 * 1000) AS value,
    if(figure.3 = 0 OR figure.1 IS NOT NULL, NULL, byar_lower(figure.2) / figure.3 * 1000) AS lower,
    if(figure.3 = 0 OR figure.1 IS NOT NULL, NULL, byar_upper(figure.2) / figure.3 * 1000) AS upper,
    toUInt64(figure.3) AS n,
    0 AS censored,
    0 AS missing,
    multiIf(figure.1 IS NOT NULL AND figure.2 = 0, 'missing_source', figure.3 = 0, 'no_denominator', 'ok') AS status
FROM summed
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), visits, filed),
    ('mesure=etpt', posts, with_posts),
    ('mesure=france_services', helped, with_help)] AS figure
