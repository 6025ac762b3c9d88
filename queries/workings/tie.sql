-- Pseudonyms that a `rattachement` ties to a dossier: their events count for that dossier.
-- One row: a pseudonym (alias) and the dossier's (canonical), that of the last one.
WITH
-- @include known
    rest AS (SELECT 1)
SELECT reinterpretAsUInt128(reverse(unhex(reference))) AS alias, argMax(dossier, (occurred_on, ifNull(rang, 0), event_key)) AS canonical
FROM known
WHERE event = 'rattachement' AND dossier != 0
GROUP BY alias
