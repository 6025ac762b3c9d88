-- One row: how far a configured source has been taken into the log. Written only after the engine has
-- acknowledged the rows that it covers; the latest by `at` is where the next pull resumes. JSON, with
-- nothing personal in it.
CREATE TABLE checkpoint
(
    source LowCardinality(String),
    checkpoint String CODEC(ZSTD(1)),
    -- The batch that it covers; '' where there was nothing to take.
    batch String,
    run String,
    at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (source, at);

-- One row: a pull of a configured source reaching a state: `running`, then `done` or `failed`; the
-- latest row by `at` is its state. One that was killed stays `running` until the next pull of the
-- source finds it, and calls it `interrupted`.
CREATE TABLE pull_run
(
    run String,
    source LowCardinality(String),
    kind LowCardinality(String),
    -- What made it run: `command` or `schedule`.
    cause LowCardinality(String),
    state LowCardinality(String),
    at DateTime64(3, 'UTC'),
    started_at DateTime64(3, 'UTC'),
    deliveries UInt64,
    rows UInt64,
    inserted UInt64,
    duplicates UInt64,
    corrected UInt64,
    rejected UInt64,
    -- Deliveries that are there but not whole yet.
    waiting UInt64,
    -- Seconds during which the engine did not take anything.
    held_up_s Float64,
    -- A code that everybody may see, and a sentence for the operator.
    error LowCardinality(String),
    message String,
)
ENGINE = MergeTree
ORDER BY (source, started_at, run, at);

-- One row: a batch held against the log after it was stored. `delivered` was counted while the files
-- were read, `in_log` and `in_quarantine` in the tables; `difference` must be 0.
CREATE TABLE reconciliation
(
    batch String,
    delivered UInt64,
    in_log UInt64,
    duplicates UInt64,
    in_quarantine UInt64,
    difference Int64,
    -- And do the three say what the batch says of itself?
    agrees Bool,
    at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (batch, at);

-- One row: a full extract of a source compared with the one before: events that it no longer has,
-- where it covers them, and events that it tells otherwise.
CREATE TABLE full_extract
(
    source LowCardinality(String),
    batch String,
    -- The extract that it was compared with; '' for the first.
    previous String,
    events UInt64,
    vanished UInt64,
    mutated UInt64,
    at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (source, at);

-- One row: an event that a full extract has. Only the latest extract of each source is kept.
CREATE TABLE full_extract_key
(
    source LowCardinality(String),
    batch String,
    event_key UInt64 CODEC(NONE),
)
ENGINE = MergeTree
PARTITION BY batch
ORDER BY event_key;

-- One row: a request of the event endpoint that was answered, by the hash of its idempotency key.
CREATE TABLE event_request
(
    key_hash String,
    body_hash String,
    batch String,
    answer String,
    at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY key_hash
TTL toDateTime(at) + INTERVAL 30 DAY;
