-- The dossiers at the instant, each once (see derived/dossier.sql), those of a prefecture together: so they are summed
-- in a third less time.
-- order: depot_prefecture, depot_on
SELECT *
FROM {derived:Identifier} FINAL
