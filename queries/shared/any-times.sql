    -- Moves (see moves.sql) at times that need not be whole: numbers without a sign sort as their bits do.
    -- The last four of 52 are given up; whole times have none there.
    (t, kind) -> bitOr(bitAnd(reinterpretAsUInt64(toFloat64(t)), bitNot(toUInt64(15))), toUInt64(kind)) AS move,
    (move) -> reinterpretAsFloat64(bitAnd(move, bitNot(toUInt64(15)))) AS time_of_move,
