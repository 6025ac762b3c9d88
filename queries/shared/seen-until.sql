    -- The last day that every source of the indicator covers: whoever waits for something that another
    -- source records is followed to there.
    (SELECT min(covers_to) FROM source_cover(as_of = {as_of:DateTime64(3, 'UTC')}) WHERE source IN ({sources:Array(String)})) AS seen_until,
