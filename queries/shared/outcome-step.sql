    -- From `waiting`, one row per dossier (leaf, start_on, until, cause: 0 = none by `until`, seen_on), the
    -- moves of the set at risk of several causes in the cells of one prefecture, cohort view: by year, and
    -- by month over all strata. Gives `prefecture_step`: cell, and the tallies of its
    -- moves (see whole-times). Where the cause is an outcome, 1 to 8 are favorable, defavorable, sans_suite, cloture,
    -- desistement, refus_enregistrement, purge, refus_implicite.
-- @include whole-times
-- @include moves
    prefecture_step AS
    (
        SELECT cell, tallies_of(arraySort(groupArrayArray(moved))) AS tallies
        FROM
        (
            SELECT
                leaf + cohort_view AS dated,
                start_on,
                moves_of(if(seen_on > start_on, toInt32(seen_on - start_on) - 1, -1), toInt32(until - start_on), toUInt8(waiting.cause)) AS moved
            FROM waiting
        )
        ARRAY JOIN arrayPushBack(
            arrayMap(dimension -> bitAnd(dated, bitOr(cohort_view + prefecture_mask, dimension)) + year_code(start_on), year_dimensions),
            bitAnd(dated, cohort_view + prefecture_mask) + month_code(start_on)) AS cell
        GROUP BY cell
    ),
