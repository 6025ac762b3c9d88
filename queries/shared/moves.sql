    -- What a spell does to the set at risk, as (t, count of each kind packed in 32 bits): entering it after
    -- t, leaving it after t, ending with the event at t, or never in it because exit ≤ entry. An entry
    -- of -1 lets a same-day event count.
    toUInt128(1) AS one_entering,
    bitShiftLeft(toUInt128(1), 32) AS one_leaving,
    bitShiftLeft(toUInt128(1), 64) AS one_event,
    bitShiftLeft(toUInt128(1), 96) AS one_missing,
    (entry, exit, event) -> multiIf(
        exit <= entry, [(exit, one_missing)],
        entry < 0, [(exit, one_leaving + one_event * event)],
        [(entry, one_entering), (exit, one_leaving + one_event * event)]) AS moves,
    (v, kind) -> toUInt32(bitAnd(bitShiftRight(v, 32 * kind), 4294967295)) AS count_of,
