-- One row: a batch reaching a state; the latest row by `at` is its state. It is `committing` once its
-- rows are staged and counted, and `stored` once they are in the log (or were there before). A crash
-- between the two is settled at the next delivery, by looking whether the log holds the batch:
-- `stored`, or `forgotten`. `refused`: it had no good row; only its rejects are kept.
CREATE TABLE batch
(
    batch String,
    state LowCardinality(String),
    at DateTime64(3, 'UTC'),
    sources Array(LowCardinality(String)),
    origin LowCardinality(String),
    backfill Bool,
    files Array(String),
    rows UInt64,
    inserted UInt64,
    duplicates UInt64,
    corrected UInt64,
    rejected UInt64,
    seconds Float64,
    extracted_at Nullable(DateTime64(3, 'UTC')),
    covers_from Nullable(Date),
    -- Without a manifest: the newest day of `recorded_at`, in Europe/Paris.
    covers_to Date,
    -- The prefectures that the manifest says are covered; empty: it does not say.
    prefectures Array(LowCardinality(String)),
    key_id String,
    arrived_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (batch, at);

-- One row: a line or a whole file that was set aside, and why. `shape` shows the offending value
-- with every letter as `a` and every digit as `9`; `row` keeps the other valid columns. Nothing
-- personal and no pseudonym is kept.
CREATE TABLE quarantine
(
    batch String,
    file String,
    -- From 1; for Parquet the row, for text the physical line. 0: the whole file.
    line UInt64,
    column LowCardinality(String),
    reason LowCardinality(String),
    source LowCardinality(String),
    event LowCardinality(String),
    shape String,
    row String CODEC(ZSTD(1)),
    arrived_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (batch, file, line);

-- What the readers' account may see of the quarantine: how many rows, by reason; never a row.
CREATE TABLE quarantine_count
(
    batch String,
    file String,
    source LowCardinality(String),
    reason LowCardinality(String),
    column LowCardinality(String),
    rows UInt64,
    arrived_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (arrived_at, batch, reason);

-- The right to change the log, which one delivery has at a time: the name of this table says who has
-- it, `turn_<n>_free` or `turn_<n>_<batch>`, and RENAME passes it on (`ingest/turn.ts`). One row: a
-- sign of life of a delivery that has the turn, or is about to take it.
CREATE TABLE turn_0_free
(
    batch String,
    holder String,
    at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY at
TTL toDateTime(at) + INTERVAL 7 DAY;
