-- Milestones between the filing and the decision. The table is derived, so it is emptied and built
-- again from the log.
TRUNCATE TABLE dossier;

ALTER TABLE dossier
    ADD COLUMN personne UInt128 AFTER dossier,
    -- The first time that an agent took it up (`prise_en_charge` or `en_instruction`).
    ADD COLUMN taken_on Nullable(Date) AFTER completude_on,
    -- Days on which documents were asked for and received, in turn: asked[1] ≤ answered[1] ≤ asked[2]…
    ADD COLUMN asked Array(Date) AFTER taken_on,
    ADD COLUMN answered Array(Date) AFTER asked,
    -- How many times documents were asked for, answered in between or not.
    ADD COLUMN requests UInt16 AFTER answered;
