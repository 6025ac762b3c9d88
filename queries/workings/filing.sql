-- Applications filed, counted: the denominators.
-- One row: dossiers of one leaf (see cells; the prefecture of filing) filed in one month.
--   on_anef: was the title asked for open on the ANEF on the day of filing.
WITH
-- @include cells
    dated AS
    (
        SELECT
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            toStartOfMonth(depot_on) AS month,
            ifNull(titre.anef_open_on <= depot_on, false) AS on_anef
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        LEFT JOIN titre ON titre.code = dossier.titre
        WHERE depot_on <= covers_to
    )
SELECT leaf, month, on_anef, count() AS n
FROM dated
GROUP BY leaf, month, on_anef
