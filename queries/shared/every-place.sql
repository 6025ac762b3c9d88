    -- From `prefecture_step`, the same of regions and of France (`step`: cell, t, v, and c1, c2 where they
    -- are); the test data set outside France stays out.
    step AS
    (
        SELECT * FROM prefecture_step
        UNION ALL
        SELECT bitAnd(prefecture_step.cell, bitOr(bitNot(prefecture_mask), region_mask)) AS cell, t, COLUMNS('^(v|c1|c2)$') APPLY(sum)
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell, t
        UNION ALL
        SELECT bitAnd(prefecture_step.cell, bitNot(prefecture_mask)) AS cell, t, COLUMNS('^(v|c1|c2)$') APPLY(sum)
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell, t
    ),
