    -- Wilson's interval (95 %) of a share of `n` (Wilson 1927).
    (x, n) -> (x / n + 3.841458820694124 / (2 * n)) / (1 + 3.841458820694124 / n) AS wilson_centre,
    (x, n) -> 1.959963984540054 / (1 + 3.841458820694124 / n)
        * sqrt(x / n * (1 - x / n) / n + 3.841458820694124 / (4 * n * n)) AS wilson_margin,
    (x, n) -> greatest(0., wilson_centre(x, n) - wilson_margin(x, n)) AS wilson_lower,
    (x, n) -> least(1., wilson_centre(x, n) + wilson_margin(x, n)) AS wilson_upper,
