    -- Of the endings of a set at risk, moves in order, maybe repeated (see moves.sql): is it the first of its time, is
    -- it the first of its kind then, and the sums of numbers given per ending from each first to the next. Wants
    -- `time_of_move`.
    (endings) -> arrayMap((move, before) -> before = 0 OR time_of_move(move) != time_of_move(before), endings, arrayShiftRight(endings, 1)) AS are_first,
    (endings) -> arrayMap((move, before) -> move != before, endings, arrayShiftRight(endings, 1)) AS are_new,
    (numbers, firsts) -> arrayFilter((total, is_last) -> is_last, arrayCumSum(numbers), arrayShiftLeft(firsts, 1, 1)) AS totals_by,
    (numbers, firsts) -> arrayMap((total, before) -> toUInt32(total - before), totals_by(numbers, firsts), arrayShiftRight(totals_by(numbers, firsts), 1)) AS sums_by,
