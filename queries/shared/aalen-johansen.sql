    -- Cumulative incidence of a cause among competing ones. Wants `caused`, one row per cell and cause: the
    -- columns of `km` (see km.sql), cause and died (the events of the cause at each event time). Gives
    -- `incidence`: and the arrays cif and cif_variance.
    -- Source: Aalen and Johansen 1978; variance by the delta method, Marubini and Valsecchi 1995.
    incidence AS
    (
        SELECT
            caused.*,
            arrayPopBack(arrayPushFront(survival, 1.)) AS before,
            arrayCumSum(arrayMap((s, d, r) -> s * d / r, before, died, risks)) AS cif,
            arrayCumSum(arrayMap((s, d, r) -> s * s * (toFloat64(r) - d) * d / (toFloat64(r) * r * r), before, died, risks)) AS own,
            arrayMap((s, d, r) -> s * d / (toFloat64(r) * r), before, died, risks) AS crossed,
            arrayMap((f, h, fh, ffh, e, g, fg) -> greatest(0., f * f * h - 2 * f * fh + ffh + e - 2 * (f * g - fg)),
                cif,
                arrayCumSum(hazard_variance),
                arrayCumSum(arrayMap((f, h) -> f * h, cif, hazard_variance)),
                arrayCumSum(arrayMap((f, h) -> f * f * h, cif, hazard_variance)),
                own,
                arrayCumSum(crossed),
                arrayCumSum(arrayMap((f, g) -> f * g, cif, crossed))) AS cif_variance
        FROM caused
    ),
    -- Log-log limits of a cumulative incidence; no limit where it is 0 or 1.
    (f, variance, sign) -> if(f <= 0 OR f >= 1, NULL, pow(f, exp(sign * z95 * sqrt(variance) / (f * log(f))))) AS cif_limit,
