-- What enters the stock of open dossiers and what leaves it: filings and reopenings, closings. Nothing leaves before it is filed.
-- One row: one cell without its period (see cells; the prefecture competent now) in one month.
-- Counted per leaf, then per stratum, then per place, so that no dossier is in thirty cells.
WITH
-- @include cells
    (SELECT max(covers_to) FROM {cover:Identifier} WHERE source IN ('anef', 'agdref', 'demarche_numerique')) AS cutoff,
    leaf_month AS
    (
        SELECT
            leaf(prefecture, titre, motif, demande, canal) AS leaf,
            toStartOfMonth(turn.1) AS month,
            countIf(turn.2 > 0) AS entering,
            countIf(turn.2 < 0) AS leaving
        FROM {dossier:Identifier} AS dossier
        ARRAY JOIN arrayConcat(
            [(depot_on, 1)],
            arrayMap(day -> (greatest(day, depot_on), -1), closed),
            arrayMap(day -> (greatest(day, depot_on), 1), reopened)) AS turn
        WHERE turn.1 <= cutoff
        GROUP BY leaf, month
    ),
    stratum_month AS
    (
        SELECT
            bitAnd(leaf, arrayJoin(year_dimensions) + prefecture_mask) AS stratum,
            month,
            sum(leaf_month.entering) AS entering,
            sum(leaf_month.leaving) AS leaving
        FROM leaf_month
        GROUP BY stratum, month
    )
SELECT
    -- Everything but the place is kept.
    arrayJoin(under(stratum, arrayMap(place -> place + titre_mask + motif_mask + demande_mask + canal_mask, place_masks))) AS cell,
    month,
    sum(stratum_month.entering) AS entering,
    sum(stratum_month.leaving) AS leaving
FROM stratum_month
GROUP BY cell, month
