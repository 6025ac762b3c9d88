    -- Kaplan–Meier of `spell`, one row per subject and cell: cell UInt64, entry, exit (days since the start,
    -- whole or not), event (its cause, or true or false: 0 = censored at exit). A subject is at risk at t when entry < t ≤ exit;
    -- exit ≤ entry excludes the subject, counted as missing. Gives `km` (see km.sql).
-- @include any-times
-- @include moves
    step AS
    (
        SELECT cell, arraySort(groupArrayArray(moves_of(entry, exit, event))) AS moves, arrayMap(move -> toUInt32(1), moves) AS counts
        FROM spell
        GROUP BY cell
    ),
-- @include at-risk
-- @include km
