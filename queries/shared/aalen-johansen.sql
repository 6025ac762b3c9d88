    -- Cumulative incidence of causes among competing ones. Wants `km` (see km.sql) with its endings and ended, and
    -- `causes`, an array of (name, of_kinds(the causes of moves that count: see moves.sql)). Gives `incidence`, one row per cell and cause: the columns
    -- of `km` that are no arrays, cause, and per time at which the cause ended
    -- somebody the arrays times, cif and cif_variance, both level in between.
    -- Source: Aalen and Johansen 1978; variance by the delta method, Marubini and Valsecchi 1995: the sum up to t of
    -- (F(t) - F)² h - 2 (F(t) - F) g + e, summed by parts, which leaves the times of the cause alone.
    (kinds) -> toUInt16(arraySum(kind -> bitShiftLeft(toUInt16(1), kind), kinds)) AS of_kinds,
    -- One number for each ending, of one for each event time.
    (numbers, repeats) -> arrayFlatten(arrayMap((number, times) -> arrayWithConstant(times, number), numbers, repeats)) AS repeated,
    ending AS
    (
        SELECT
            km.*,
            arrayMap(move -> toUInt8(bitAnd(move, 15)), endings) AS kinds,
            sums_by(arrayMap(kind -> 1, kinds), are_first(endings)) AS repeats,
            arrayZip(endings, ended, repeated(risks, repeats), repeated(arrayPopBack(arrayPushFront(survival, 1.)), repeats),
                repeated(arrayPopBack(arrayPushFront(greenwood, 0.)), repeats)) AS fates
        FROM km
    ),
    -- The endings of a cause, and their times, each once.
    of_cause AS
    (
        SELECT
            * EXCEPT (times, risks, dying, survival, hazard_variance, greenwood, log_survival, log_lowers, log_uppers, endings, ended, kinds, repeats, fates),
            named.1 AS cause,
            arrayFilter((fate, kind) -> bitTest(named.2, kind), fates, kinds) AS deaths,
            are_first(deaths.1) AS is_first,
            sums_by(deaths.2, is_first) AS died,
            arrayFilter((fate, first) -> first, deaths, is_first) AS fates_then,
            arrayMap(move -> time_of_move(move), fates_then.1) AS times,
            fates_then.3 AS risks,
            fates_then.4 AS before,
            fates_then.5 AS hazard
        FROM ending
        ARRAY JOIN causes AS named
    ),
    incidence AS
    (
        SELECT
            * EXCEPT (deaths, is_first, died, fates_then, risks, before, hazard),
            arrayMap((s, d, r) -> s * d / r, before, died, risks) AS steps,
            -- A sum of steps may pass 1 by rounding.
            arrayMap(total -> least(1., total), arrayCumSum(steps)) AS cif,
            arrayCumSum(arrayMap((step, h, r) -> step * (h - 1 / r), steps, hazard, risks)) AS once,
            arrayCumSum(arrayMap((step, f, h, d, r) -> step * (step * (toFloat64(r) - d) / (toFloat64(r) * d) + 2 * f / r - (2 * f - step) * h),
                steps, cif, hazard, died, risks)) AS squared,
            arrayMap((f, o, q) -> greatest(0., 2 * f * o + q), cif, once, squared) AS cif_variance
        FROM of_cause
    ),
    -- Log-log limits of a cumulative incidence; no limit where it is 0, or 1 but for rounding.
    (f, variance, sign) -> if(f <= 0 OR f >= 1 - 1e-12, NULL, pow(f, exp(sign * z95 * sqrt(variance) / (f * log(f))))) AS cif_limit,
