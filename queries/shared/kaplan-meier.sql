    -- Kaplan–Meier of `spell`, one row per subject and cell: cell UInt64, entry, exit (days since the start,
    -- whole or not), event Bool (0 = censored at exit). A subject is at risk at t when entry < t ≤ exit;
    -- exit ≤ entry excludes the subject, counted as missing. Gives `km` (see km.sql).
-- @include moves
    step AS
    (
        SELECT cell, move.1 AS t, sum(move.2) AS v
        FROM spell
        ARRAY JOIN moves(entry, exit, event) AS move
        GROUP BY cell, t
    ),
-- @include at-risk
-- @include km
