    -- From `prefecture_step`, the same of regions and of France (`step`: cell, moves in order); the test data
    -- set outside France stays out.
    step AS
    (
        SELECT cell, moves FROM prefecture_step
        UNION ALL
        SELECT bitAnd(prefecture_step.cell, bitOr(bitNot(prefecture_mask), region_mask)) AS cell, arraySort(groupArrayArray(prefecture_step.moves)) AS moves
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell
        UNION ALL
        SELECT bitAnd(prefecture_step.cell, bitNot(prefecture_mask)) AS cell, arraySort(groupArrayArray(prefecture_step.moves)) AS moves
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell
    ),
