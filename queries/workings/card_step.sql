-- As outcome_step, for the handover of the title, from the filing (cause 1), against every end of the
-- application that is not favourable (cause 2). A favourable decision goes on waiting for its title.
WITH
-- @include cells
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on AS start_on,
            if(decision IN ('', 'decision_favorable'), NULL, decided_on) AS ended_on,
            least(ifNull(handed_over_on, covers_to), ifNull(ended_on, covers_to), covers_to) AS until,
            multiIf(ifNull(ended_on <= until, false), 2, ifNull(handed_over_on <= until, false), 1, 0) AS cause,
            covers_from AS seen_on
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to AND ifNull(handed_over_on >= depot_on, true)
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
