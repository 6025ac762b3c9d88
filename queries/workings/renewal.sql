-- Applications of people who hold a title, and what proves their stay after it expires.
-- One row: a dossier with a title held, whose title has expired by the cut-off while the
-- application was pending or already decided favourably.
--   on_time: filed in the window of R. 431-5, null where no rule is known;
--   due: the prefect owed an attestation of prolongation (R. 431-15-1 al. 2) the day after expiry;
--   gaps: days without any document that proves regular stay.
-- Sources: CESEDA R. 431-5, R. 431-15-1, L. 433-3; the rules are rows of `filing_window`, `grace`.
WITH
-- @include cells
    held AS
    (
        SELECT
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            depot_on,
            completude_on,
            decided_on,
            favorable_on,
            handed_over_on,
            assumeNotNull(dossier.held_from) AS held_from,
            assumeNotNull(dossier.held_until) AS held_until,
            held_type,
            apis,
            covers,
            covers_to,
            ifNull(titre.anef_open_on <= depot_on, false) AS on_anef,
            if(on_anef, titre.filing_window, 'two_months') AS window_key,
            -- The application ends at the handover, or at a refusal, closing or withdrawal that stands.
            least(
                ifNull(handed_over_on, covers_to),
                if(last_outcome IN ('', 'decision_favorable'), covers_to, closed[-1]),
                covers_to) AS ends_on
        FROM {dossier:Identifier} AS dossier FINAL
        INNER JOIN source_cover(as_of = {as_of:DateTime64(3, 'UTC')}) AS cover ON cover.source = depot_source
        LEFT JOIN titre ON titre.code = dossier.titre
        WHERE dossier.held_until IS NOT NULL AND dossier.held_until < covers_to AND depot_on <= covers_to
    )
SELECT
    held.*,
    greatest(held_until + 1, depot_on) AS from_day,
    multiIf(
        has(window.exempt, held_type), true,
        window.key = '' OR depot_on < window.valid_from OR depot_on > window.valid_to, NULL,
        depot_on >= if(window.opens_days IS NULL, addMonths(held_until, ifNull(window.opens_months, 0)), held_until + window.opens_days)
            AND depot_on <= if(window.closes_days IS NULL, addMonths(held_until, ifNull(window.closes_months, 0)), held_until + window.closes_days)
    ) AS on_time,
    -- The expired title itself, where L. 433-3 prolongs it.
    grace.months > 0 AND held_until BETWEEN grace.valid_from AND grace.valid_to
        AND held_until + 1 >= addMonths(held_from, grace.at_least_months)
        AND (grace.more_than_months = 0 OR held_until + 1 > addMonths(held_from, grace.more_than_months)) AS prolonged,
    arrayPushBack(covers, (held_until, if(prolonged, addMonths(held_until, grace.months), held_until))) AS proofs,
    arrayFilter(
        day -> NOT arrayExists(proof -> day BETWEEN toUInt16(proof.1) AND toUInt16(proof.2), proofs),
        -- On the day of the handover the new card covers.
        range(toUInt16(from_day), toUInt16(ends_on) + if(ifNull(handed_over_on = ends_on, false), 0, 1))) AS gaps,
    ifNull(on_time, false) AND on_anef AND ifNull(completude_on <= held_until, false)
        AND ifNull(decided_on > held_until, true) AS due
FROM held
LEFT JOIN filing_window AS window ON window.key = window_key
LEFT JOIN grace ON grace.type_titre = held_type
WHERE ends_on > held_until AND ends_on >= from_day
