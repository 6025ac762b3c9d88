-- One row: an instant as of which something is computed. A delivery that is stored afterwards is known
-- after it, even one that began to arrive before: what is computed must be what is computed again.
CREATE TABLE instant
(
    as_of DateTime64(3, 'UTC'),
)
ENGINE = MergeTree
ORDER BY as_of;
