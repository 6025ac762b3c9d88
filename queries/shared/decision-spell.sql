    -- From filing to the first decision, in whole days. One row per dossier and cell, for both views:
    -- `cohort` follows those filed in the period to the end of what is covered; `period` looks at the
    -- days of the period only, and who was filed before it enters on its first day.
    -- Each day on which a dossier waits is thus counted in exactly one month and one year.
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on,
            least(ifNull(decided_on, covers_to), covers_to) AS until,
            ifNull(decided_on <= covers_to, false) AS decided,
            if(covers_from > depot_on, toInt32(covers_from - depot_on) - 1, -1) AS seen_from
        FROM {dossier:Identifier} AS dossier FINAL
        INNER JOIN source_cover(as_of = {as_of:DateTime64(3, 'UTC')}) AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
    ),
    window AS
    (
        SELECT *, arrayJoin(arrayConcat(
            arrayMap(month -> (addMonths(toStartOfMonth(depot_on), month), toUInt8(0)),
                range(toUInt64(greatest(0, dateDiff('month', depot_on, until)) + 1))),
            arrayMap(year -> (addYears(toStartOfYear(depot_on), year), toUInt8(1)),
                range(toUInt64(greatest(0, dateDiff('year', depot_on, until)) + 1))))) AS period
        FROM waiting
    ),
    spell AS
    (
        SELECT
            arrayJoin(cells_of_flow(leaf, depot_on)) + cohort_view AS cell,
            seen_from AS entry,
            toInt32(until - depot_on) AS exit,
            decided AS event
        FROM waiting
        UNION ALL
        SELECT
            arrayJoin(if(period.2, under(leaf + year_code(period.1), year_masks), under(leaf + month_code(period.1), month_masks))) AS cell,
            greatest(seen_from, if(period.1 > depot_on, toInt32(period.1 - depot_on) - 1, -1)) AS entry,
            toInt32(least(until, if(period.2, addYears(period.1, 1), addMonths(period.1, 1)) - 1) - depot_on) AS exit,
            decided AND exit = toInt32(until - depot_on) AS event
        FROM window
    ),
