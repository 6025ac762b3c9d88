    -- The last day that every source of the indicator covers: whoever waits for something that another
    -- source records is followed to there.
    (SELECT min(covers_to) FROM {cover:Identifier} WHERE source IN ({sources:Array(String)})) AS seen_until,
