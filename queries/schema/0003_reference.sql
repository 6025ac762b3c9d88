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

-- One row: when an application must be filed, as offsets in days or months from the expiry of the
-- title held, both ends included (CESEDA R. 431-5).
CREATE TABLE filing_window
(
    key LowCardinality(String),
    opens_days Nullable(Int16),
    opens_months Nullable(Int16),
    closes_days Nullable(Int16),
    closes_months Nullable(Int16),
    exempt Array(LowCardinality(String)),
    valid_from Date,
    valid_to Date,
)
ENGINE = MergeTree
ORDER BY (key, valid_from);

-- One row: a kind of title that still proves regular stay some months after its expiry, while its
-- renewal is pending (CESEDA L. 433-3), everywhere in France.
CREATE TABLE grace
(
    type_titre LowCardinality(String),
    at_least_months UInt16,
    more_than_months UInt16,
    months UInt8,
    valid_from Date,
    valid_to Date,
)
ENGINE = MergeTree
ORDER BY (type_titre, valid_from);

-- One row: a filling of the tables above, by the SHA-256 of what was put in them.
CREATE TABLE reference_fill
(
    checksum String,
    at DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY at;
