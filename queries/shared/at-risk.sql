    -- The set at risk at each event time, of every cell at once. Wants `step`, one row per cell: its moves
    -- in order (see moves.sql), maybe repeated, their counts, and `time_of_move`. Gives `at_risk`, one row per
    -- cell: n (subjects that leave), events, missing, last (the longest exit), per event time the arrays
    -- times, risks, dying, and the arrays endings (moves in order, each once) and ended (how many).
    ordered AS
    (
        SELECT
            cell,
            arrayMap(move -> toUInt8(bitAnd(move, 15)), moves) AS kinds,
            arraySum((kind, count) -> count * (kind <= 9), kinds, counts) AS n,
            arraySum((kind, count) -> count * (kind = 11), kinds, counts) AS missing,
            time_of_move(arrayLast((move, kind) -> kind <= 9, moves, kinds)) AS last,
            -- Whoever leaves without having entered was there from the start.
            toInt64(n) - toInt64(arraySum((kind, count) -> count * (kind = 10), kinds, counts)) AS present,
            arrayCumSum((kind, count) -> toInt32(count) * ((kind = 10) - (kind <= 9)), kinds, counts) AS gained,
            arrayFilter((move, kind) -> kind <= 8, moves, kinds) AS leaving,
            arrayFilter((count, kind) -> kind <= 8, counts, kinds) AS left_then,
            arrayMap((gain, count) -> toUInt32(present + gain + count), arrayFilter((gain, kind) -> kind <= 8, gained, kinds), left_then) AS risked
        FROM step
        WHERE n > 0
    ),
-- @include endings
    at_risk AS
    (
        SELECT
            cell,
            n,
            arraySum(left_then) AS events,
            missing,
            last,
            arrayCompact(arrayMap(move -> time_of_move(move), leaving)) AS times,
            arrayFilter((risk, is_first) -> is_first, risked, are_first(leaving)) AS risks,
            sums_by(left_then, are_first(leaving)) AS dying,
            arrayCompact(leaving) AS endings,
            sums_by(left_then, are_new(leaving)) AS ended
        FROM ordered
    ),
