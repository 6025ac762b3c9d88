    -- Sums for every stored cell of a flow, without putting each subject under 30 masks: subjects are first
    -- summed by what the masks keep together (view, motif × demande, canal, titre; month, year), then those sums
    -- go under the masks. Wants `fact`: leaf UInt64, day Date, measures Array of numbers. Gives `rolled`:
    -- cell, measures (their sums).
    (leaf, day) -> [
        bitAnd(leaf, cohort_view + prefecture_mask + motif_mask + demande_mask) + month_code(day),
        bitAnd(leaf, cohort_view + prefecture_mask + canal_mask) + month_code(day),
        bitAnd(leaf, cohort_view + prefecture_mask + motif_mask + demande_mask) + year_code(day),
        bitAnd(leaf, cohort_view + prefecture_mask + canal_mask) + year_code(day),
        bitAnd(leaf, cohort_view + prefecture_mask + titre_mask) + year_code(day)] AS narrow_cells,
    (narrow) -> multiIf(
        bitAnd(narrow, canal_mask) != 0, [canal_mask],
        bitAnd(narrow, titre_mask) != 0, [titre_mask],
        period_of(narrow) < 4096, [toUInt64(0), motif_mask, demande_mask],
        [toUInt64(0), motif_mask, demande_mask, motif_mask + demande_mask]) AS strata_of,
    (narrow) -> under(narrow, arrayFlatten(arrayMap(place -> arrayMap(stratum -> place + stratum, strata_of(narrow)), place_masks))) AS wide_cells,
    -- A figure of many breakdowns is given in full where at most one of month, prefecture and stratum is
    -- pinned; elsewhere only what its title names.
    (cell) -> (period_of(cell) < 4096) + (bitAnd(cell, prefecture_mask) > region_mask)
        + (bitAnd(cell, titre_mask + motif_mask + demande_mask + canal_mask) != 0) <= 1 AS is_detailed,
    narrowed AS
    (
        SELECT arrayJoin(narrow_cells(leaf, day)) AS narrow, sumForEach(measures) AS sums
        FROM fact
        GROUP BY narrow
    ),
    rolled AS
    (
        SELECT arrayJoin(wide_cells(narrow)) AS cell, sumForEach(sums) AS measures
        FROM narrowed
        GROUP BY cell
    ),
