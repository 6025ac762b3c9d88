-- One row: a prefecture. Filled again by each migration run from `seed/reference/`.
CREATE TABLE prefecture
(
    code LowCardinality(String),
    name String,
    region LowCardinality(String),
    kind LowCardinality(String),
)
ENGINE = MergeTree
ORDER BY code;

-- One row: a title category, with its legal delay (one of the two) and its filing window.
CREATE TABLE titre
(
    code LowCardinality(String),
    legal_months UInt8,
    legal_days UInt16,
    filing_window LowCardinality(String),
    anef_open_on Nullable(Date),
)
ENGINE = MergeTree
ORDER BY code;
