    -- Byar's limits (95 %) of a Poisson count (Breslow and Day 1987, §2.3).
    (x) -> if(x = 0, 0., x * pow(1 - 1 / (9 * x) - 1.959963984540054 / (3 * sqrt(x)), 3)) AS byar_lower,
    (x) -> (x + 1) * pow(1 - 1 / (9 * (x + 1)) + 1.959963984540054 / (3 * sqrt(x + 1)), 3) AS byar_upper,
