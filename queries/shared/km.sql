    -- Kaplan–Meier with right-censoring and delayed entry. Wants `at_risk` (see at-risk.sql). Gives `km`,
    -- one row per cell: n, events, missing, last, and per event time the arrays times, risks, dying,
    -- survival, hazard_variance d/(n(n-d)), greenwood (its running sum), lowers and uppers (the limits of
    -- the survival, 1 where there are none).
    -- Source: Kaplan and Meier 1958; Greenwood 1926; log-log limits, Kalbfleisch and Prentice 1980.
    -- The quantile and its limits follow `quantile.survfit` of R's survival, ties at the level included.
    1.959963984540054 AS z95,
    -- Log-log limits of the survival; no limit where it is 0 or 1.
    (s, v) -> if(s <= 0 OR s >= 1, NULL, pow(s, exp(-z95 * sqrt(v) / log(s)))) AS survival_lower,
    (s, v) -> if(s <= 0 OR s >= 1, NULL, pow(s, exp(z95 * sqrt(v) / log(s)))) AS survival_upper,
    km AS
    (
        SELECT
            at_risk.*,
            arrayMap(logarithm -> exp(logarithm), arrayCumSum(arrayMap((d, r) -> log1p(-d / r), dying, risks))) AS survival,
            arrayMap((d, r) -> if(r > d, d / (toFloat64(r) * (r - d)), 0), dying, risks) AS hazard_variance,
            arrayCumSum(hazard_variance) AS greenwood,
            arrayMap((s, v) -> z95 * sqrt(v) / log(s), survival, greenwood) AS widths,
            arrayMap((s, width) -> if(s <= 0 OR s >= 1, 1., pow(s, exp(-width))), survival, widths) AS lowers,
            arrayMap((s, width) -> if(s <= 0 OR s >= 1, 1., pow(s, exp(width))), survival, widths) AS uppers
        FROM at_risk
    ),
    1.4901161193847656e-8 AS tie,
    -- What a curve that starts at `start` is worth at tau.
    (times, curve, tau, start) -> if(arrayCount(t -> t <= tau, times) = 0, start, curve[arrayCount(t -> t <= tau, times)]) AS curve_at,
    -- The first time at which a curve (descending) has lost the share p; `last` is where it ends.
    (times, curve, p, last) -> multiIf(
        arrayFirstIndex(s -> 1 - s >= p - tie, curve) = 0, NULL,
        arrayFirstIndex(s -> 1 - s >= p + tie, curve) = 0, (times[arrayFirstIndex(s -> 1 - s >= p - tie, curve)] + last) / 2,
        (times[arrayFirstIndex(s -> 1 - s >= p - tie, curve)] + times[arrayFirstIndex(s -> 1 - s >= p + tie, curve)]) / 2) AS km_quantile,
    -- Where the curve ends at 0 its limits end earlier, and what they do not reach is unknown.
    (survival, last) -> if(survival[-1] <= 0, NULL, last) AS limit_end,
    -- (statistic, value, lower, upper) of the quantile p.
    (statistic, p, times, survival, lowers, uppers, last) -> tuple(statistic, km_quantile(times, survival, p, last),
        km_quantile(times, lowers, p, limit_end(survival, last)),
        km_quantile(times, uppers, p, limit_end(survival, last))) AS km_level,
    -- Restricted mean: the area under the curve up to tau, and its standard error (`survmean` of R).
    (times, tau) -> toUInt64(arrayCount(t -> t < tau, times)) AS jumps_before,
    (times, survival, tau) -> arrayMap((s, t, next) -> s * (next - t),
        arrayPushFront(arraySlice(survival, 1, jumps_before(times, tau)), 1.),
        arrayPushFront(arrayMap(t -> toFloat64(t), arraySlice(times, 1, jumps_before(times, tau))), 0.),
        arrayPushBack(arrayMap(t -> toFloat64(t), arraySlice(times, 1, jumps_before(times, tau))), toFloat64(tau))) AS km_areas,
    (times, survival, tau) -> arraySum(km_areas(times, survival, tau)) AS km_rmst,
    (times, survival, hazard_variance, tau) -> sqrt(arraySum((rest, v) -> rest * rest * v,
        arrayReverse(arrayCumSum(arrayReverse(arrayPopFront(km_areas(times, survival, tau))))),
        arraySlice(hazard_variance, 1, jumps_before(times, tau)))) AS km_rmst_se,
    -- Not identified when nobody was followed that long and some are still waiting.
    (survival, last, tau) -> last >= tau OR (notEmpty(survival) AND survival[-1] <= 0) AS km_follows,
