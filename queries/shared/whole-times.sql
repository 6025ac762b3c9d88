    -- Moves (see moves.sql) at whole times below 2^28.
    (t, kind) -> toUInt32(16 * t + kind) AS move,
    (move) -> bitShiftRight(move, 4) AS time_of_move,
