-- What the log said of each event at an instant: of the versions known by then, the one with the
-- greatest `recorded_at`; withdrawn events are left out. Few events have several versions, so only
-- those are sorted. One row: one event.
CREATE VIEW event_known AS
WITH revised AS (SELECT event_key FROM event WHERE revision > 0 OR event = 'retractation')
SELECT *
FROM event
WHERE known_at <= {as_of:DateTime64(3, 'UTC')} AND event_key NOT IN (revised)
UNION ALL
SELECT *
FROM
(
    SELECT *
    FROM event
    WHERE known_at <= {as_of:DateTime64(3, 'UTC')} AND event_key IN (revised)
    ORDER BY recorded_at DESC, revision DESC
    LIMIT 1 BY source, event_id
)
WHERE event != 'retractation';

-- Until when each source is covered by what was known at an instant, and since when. One row: one
-- source. Open dossiers are censored at `covers_to`; those filed before `covers_from` enter the
-- observation that day (delayed entry).
CREATE VIEW source_cover AS
SELECT
    source,
    max(batch.covers_to) AS covers_to,
    min(ifNull(batch.covers_from, toDate('1990-01-01'))) AS covers_from
FROM batch
ARRAY JOIN sources AS source
WHERE state = 'stored'
    AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= {as_of:DateTime64(3, 'UTC')}
GROUP BY source;

-- One row: one dossier that was filed, with its milestones and intervals, derived from the log by
-- `queries/derived/dossier.sql`. Replaced as a whole when a delivery touches it: `built` says which
-- row is the latest, `gone` that its filing was withdrawn. Read with FINAL. Days are those of the
-- competent prefecture.
CREATE TABLE dossier
(
    dossier UInt128,
    depot_on Date,
    depot_source LowCardinality(String),
    -- Where it was filed, and where it is now (after a transfer).
    depot_prefecture LowCardinality(String),
    prefecture LowCardinality(String),
    titre LowCardinality(String),
    motif LowCardinality(String),
    demande LowCardinality(String),
    canal LowCardinality(String),
    completude_on Nullable(Date),
    -- The first terminal event but a transfer.
    decided_on Nullable(Date),
    decision LowCardinality(String),
    favorable_on Nullable(Date),
    -- Days on which it closed and opened again, in turn: closed[1] < reopened[1] ≤ closed[2]…
    closed Array(Date),
    reopened Array(Date),
    last_outcome LowCardinality(String),
    -- The title held, by its latest end.
    held_type LowCardinality(String),
    held_from Nullable(Date),
    held_until Nullable(Date),
    -- Documents given during the examination, both days included.
    apis Array(Tuple(debut Date, fin Date)),
    covers Array(Tuple(debut Date, fin Date)),
    handed_over_on Nullable(Date),
    built UInt64,
    gone UInt8,
)
ENGINE = ReplacingMergeTree(built, gone)
ORDER BY dossier;
