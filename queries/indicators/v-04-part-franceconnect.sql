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
-- exclusions: Les périodes sans aucun décompte de la source. || Periods without any count of the source.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; Vos démarches essentielles. || None; Vos démarches essentielles.
-- sources: franceconnect, anef, agdref, demarche_numerique
-- dimensions: none
-- statistics: ratio
-- per: pour 100 dépôts en ligne || per 100 online filings
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: rapport de deux décomptes, qui peut dépasser 100, et non plus part. || ratio of two counts, which may pass 100, and no longer a share.
WITH
-- @include cells
-- @include byar
    counted AS
    (
        SELECT arrayJoin([month_code(month), year_code(month)]) AS cell, sum(filing.n) AS filed, 0 AS connected
        FROM {filing:Identifier} AS filing
        WHERE bitAnd(leaf, canal_mask) IN (coded('anef', canal_codes), coded('demarche_numerique', canal_codes))
            AND bitAnd(leaf, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell
        UNION ALL
        SELECT arrayJoin([month_code(occurred_on), year_code(occurred_on)]) AS cell, 0 AS filed, sum(ifNull(valeur, 1)) AS connected
        FROM {side_event:Identifier}
        WHERE event = 'connexion_fc'
        GROUP BY cell
    ),
    ratio AS
    (
        SELECT cell, sum(filed) AS n, sum(connected) AS x
        FROM counted
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
    0 AS missing,
    multiIf(x = 0, 'missing_source', n = 0, 'no_denominator', 'ok') AS status
FROM ratio
