    -- From `waiting`, one row per dossier (leaf, start_on, until, cause: 0 = none by `until`, seen_on), the
    -- moves of the set at risk of several causes in the cells of one prefecture, cohort view: by year, and
    -- by month over all strata. Gives `prefecture_step`: cell, t, v (see moves.sql), and the events by cause,
    -- 32 bits each: c1 favorable, defavorable, sans_suite, cloture; c2 desistement,
    -- refus_enregistrement, purge, refus_implicite.
-- @include moves
    prefecture_step AS
    (
        SELECT
            cell,
            move.1 AS t,
            sum(move.2) AS v,
            sum(if(count_of(move.2, 2) = 1 AND cause <= 4, bitShiftLeft(toUInt128(1), 32 * ((cause + 7) % 4)), toUInt128(0))) AS c1,
            sum(if(count_of(move.2, 2) = 1 AND cause > 4, bitShiftLeft(toUInt128(1), 32 * ((cause + 7) % 4)), toUInt128(0))) AS c2
        FROM
        (
            SELECT
                leaf + cohort_view AS dated,
                start_on,
                toUInt8(waiting.cause) AS cause,
                arrayJoin(moves(if(seen_on > start_on, toInt32(seen_on - start_on) - 1, -1), toInt32(until - start_on), cause > 0)) AS move
            FROM waiting
        )
        ARRAY JOIN arrayPushBack(
            arrayMap(dimension -> bitAnd(dated, bitOr(cohort_view + prefecture_mask, dimension)) + year_code(start_on), year_dimensions),
            bitAnd(dated, cohort_view + prefecture_mask) + month_code(start_on)) AS cell
        GROUP BY cell, t
    ),
