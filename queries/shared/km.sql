    -- Kaplan–Meier with right-censoring and delayed entry. Wants `at_risk` (see at-risk.sql). Gives `km`,
    -- one row per cell: n, events, missing, last, followed_to (how far the curve is known: as far as somebody was
    -- followed, or without end where nobody waits any longer), and per event time the arrays times, risks, dying,
    -- survival and its logarithm log_survival, hazard_variance d/(n(n-d)), greenwood (its running sum),
    -- log_lowers and log_uppers (the logarithms of the limits of the survival, 0 where there are none).
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
            if(events = n, inf, toFloat64(last)) AS followed_to,
            arrayCumSum(arrayMap((d, r) -> log1p(-d / r), dying, risks)) AS log_survival,
            arrayMap(logarithm -> exp(logarithm), log_survival) AS survival,
            arrayMap((d, r) -> if(r > d, d / (toFloat64(r) * (r - d)), 0), dying, risks) AS hazard_variance,
            arrayCumSum(hazard_variance) AS greenwood,
            -- Powers of the survival are multiples of its logarithm; a width is never above 1.
            arrayMap((logarithm, v) -> exp(z95 * sqrt(v) / logarithm), log_survival, greenwood) AS widths,
            arrayMap((logarithm, width) -> if(logarithm = 0 OR isInfinite(logarithm), 0., logarithm / width), log_survival, widths) AS log_lowers,
            arrayMap((logarithm, width) -> if(logarithm = 0 OR isInfinite(logarithm), 0., logarithm * width), log_survival, widths) AS log_uppers
        FROM at_risk
    ),
    1.4901161193847656e-8 AS tie,
    -- What a curve that starts at `start` is worth at tau.
    (times, curve, tau, start) -> if(arrayCount(t -> t <= tau, times) = 0, start, curve[arrayCount(t -> t <= tau, times)]) AS curve_at,
    -- The first time at which a curve (descending, its logarithm) has lost the share p; `last` is where it ends.
    (times, log_curve, p, last) -> multiIf(
        arrayFirstIndex(s -> s <= log(1 - p + tie), log_curve) = 0, NULL,
        arrayFirstIndex(s -> s <= log(1 - p - tie), log_curve) = 0, (times[arrayFirstIndex(s -> s <= log(1 - p + tie), log_curve)] + last) / 2,
        (times[arrayFirstIndex(s -> s <= log(1 - p + tie), log_curve)] + times[arrayFirstIndex(s -> s <= log(1 - p - tie), log_curve)]) / 2) AS km_quantile,
    -- Where the curve ends at 0 its limits end earlier, and what they do not reach is unknown.
    (log_curve, last) -> if(isInfinite(log_curve[-1]), NULL, last) AS limit_end,
    -- (statistic, value, lower, upper) of the quantile p of a curve and its limits, as logarithms.
    (statistic, p, times, log_curve, log_lowers, log_uppers, last) -> tuple(statistic, km_quantile(times, log_curve, p, last),
        km_quantile(times, log_lowers, p, limit_end(log_curve, last)),
        km_quantile(times, log_uppers, p, limit_end(log_curve, last))) AS km_level,
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
