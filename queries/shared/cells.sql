    -- The stored cells: {national, region, prefecture} × month × {all, each motif, each demande, each
    -- canal}, and × year (or no period, for a stock) × {those, each titre, motif × demande}.
    --
    -- A cell is a UInt64 of codes, low bits first: canal 3, demande 3, motif 3, titre 8, region 6,
    -- prefecture 8, period 13, view 1. Code 0 is all, 1 `inconnu`. A subject has one leaf, all dimensions
    -- coded; its cells are the leaf under each mask, so that 30 cells a dossier stay integers.
    (SELECT arrayConcat(['', 'inconnu'], groupArray(code)) FROM (SELECT toString(code) AS code FROM prefecture ORDER BY code)) AS prefecture_codes,
    (SELECT arrayConcat(['', 'inconnu'], groupArray(region)) FROM (SELECT DISTINCT toString(region) AS region FROM prefecture ORDER BY region)) AS region_codes,
    (SELECT arrayConcat([1, 1], groupArray(indexOf(region_codes, toString(region)) - 1)) FROM (SELECT region FROM prefecture ORDER BY code)) AS prefecture_regions,
    (SELECT arrayConcat(['', 'inconnu'], groupArray(code)) FROM (SELECT toString(code) AS code FROM titre ORDER BY code)) AS titre_codes,
    ['', 'inconnu', 'economique', 'familial', 'etudiant', 'humanitaire', 'divers'] AS motif_codes,
    ['', 'inconnu', 'premiere', 'renouvellement', 'changement_statut', 'duplicata', 'dcem', 'titre_voyage'] AS demande_codes,
    ['', 'inconnu', 'anef', 'demarche_numerique', 'guichet', 'postal', 'substitution'] AS canal_codes,
    (code, codes) -> toUInt64(if(code = '', 1, transform(toString(code), codes, range(length(codes)), 1))) AS coded,
    -- Only a prefecture is known of some subjects: a contact, an anomaly.
    (prefecture) -> bitShiftLeft(coded(prefecture, prefecture_codes), 23)
        + bitShiftLeft(toUInt64(transform(toString(prefecture), prefecture_codes, prefecture_regions, 1)), 17) AS place_leaf,
    (prefecture, titre, motif, demande, canal) -> place_leaf(prefecture)
        + bitShiftLeft(coded(titre, titre_codes), 9) + bitShiftLeft(coded(motif, motif_codes), 6)
        + bitShiftLeft(coded(demande, demande_codes), 3) + coded(canal, canal_codes) AS leaf,
    -- Periods: months since January 1990 from 1, years since 1990 from 4096, 0 = at the cut-off.
    (day) -> bitShiftLeft(toUInt64(1 + dateDiff('month', toDate('1990-01-01'), day)), 31) AS month_code,
    (day) -> bitShiftLeft(toUInt64(4096 + toYear(day) - 1990), 31) AS year_code,
    toUInt64(7) AS canal_mask,
    toUInt64(56) AS demande_mask,
    toUInt64(448) AS motif_mask,
    toUInt64(130560) AS titre_mask,
    canal_mask + demande_mask + motif_mask + titre_mask AS strata_mask,
    toUInt64(8257536) AS region_mask,
    toUInt64(2147352576) AS prefecture_mask,
    -- A delay is dated by filing (`cohort`) or by what was observed in the period.
    bitShiftLeft(toUInt64(1), 44) AS cohort_view,
    toUInt64(35182224605184) AS period_mask,
    [period_mask, period_mask + region_mask, period_mask + prefecture_mask] AS place_masks,
    [toUInt64(0), motif_mask, demande_mask, canal_mask] AS month_dimensions,
    arrayConcat(month_dimensions, [titre_mask, motif_mask + demande_mask]) AS year_dimensions,
    arrayFlatten(arrayMap(place -> arrayMap(dimension -> place + dimension, month_dimensions), place_masks)) AS month_masks,
    arrayFlatten(arrayMap(place -> arrayMap(dimension -> place + dimension, year_dimensions), place_masks)) AS year_masks,
    -- The test data set outside France stays out of national and regional rows.
    (leaf, masks) -> arrayMap(mask -> bitAnd(leaf, mask),
        if(bitAnd(leaf, prefecture_mask) = place_leaf('ZZ'), arrayFilter(mask -> bitAnd(mask, prefecture_mask) = prefecture_mask, masks), masks)) AS under,
    (leaf, day) -> arrayConcat(under(leaf + month_code(day), month_masks), under(leaf + year_code(day), year_masks)) AS cells_of_flow,
    (leaf, day) -> arrayConcat(under(leaf + month_code(day), place_masks), under(leaf + year_code(day), place_masks)) AS places_of_flow,
    -- Is a cell without its period one of those stored by month?
    (cell) -> bitAnd(cell, titre_mask) = 0 AND (bitAnd(cell, motif_mask) = 0 OR bitAnd(cell, demande_mask) = 0) AS in_month,
    -- And back, for the rows that are stored.
    (cell) -> if(bitAnd(cell, cohort_view) = 0, 'period', 'cohort') AS cell_view,
    (cell) -> toUInt16(bitAnd(bitShiftRight(cell, 31), 8191)) AS period_of,
    (cell) -> multiIf(period_of(cell) = 0, NULL, period_of(cell) >= 4096, toString(period_of(cell) - 4096 + 1990),
        formatDateTime(addMonths(toDate('1990-01-01'), period_of(cell) - 1), '%Y-%m')) AS cell_period,
    (code, codes) -> if(code = 0, NULL, codes[code + 1]) AS decoded,
    (cell) -> decoded(bitAnd(bitShiftRight(cell, 17), 63), region_codes) AS cell_region,
    (cell) -> decoded(bitAnd(bitShiftRight(cell, 23), 255), prefecture_codes) AS cell_prefecture,
    (cell) -> decoded(bitAnd(bitShiftRight(cell, 9), 255), titre_codes) AS cell_titre,
    (cell) -> decoded(bitAnd(bitShiftRight(cell, 6), 7), motif_codes) AS cell_motif,
    (cell) -> decoded(bitAnd(bitShiftRight(cell, 3), 7), demande_codes) AS cell_demande,
    (cell) -> decoded(bitAnd(cell, 7), canal_codes) AS cell_canal,
