    -- The set at risk at each event time, of every cell at once. Wants `step`, one row per cell and time
    -- (cell UInt64, t, v: see moves). Gives `at_risk`, one row per cell: n (subjects that leave), events,
    -- missing, last (the longest exit), and per event time the arrays times, risks, dying.
    ordered AS
    (
        SELECT
            cell,
            groupArray(t) AS unordered,
            arraySort(unordered) AS ts,
            arraySort((v, t) -> t, groupArray(v), unordered) AS vs,
            arrayMap(v -> count_of(v, 0), vs) AS entering,
            arrayMap(v -> count_of(v, 1), vs) AS leaving,
            arrayMap(v -> count_of(v, 2), vs) AS ending,
            arraySum(leaving) AS n,
            -- Whoever leaves without having entered was there from the start.
            toInt64(n) - toInt64(arraySum(entering)) AS present,
            arrayMap((entered, gone, e, l) -> toUInt32(present + entered - e - (gone - l)),
                arrayCumSum(entering), arrayCumSum(leaving), entering, leaving) AS remaining
        FROM step
        GROUP BY cell
        HAVING n > 0
    ),
    at_risk AS
    (
        SELECT
            cell,
            n,
            arraySum(ending) AS events,
            arraySum(arrayMap(v -> count_of(v, 3), vs)) AS missing,
            arrayLast((t, l) -> l > 0, ts, leaving) AS last,
            arrayFilter((t, d) -> d > 0, ts, ending) AS times,
            arrayFilter((r, d) -> d > 0, remaining, ending) AS risks,
            arrayFilter(d -> d > 0, ending) AS dying
        FROM ordered
    ),
