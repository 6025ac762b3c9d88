-- id: A-07
-- title_fr: Accueil numérique rapporté aux demandes
-- title_en: Digital reception in proportion to applications
-- definition_fr: Nombre de visites aux points d’accueil numérique pour 1 000 demandes déposées, et agents et accompagnements France Services pour 1 000 demandes.
-- definition_en: Number of visits to digital reception points per 1,000 applications filed, and staff and France Services support per 1,000 applications.
-- unit: ratio
-- better: none
-- demand: D2
-- formula: visites / dépôts × 1 000, avec l’intervalle de Byar à 95 % ; mesure=etpt : ETPT mensuels déclarés des points d’accueil / dépôts × 1 000 ; mesure=france_services : accompagnements déclarés / dépôts × 1 000, l’un et l’autre sur les mois et préfectures qui en déclarent ; ce qui est déclaré sans préfecture vaut pour la France, rapporté à tous ses dépôts du mois. || visits / filings × 1,000, with Byar’s interval (95%); mesure=etpt: declared monthly FTE of the reception points / filings × 1,000; mesure=france_services: declared support / filings × 1,000, both over the months and prefectures that declare some; what is declared without a prefecture stands for France, over all its filings of the month.
-- population: Les visites où l’usager est venu, au jour de la visite ; les dépôts de tout canal. || Visits to which the user came, by their day; filings through every channel.
-- exclusions: Les effectifs et accompagnements que personne ne déclare sont inconnus, non nuls. Les mois que les points d’accueil d’une préfecture ne couvrent pas jour pour jour comme les dépôts : « Non exploitables » (missing) compte leurs dépôts. || Staff and support that nobody declares are unknown, not zero. Months that the reception points of a prefecture do not cover day for day as filings do: “Unusable” (missing) counts their filings.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; réponse à la question écrite du 20 mai 2025 (14 ETP). || None; answer to the written question of 20 May 2025 (14 FTE).
-- sources: pan, demarche_numerique, france_services, pilotage, anef, agdref
-- dimensions: prefecture
-- statistics: ratio
-- per: pour 1 000 dépôts || per 1,000 filings
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: un mois que la source des visites ne couvre pas dans une préfecture n’y vaut plus zéro : ses dépôts ne sont pas comptés. Ce qui est déclaré sans préfecture est rapporté à tous les dépôts du pays. || a month that the source of visits does not cover in a prefecture is no longer zero there: its filings are not counted. What is declared without a prefecture is related to every filing of the country. | 3: sommes exactes : l’ordre d’arrivée changeait leur dernier chiffre. || exact sums: the order of arrival changed their last digit.
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
    -- Of what is declared for no prefecture, the denominator is every filing of the country in that month.
    undivided AS
    (
        SELECT
            month,
            maxIf(place_month.posts, place = place_leaf('')) > 0 AS all_posts,
            maxIf(place_month.helped, place = place_leaf('')) > 0 AS all_help,
            toFloat64(sum(place_month.filed) - sum(place_month.filed_with_posts)) AS with_posts,
            toFloat64(sum(place_month.filed) - sum(place_month.filed_with_help)) AS with_help
        FROM place_month
        WHERE place != place_leaf('ZZ')
        GROUP BY month
    ),
    summed AS
    (
        SELECT
            cell,
            sum(part.visits) AS visits,
            sum(part.unvisited) AS unvisited,
            toFloat64(sum(part.posts)) AS posts,
            toFloat64(sum(part.helped)) AS helped,
            sum(part.filed) AS filed,
            sum(part.with_posts) AS with_posts,
            sum(part.with_help) AS with_help
        FROM
        (
            SELECT
                arrayJoin(places_of_flow(place, month)) AS cell,
                if(heard, told_month.visits, 0) AS visits,
                if(heard, 0, told_month.filed) AS unvisited,
                if(place = place_leaf('') AND bitAnd(cell, prefecture_mask) != 0, 0, posts) AS posts,
                if(place = place_leaf('') AND bitAnd(cell, prefecture_mask) != 0, 0, helped) AS helped,
                toFloat64(if(heard, told_month.filed, 0)) AS filed,
                toFloat64(filed_with_posts) AS with_posts,
                toFloat64(filed_with_help) AS with_help
            FROM (SELECT *, (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'pan') AS heard FROM place_month) AS told_month
            UNION ALL
            SELECT arrayJoin([month_code(month), year_code(month)]) AS cell, 0, 0, 0, 0, 0, if(all_posts, with_posts, 0), if(all_help, with_help, 0)
            FROM undivided
        ) AS part
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
    if(figure.1 IS NULL, unvisited, 0) AS missing,
    multiIf(figure.1 IS NOT NULL AND figure.2 = 0, 'missing_source', figure.3 > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM summed
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), visits, filed),
    ('mesure=etpt', posts, with_posts),
    ('mesure=france_services', helped, with_help)] AS figure
