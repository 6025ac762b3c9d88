    -- From `prefecture_step`, the same of regions and of France (`step`); the test data set outside France stays out.
    step AS
    (
        SELECT cell, t, v FROM prefecture_step
        UNION ALL
        SELECT bitAnd(one.cell, bitOr(bitNot(prefecture_mask), region_mask)) AS cell, t, sum(one.v) AS v
        FROM prefecture_step AS one
        WHERE bitAnd(one.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell, t
        UNION ALL
        SELECT bitAnd(one.cell, bitNot(prefecture_mask)) AS cell, t, sum(one.v) AS v
        FROM prefecture_step AS one
        WHERE bitAnd(one.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell, t
    ),
