    -- What a breakdown says, kept in the high bits of a cell while curves are built: a code below 2^18.
    (kind) -> bitShiftLeft(toUInt64(kind), 45) AS kind_code,
    (cell) -> bitShiftRight(cell, 45) AS kind_of,
    (cell) -> bitAnd(cell, toUInt64(35184372088831)) AS cell_of,
