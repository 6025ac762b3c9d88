-- What is measured of the log now and then, for the freshness page. The rows of one `measured_at`
-- belong together; the latest is what is true.

-- One row: how fresh a source of the contract is in one prefecture ('' = everywhere). Of counts only
-- what is not small is kept: the events of the last whole week that the source covers, and what its
-- own twelve weeks before let expect, both to the nearest ten, null under eleven.
CREATE TABLE source_watch
(
    source LowCardinality(String),
    prefecture LowCardinality(String),
    last_event_on Nullable(Date),
    last_arrival_at Nullable(DateTime64(3, 'UTC')),
    week Nullable(UInt64),
    expected_week Nullable(UInt64),
    -- Null: nobody has set one.
    objective_hours Nullable(Float64),
    -- '' or why it is late: `arrival` nothing came within the objective; `volume` far fewer events
    -- than its own history; `silent` none at all where some were expected.
    late LowCardinality(String),
    measured_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (measured_at, source, prefecture)
TTL toDateTime(measured_at) + INTERVAL 400 DAY;

-- One row: how many dossiers are alone with their prefecture, title and sequence of days.
CREATE TABLE uniqueness_watch
(
    dossiers UInt64,
    alone UInt64,
    measured_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY measured_at;

-- One row: a prefecture and month where the stock is not the stock before plus arrivals minus
-- closures. There should be none; `checked` of `stock_watch` says how many were looked at.
CREATE TABLE stock_fault
(
    prefecture LowCardinality(String),
    month Date,
    before Int64,
    arrivals Int64,
    closures Int64,
    after Int64,
    measured_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY (measured_at, prefecture, month);

-- One row: how many prefectures × months the identity of the stock was checked for, and failed.
CREATE TABLE stock_watch
(
    checked UInt64,
    faults UInt64,
    measured_at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY measured_at;
