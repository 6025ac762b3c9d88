    -- `waiting` (see delay-step) for a decision within the legal delay, from the day that `start_of` names:
    -- whoever waits longer is followed to the day after; a title without a legal delay is left out.
    -- Source: CESEDA R. 432-1, R. 432-2; the delays are dated rows of `legal_delay`.
-- @include legal-day
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            assumeNotNull(start_of(completude_on, depot_on)) AS start_on,
            assumeNotNull(legal_day(start_on, delay.months, delay.days, delay.valid_to)) AS legal_on,
            least(ifNull(decided_on, covers_to), covers_to, legal_on + 1) AS until,
            ifNull(decided_on <= least(covers_to, legal_on), false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toInt32(legal_on - start_on) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN source_cover(as_of = {as_of:DateTime64(3, 'UTC')}) AS cover ON cover.source = depot_source
        ASOF INNER JOIN legal_delay AS delay ON delay.titre = dossier.titre AND delay.valid_from <= ifNull(start_of(completude_on, depot_on), toDate(0))
        WHERE start_of(completude_on, depot_on) <= least(covers_to, delay.valid_to) AND ifNull(decided_on >= start_of(completude_on, depot_on), true)
    ),
