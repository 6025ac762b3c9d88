-- One row: one published value of one indicator, computed by one run. Append-only; the columns are
-- those of a row of `values` in the API, a null dimension = all.
CREATE TABLE indicator_value
(
    indicator LowCardinality(String),
    version UInt16,
    view LowCardinality(String),
    period LowCardinality(Nullable(String)),
    region LowCardinality(Nullable(String)),
    prefecture LowCardinality(Nullable(String)),
    titre LowCardinality(Nullable(String)),
    motif LowCardinality(Nullable(String)),
    demande LowCardinality(Nullable(String)),
    canal LowCardinality(Nullable(String)),
    breakdown LowCardinality(Nullable(String)),
    statistic LowCardinality(String),
    value Nullable(Float64),
    lower Nullable(Float64),
    upper Nullable(Float64),
    n UInt64,
    censored UInt64,
    missing UInt64,
    status LowCardinality(String),
    suppressed Bool,
    origin LowCardinality(String),
    cutoff Date,
    as_of DateTime64(3, 'UTC'),
    run LowCardinality(String),
)
ENGINE = MergeTree
ORDER BY (indicator, run, statistic, view, period, region, prefecture)
SETTINGS allow_nullable_key = 1;

-- One row: a run of one indicator reaching a state: `running`, then `done` or `failed`. The latest
-- row by `at` is its state; only the values of a `done` run are ever shown.
CREATE TABLE run
(
    run String,
    indicator LowCardinality(String),
    version UInt16,
    state LowCardinality(String),
    -- What made it run: `start`, `schedule`, `command` or `missed`.
    cause LowCardinality(String),
    at DateTime64(3, 'UTC'),
    started_at DateTime64(3, 'UTC'),
    as_of DateTime64(3, 'UTC'),
    cutoff Nullable(Date),
    origin LowCardinality(String),
    rows UInt64,
    seconds Float64,
    error String,
)
ENGINE = MergeTree
ORDER BY (indicator, run, at);
