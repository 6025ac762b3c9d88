    -- Shares of a legal delay as whole numbers (see whole-times): so fine that two shares of days never fall
    -- together, and 1 is one of them.
    134217728 AS legal_time,
    (days, scale) -> toInt64(round(days / scale * legal_time)) AS time_of,
