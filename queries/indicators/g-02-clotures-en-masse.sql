-- id: G-02
-- title_fr: Clôtures sans décision faites en un jour
-- title_en: Closings without a decision made in one day
-- definition_fr: Part des dossiers clos sans décision (sans suite, clôture, purge) qui l’ont été le jour où il y en a eu le plus, et leur nombre ce jour-là.
-- definition_en: Share of the files closed without a decision (sans suite, closing, purge) that were closed on the day with the most, and their number on that day.
-- unit: share
-- better: none
-- demand: D3b
-- formula: plus grand nombre de clôtures d’un jour / clôtures de la période. || most closings of one day / closings of the period.
-- population: Les dossiers dont la première fin est un classement sans suite, une clôture ou une purge, au jour de cette fin, dans la préfecture du dépôt. || Files whose first end is a classement sans suite, a closing or a purge, by the day of that end, in the prefecture of filing.
-- exclusions: Les dossiers rouverts comptent à leur première fin. || Applications reopened count at their first end.
-- censoring: Aucune. Un jour chargé peut être une mise à jour en masse, une purge technique ou une séance de travail. || None. A busy day may be a bulk update, a technical purge or a day of work.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share, count
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
    daily AS
    (
        SELECT place_leaf(depot_prefecture) AS leaf, assumeNotNull(decided_on) AS day, count() AS closings
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE decision IN ('classement_sans_suite', 'cloture', 'purge') AND decided_on <= covers_to
        GROUP BY leaf, day
    ),
    placed AS
    (
        SELECT arrayJoin(places_of_flow(leaf, day)) AS cell, day, sum(closings) AS closings
        FROM daily
        GROUP BY cell, day
    ),
    busiest AS
    (
        SELECT cell, max(closings) AS most, sum(closings) AS n
        FROM placed
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    figure.1 AS statistic,
    figure.2 AS value,
    NULL AS lower,
    NULL AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM busiest
ARRAY JOIN [('share', most / n), ('count', toFloat64(most))] AS figure
