-- What a batch covers: its sources, or of a source that several systems feed the part that is theirs
-- (`anomalies:suivi` a tracker, `anomalies:disponibilite` a probe).
ALTER TABLE batch ADD COLUMN covers Array(LowCardinality(String)) DEFAULT sources;

-- Until when each source, or part of one, is covered by what was known at an instant, and since when.
-- One row: what batches say that they cover. Open dossiers are censored at `covers_to`; those filed
-- before `covers_from` enter the observation that day (delayed entry).
CREATE OR REPLACE VIEW source_cover AS
SELECT
    source,
    max(batch.covers_to) AS covers_to,
    min(ifNull(batch.covers_from, toDate('1990-01-01'))) AS covers_from
FROM batch
ARRAY JOIN batch.covers AS source
WHERE state = 'stored'
    AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= {as_of:DateTime64(3, 'UTC')}
GROUP BY source;
