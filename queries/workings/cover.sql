-- Until when each source, or part of one, is covered by what was known at the instant, and since when. Open dossiers
-- are censored at `covers_to`; those filed before `covers_from` enter the observation that day (delayed entry).
-- One row: what batches say that they cover.
-- order: source
SELECT
    source,
    max(batch.covers_to) AS covers_to,
    min(ifNull(batch.covers_from, toDate('1990-01-01'))) AS covers_from
FROM {batch:Identifier} AS batch
ARRAY JOIN batch.covers AS source
WHERE state = 'stored'
    AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= {as_of:DateTime64(3, 'UTC')}
GROUP BY source
