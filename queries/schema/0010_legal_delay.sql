-- One row: how long the administration may be silent about an application for a title before its silence
-- is a refusal (CESEDA R. 432-1, R. 432-2), in calendar months or in days, the other 0, from one day to another:
-- the rule in force on the day that the delay starts counts. Filled like the tables of 0003.
CREATE TABLE legal_delay
(
    titre LowCardinality(String),
    months UInt8,
    days UInt16,
    valid_from Date,
    valid_to Date,
)
ENGINE = MergeTree
ORDER BY (titre, valid_from);

ALTER TABLE titre DROP COLUMN legal_months, DROP COLUMN legal_days;
