    -- Moves (see moves.sql) at whole times below 2^28.
    (t, kind) -> toUInt32(16 * t + kind) AS move,
    (move) -> bitShiftRight(move, 4) AS time_of_move,
    -- Moves in order, each once and how many make it: 32 bits each.
    (moves) -> arrayFilter((i, move, before) -> move != before, arrayEnumerate(moves), moves, arrayShiftRight(moves, 1)) AS firsts_of,
    (moves) -> arrayMap((move, first, next) -> bitOr(bitShiftLeft(toUInt64(move), 32), toUInt64(next - first)),
        arrayCompact(moves), firsts_of(moves), arrayShiftLeft(firsts_of(moves), 1, toUInt32(length(moves) + 1))) AS tallies_of,
