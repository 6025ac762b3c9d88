    -- From `prefecture_step`, the moves of each cell, of regions and of France too (`step`: see at-risk); the
    -- test data set outside France stays out. What has no place counts for France alone. France is put together
    -- from the regions, in which equal moves have been put together before.
    (tallies) -> arrayMap(tally -> toUInt32(bitShiftRight(tally, 32)), tallies) AS moves_in,
    (tallies) -> arrayMap(tally -> toUInt32(bitAnd(tally, 4294967295)), tallies) AS counts_in,
    -- Of tallies in order, those of the same move as one (`sums_by` and `are_new`: see endings).
    (tallies) -> arrayMap((move, count) -> bitOr(bitShiftLeft(toUInt64(move), 32), toUInt64(count)),
        arrayCompact(moves_in(tallies)), sums_by(counts_in(tallies), are_new(moves_in(tallies)))) AS put_together,
    region_step AS
    (
        SELECT bitAnd(prefecture_step.cell, bitOr(bitNot(prefecture_mask), region_mask)) AS cell, put_together(arraySort(groupArrayArray(prefecture_step.tallies))) AS tallies
        FROM prefecture_step
        WHERE bitAnd(prefecture_step.cell, prefecture_mask) != place_leaf('ZZ')
        GROUP BY cell
    ),
    country AS
    (
        SELECT bitAnd(region_step.cell, bitNot(prefecture_mask)) AS whole, groupArray((region_step.cell, region_step.tallies)) AS regions
        FROM region_step
        GROUP BY whole
    ),
    placed AS
    (
        SELECT cell, tallies FROM prefecture_step WHERE bitAnd(prefecture_step.cell, prefecture_mask) != 0
        UNION ALL
        SELECT part.1 AS cell, part.2 AS tallies
        FROM country
        ARRAY JOIN arrayPushBack(arrayFilter(region -> region.1 != whole, regions), (whole, put_together(arraySort(arrayFlatten(regions.2))))) AS part
    ),
    step AS (SELECT cell, moves_in(tallies) AS moves, counts_in(tallies) AS counts FROM placed),
