-- As decision_step, in shares of the legal delay: a decision comes in time at 1 or before. The kind of a cell (see
-- kinds) is where the delay starts: 0 at the application's being complete, or at its filing where that is later; 1 at its filing.
-- Whoever waits longer is followed to the day after; a title without a legal delay is left out.
-- Source: CESEDA R. 432-1, R. 432-2; the delays are dated rows of `legal_delay`.
-- slices: depot_prefecture
WITH
-- @include cells
-- @include kinds
-- @include legal-day
-- @include legal-times
    started AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) + kind_code(start.1) AS leaf,
            titre,
            assumeNotNull(start.2) AS start_on,
            decided_on,
            covers_from,
            covers_to
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        ARRAY JOIN [(toUInt64(0), if(completude_on < depot_on, toNullable(depot_on), completude_on)), (toUInt64(1), toNullable(depot_on))] AS start
        WHERE start.2 <= covers_to AND ifNull(decided_on >= start.2, true)
    ),
    waiting AS
    (
        SELECT
            leaf,
            start_on,
            assumeNotNull(legal_day(start_on, delay.months, delay.days, delay.valid_to)) AS legal_on,
            least(ifNull(decided_on, covers_to), covers_to, legal_on + 1) AS until,
            ifNull(decided_on <= least(covers_to, legal_on), false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toInt32(legal_on - start_on) AS scale
        FROM started
        ASOF INNER JOIN legal_delay AS delay ON delay.titre = started.titre AND delay.valid_from <= started.start_on
        WHERE start_on <= delay.valid_to
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
