-- Until when each source, or part of one, is covered by what was known at the instant, and since when. Open dossiers
-- are censored at `covers_to`; those filed before `covers_from` enter the observation that day (delayed entry).
-- One row: what batches say that they cover.
-- order: source
WITH
-- @include cells
    rest AS (SELECT 1)
SELECT source, until AS covers_to, since AS covers_from
FROM {reach:Identifier}
WHERE place = place_leaf('')
