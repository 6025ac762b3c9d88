-- Whom the traces of failed attempts name: themselves, or through their chain.
-- One row: the day of a trace (see failure), and a dossier or a person that it or an event of the same
--   chain of help names.
WITH
-- @include known
    -- One row: whom an event of the same chain names.
    chain AS
    (
        SELECT reference, dossier, personne
        FROM known
        WHERE reference IN (SELECT reference FROM {failure:Identifier} WHERE reference != '') AND (dossier != 0 OR personne != 0)
    )
SELECT occurred_on, dossier, personne FROM {failure:Identifier} WHERE dossier != 0 OR personne != 0
UNION DISTINCT
SELECT failure.occurred_on AS occurred_on, chain.dossier AS dossier, chain.personne AS personne
FROM {failure:Identifier} AS failure
INNER JOIN chain ON chain.reference = failure.reference
