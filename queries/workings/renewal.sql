-- What proves the stay of people whose title expires during their application, day by day.
-- One row: a dossier with a title held that has expired by the cut-off while the application was
-- pending or already decided favourably.
--   from_day … to_day: the days at risk, numbered since 1970: from the day after the expiry, or the filing
--   if later, to the end of the application, the handover (on which the new card covers) or the cut-off;
--   ruptures: the days without any document proving regular stay, as (class, first, last). Each day has
--   one class, in this order:
--     1 the application was on time and complete, and is undecided: the duty of R. 431-15-1 was not met;
--     2 it was decided favourably, the card is not handed over;
--     3 filed after the expiry, by someone who is known to have tried before it, in the window, and failed;
--     4 filed out of the window;
--     5 undetermined: no rule known for that filing, or not known to be complete by that day;
--   ongoing: still at risk at the cut-off;
--   work_days: days at risk that a document covers, of which none carries the right to work that the title gave;
--   pending_then: the application was pending at the expiry;
--   due: the prefect owed an attestation of prolongation (R. 431-15-1 al. 2) the day after the expiry.
WITH
-- @include intervals
-- @include pending
    toInt64(2147483647) AS never,
    exposed AS
    (
        SELECT
            *,
            -- The application ends at the handover, or at a refusal, closing or withdrawal that stands.
            least(
                ifNull(handed_over_on, covers_to),
                if(last_outcome IN ('', 'decision_favorable'), covers_to, closed[-1]),
                covers_to) AS ends_on
        FROM {held:Identifier}
        WHERE ends_on > held_until AND ends_on >= depot_on
    )
SELECT
    exposed.subject AS subject,
    leaf,
    depot_on,
    completude_on,
    closed,
    reopened,
    held_until,
    apis,
    on_anef,
    timeliness,
    on_time,
    covers_from,
    covers_to,
    ends_on = covers_to AS ongoing,
    toInt64(greatest(held_until + 1, depot_on)) AS from_day,
    toInt64(ends_on) - if(ifNull(handed_over_on = ends_on, false), 1, 0) AS to_day,
    ifNull(toInt64(favorable_on), never) AS granted_day,
    ifNull(toInt64(completude_on), never) AS complete_day,
    depot_on > held_until AND arrayExists(
        day -> day BETWEEN ifNull(opens_on, held_from) AND held_until, attempt.days) AS blocked,
    multiIf(ifNull(on_time, false), 1, blocked, 3, on_time IS NULL, 5, 4) AS class_before,
    uncovered(documents, from_day, to_day) AS gaps,
    arraySort(rupture -> rupture.2, arrayFilter(rupture -> rupture.2 <= rupture.3, arrayConcat(
        arrayMap(gap -> (2, greatest(gap.1, granted_day), gap.2), gaps),
        arrayMap(gap -> (class_before, if(class_before = 1, greatest(gap.1, complete_day), gap.1), least(gap.2, granted_day - 1)), gaps),
        if(class_before = 1, arrayMap(gap -> (5, gap.1, least(gap.2, granted_day - 1, complete_day - 1)), gaps), [])))) AS ruptures,
    if(work.subject = 0, 0, days_in(uncovered(arrayPushBack(with_work, (toInt64(held_from), prolonged_until)), from_day, to_day)) - days_in(gaps)) AS work_days,
    -- Undecided at the expiry, or reopened by then.
    is_pending(held_until, closed, reopened) AS pending_then,
    ifNull(on_time, false) AND on_anef AND ifNull(completude_on <= held_until, false) AND pending_then AS due
FROM exposed
LEFT JOIN {attempt:Identifier} AS attempt ON attempt.subject = exposed.subject
LEFT JOIN {work:Identifier} AS work ON work.subject = exposed.subject
