    -- The last day covered, and the last month whose every day is covered (its code, see cells).
    (SELECT max(covers_to) FROM {cover:Identifier} WHERE source IN ({sources:Array(String)})) AS cutoff,
    toUInt64(greatest(0, dateDiff('month', toDate('1990-01-01'), cutoff + 1))) AS complete_months,
