-- id: L-05
-- title_fr: Saisines du Défenseur des droits
-- title_en: Referrals to the Défenseur des droits
-- definition_fr: Nombre de saisines du Défenseur des droits pour 1 000 demandes déposées.
-- definition_en: Number of referrals to the Défenseur des droits per 1,000 applications filed.
-- unit: ratio
-- better: lower
-- demand: D3c
-- formula: saisines de la période, une par ligne ou le nombre que la ligne déclare × 1 000 / dépôts de la période, avec les limites de Byar à 95 % ; un nombre déclaré par trimestre compte au jour que porte sa ligne : ce mois en paraît plus haut, et l’année se lit mieux. || referrals in the period, one per row or the number that the row declares × 1,000 / applications filed in the period, with Byar’s limits (95%); a number declared by quarter counts on the day of its row: that month looks higher, and the year reads better.
-- population: Les saisines transmises ; tous les dépôts. Celles qui ne nomment pas de préfecture comptent pour la France. || Referrals passed on; all filings. Those that name no prefecture count for France.
-- exclusions: Les saisines que l’institution ne transmet pas. || Referrals that the institution does not pass on.
-- censoring: Aucune. || None.
-- legal_basis: Défenseur des droits, rapport publié le 11 décembre 2024, 14 recommandations. || Défenseur des droits, report published on 11 December 2024, 14 recommendations.
-- sources: recours, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio
-- per: pour 1 000 dépôts || per 1,000 filings
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: un mois dont rien n’est déclaré nulle part n’a pas de valeur, au lieu de zéro. || a month of which nothing is declared anywhere has no value, instead of zero. | 3: les dépôts d’après la dernière déclaration ne comptent pas dans ceux de l’année. || filings after the last declaration do not count in those of the year. | 4: sommes exactes : l’ordre d’arrivée changeait leur dernier chiffre. || exact sums: the order of arrival changed their last digit.
WITH
-- @include cells
-- @include byar
    fact AS
    (
        SELECT place, toStartOfMonth(occurred_on) AS month, 0 AS filings, sum(ifNull(valeur, 1)) AS referrals
        FROM {side_event:Identifier}
        WHERE event = 'ddd_saisine'
        GROUP BY place, month
        UNION ALL
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, sum(filing.n) AS filings, 0
        FROM {filing:Identifier} AS filing
        GROUP BY place, month
    ),
    -- A month of which nothing is declared anywhere is not declared, rather than without referrals. Filings after the last
    -- declaration do not count in their year: a quarter is declared in its last month.
    declared AS (SELECT DISTINCT month FROM fact WHERE referrals > 0),
    total AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, toFloat64(sum(fact.referrals)) AS x,
            max(fact.month IN (SELECT month FROM declared)) AS told,
            toUInt64(if(told, sumIf(fact.filings, fact.month <= (SELECT max(month) FROM declared)), sum(fact.filings))) AS n
        FROM fact
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    if(n = 0 OR NOT told, NULL, 1000 * x / n) AS value,
    if(n = 0 OR NOT told, NULL, 1000 * byar_lower(x) / n) AS lower,
    if(n = 0 OR NOT told, NULL, 1000 * byar_upper(x) / n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    multiIf(NOT told, 'missing_source', n = 0, 'no_denominator', 'ok') AS status
FROM total
