-- id: V-04
-- title_fr: Connexions par FranceConnect
-- title_en: Connections through FranceConnect
-- definition_fr: Nombre de connexions par FranceConnect rapporté aux demandes déposées en ligne.
-- definition_en: Number of connections through FranceConnect in proportion to applications filed online.
-- unit: ratio
-- better: none
-- demand: D1
-- formula: connexions déclarées × 100 / dépôts par l’ANEF ou par démarche.numerique.gouv.fr, avec les limites de Byar à 95 % ; une personne peut se connecter plusieurs fois, ou sans déposer : ce n’est pas une part des dépôts. || declared connections × 100 / filings through the ANEF or demarche.numerique.gouv.fr, with Byar’s limits (95%); a person may connect several times, or without filing: it is no share of filings.
-- population: Les connexions, comptées par la source et livrées agrégées ; les dépôts en ligne, hors jeu d’essai. || Connections, counted by the source and delivered aggregated; online filings, without the test data set.
-- exclusions: Les périodes sans aucun décompte de la source, et les mois qu’elle ne couvre pas jour pour jour comme les dépôts : « Non exploitables » (missing) compte leurs dépôts ; leurs connexions ne comptent pas non plus. || Periods without any count of the source, and months that it does not cover day for day as filings do: “Unusable” (missing) counts their filings; nor do their connections count.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; Vos démarches essentielles. || None; Vos démarches essentielles.
-- sources: franceconnect, anef, agdref, demarche_numerique
-- dimensions: none
-- statistics: ratio
-- per: pour 100 dépôts en ligne || per 100 online filings
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 5
-- changelog: 1: first version. | 2: rapport de deux décomptes, qui peut dépasser 100, et non plus part. || ratio of two counts, which may pass 100, and no longer a share. | 3: les dépôts des mois que la source ne couvre pas ne comptent plus dans l’année. || filings of months that the source does not cover no longer count in the year. | 4: les connexions de ces mois non plus. || nor do their connections. | 5: sommes exactes : l’ordre d’arrivée changeait leur dernier chiffre. || exact sums: the order of arrival changed their last digit.
WITH
-- @include cells
-- @include byar
    counted AS
    (
        SELECT month, filing.n AS filed, 0 AS connected
        FROM {filing:Identifier} AS filing
        WHERE bitAnd(leaf, canal_mask) IN (coded('anef', canal_codes), coded('demarche_numerique', canal_codes))
            AND bitAnd(leaf, prefecture_mask) != place_leaf('ZZ')
        UNION ALL
        SELECT toStartOfMonth(occurred_on) AS month, 0 AS filed, ifNull(valeur, 1) AS connected
        FROM {side_event:Identifier}
        WHERE event = 'connexion_fc'
    ),
    ratio AS
    (
        SELECT
            arrayJoin([month_code(month), year_code(month)]) AS cell,
            sumIf(filed, heard) AS n,
            sumIf(filed, NOT heard) AS missing,
            toFloat64(sumIf(connected, heard)) AS x
        FROM
        (
            SELECT *, month IN (SELECT month FROM {told:Identifier} WHERE source = 'franceconnect' AND place = place_leaf('')) AS heard
            FROM counted
        )
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    if(n = 0 OR x = 0, NULL, 100 * x / n) AS value,
    if(n = 0 OR x = 0, NULL, 100 * byar_lower(x) / n) AS lower,
    if(n = 0 OR x = 0, NULL, 100 * byar_upper(x) / n) AS upper,
    n,
    0 AS censored,
    missing,
    multiIf(x = 0, 'missing_source', n = 0, 'no_denominator', 'ok') AS status
FROM ratio
