    -- What a subject does to the set at risk, as numbers that sort by time: the time and, in the last four
    -- bits, what happens: it leaves with an event of cause 1 to 8, leaves without one (9), enters (10), or was
    -- never in it because exit ≤ entry (11). Events come first at each time, so that whoever leaves then
    -- is still at risk of them and whoever enters is not yet. An entry of -1 lets a same-day event count.
    -- Wants `move` (see whole-times and any-times). The cause is 0 where there is no event, or true or false.
    (entry, exit, cause) -> multiIf(
        exit <= entry, [move(0, 11)],
        entry < 0, [move(exit, if(cause > 0, cause, 9))],
        [move(entry, 10), move(exit, if(cause > 0, cause, 9))]) AS moves_of,
