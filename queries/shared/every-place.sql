    -- From `prefecture_step`, the moves of each cell, of regions and of France too (`step`: see at-risk); the
    -- test data set outside France stays out. What has no place counts for France alone.
    placed AS
    (
        SELECT cell, tallies FROM prefecture_step WHERE bitAnd(prefecture_step.cell, prefecture_mask) != 0
        UNION ALL
        SELECT bitAnd(prefecture_step.cell, bitOr(bitNot(prefecture_mask), region_mask)) AS cell, arraySort(groupArrayArray(prefecture_step.tallies)) AS tallies
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != 0 AND bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell
        UNION ALL
        SELECT bitAnd(prefecture_step.cell, bitNot(prefecture_mask)) AS cell, arraySort(groupArrayArray(prefecture_step.tallies)) AS tallies
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell
    ),
    step AS
    (
        SELECT
            cell,
            arrayMap(tally -> toUInt32(bitShiftRight(tally, 32)), tallies) AS moves,
            arrayMap(tally -> toUInt32(bitAnd(tally, 4294967295)), tallies) AS counts
        FROM placed
    ),
