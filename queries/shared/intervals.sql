    -- Spells of days are (first, last), numbers, both included; proofs are such spells. Subtracting needs
    -- no list of days: of proofs sorted by first day, the reach is the latest last day up to each of them,
    -- and what is uncovered runs from a reach to the next proof. The order in which proofs come, overlaps
    -- and repetitions change nothing.
    (sorted) -> arrayReduceInRanges('max', arrayMap(i -> (1, i), arrayEnumerate(sorted)), arrayMap(proof -> proof.2, sorted)) AS reaches,
    (sorted, first, last) -> arrayFilter(run -> run.1 <= run.2, arrayMap(
        (begin, end) -> (greatest(begin, first), least(end, last)),
        arrayPushFront(arrayMap(reach -> reach + 1, reaches(sorted)), first),
        arrayPushBack(arrayMap(proof -> proof.1 - 1, sorted), last))) AS between_proofs,
    (proofs, first, last) -> between_proofs(arraySort(proofs), first, last) AS uncovered,
    (runs) -> arraySum(run -> run.2 - run.1 + 1, runs) AS days_in,
