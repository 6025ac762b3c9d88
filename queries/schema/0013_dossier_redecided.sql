-- Decisions changed without a reopening. The table is derived, so it is emptied and built again from the log.
TRUNCATE TABLE dossier;

ALTER TABLE dossier
    -- The first favourable or unfavourable decision other than the first outcome, whether it was reopened or not.
    ADD COLUMN redecided_on Nullable(Date) AFTER reopened;
