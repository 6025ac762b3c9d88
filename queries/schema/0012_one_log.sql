-- What was known at an instant is read from tables of each computation, which nothing that is stored meanwhile
-- changes, no longer from the log through these (`queries/shared/known.sql`, `queries/workings/cover.sql`).
DROP VIEW event_known;

DROP VIEW source_cover;
