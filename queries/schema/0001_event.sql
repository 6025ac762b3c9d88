-- One row: one version of one event, as it was delivered. The log is immutable: nothing is updated
-- in place; a correction is one more row (`revision` > 0), a withdrawal an event `retractation`.
--
-- Engine: plain MergeTree. Each event is in it exactly once because a delivery is staged, compared
-- with the log by (source, event_id) and then attached as whole parts in one atomic step; a
-- ReplacingMergeTree would make every reading pay for FINAL (15 times slower on 10 M rows).
-- Order: by dossier, then day: indicators derive one row per dossier. Ordered by event and day, the
-- log took three times the disk. No partitions, so that a delivery is attached in one step.
-- Pseudonyms as UInt128 are inserted in 0.6 and grouped in 0.4 of the time of 32-character strings
-- (measured on 5 M events: `docs/decisions/0003-event-table.md`).
-- A null of the contract is '' or 0 in columns that have no other use for it: Nullable costs a
-- second file each.
CREATE TABLE event
(
    event_id String CODEC(ZSTD(1)),
    source LowCardinality(String),
    event LowCardinality(String),
    -- The day of `recorded_at` on a `retractation` that gives none.
    occurred_on Date CODEC(Delta, ZSTD(1)),
    rang Nullable(UInt32) CODEC(ZSTD(1)),
    recorded_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    dossier UInt128 CODEC(ZSTD(1)),
    personne UInt128 CODEC(ZSTD(1)),
    prefecture LowCardinality(String),
    titre LowCardinality(String),
    motif LowCardinality(String),
    demande LowCardinality(String),
    canal LowCardinality(String),
    debut Nullable(Date) CODEC(ZSTD(1)),
    fin Nullable(Date) CODEC(ZSTD(1)),
    debut_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    fin_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    droit_travail Nullable(Bool) CODEC(ZSTD(1)),
    type_titre LowCardinality(String),
    issue LowCardinality(String),
    gravite LowCardinality(String),
    module LowCardinality(String),
    reference String CODEC(ZSTD(1)),
    anomalie LowCardinality(String),
    origine LowCardinality(String),
    version LowCardinality(String),
    duree_s Nullable(UInt32) CODEC(ZSTD(1)),
    valeur Nullable(Float64) CODEC(ZSTD(1)),
    -- sipHash64(source, event_id): finds candidates; equality is always decided on the two columns.
    event_key UInt64 CODEC(NONE),
    batch LowCardinality(String),
    -- When the observatory knew this row: the arrival of its batch, or `recorded_at` for a back-fill.
    known_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    -- 0 for the first version of an event, more for a later one.
    revision UInt16 CODEC(ZSTD(1)),
)
ENGINE = MergeTree
ORDER BY (dossier, occurred_on)
SETTINGS index_granularity = 8192, non_replicated_deduplication_window = 0;
