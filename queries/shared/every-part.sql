    -- The parts of a share have one denominator in a cell, also those of which there is nothing to count. Wants `counted`:
    -- cell, part ('' is the whole), x, n (what the row adds to the denominator) and missing. Gives `share`: cell, part, x, n,
    -- missing.
    share AS
    (
        SELECT
            cell,
            arrayJoin((SELECT groupUniqArray(counted.part) FROM counted)) AS part,
            arraySum((one, count) -> if(one = part, count, 0), groupArray(counted.part), groupArray(counted.x)) AS x,
            sum(counted.n) AS n,
            sum(counted.missing) AS missing
        FROM counted
        GROUP BY cell
    ),
