    -- Of the endings of a set at risk, moves in order, maybe repeated (see moves.sql): is it the first
    -- of its time, and sums at each event time of numbers given per ending. Wants `time_of_move`.
    (endings) -> arrayMap((move, before) -> before = 0 OR time_of_move(move) != time_of_move(before), endings, arrayShiftRight(endings, 1)) AS are_first,
    (numbers, endings) -> arrayFilter((total, is_last) -> is_last, arrayCumSum(numbers), arrayShiftLeft(are_first(endings), 1, 1)) AS totals_by_time,
    (numbers, endings) -> arrayMap((total, before) -> toUInt32(total - before),
        totals_by_time(numbers, endings), arrayShiftRight(totals_by_time(numbers, endings), 1)) AS sums_by_time,
    -- The events of one cause at each event time.
    (endings, ended, cause) -> sums_by_time(arrayMap((move, count) -> count * (bitAnd(move, 15) = cause), endings, ended), endings) AS died_of,
