    -- Whom a chain of references belongs to: the person, where any of its events knows them, otherwise the chain itself.
    applicant AS
    (
        SELECT reference, max(side_event.personne) AS personne
        FROM {side_event:Identifier} AS side_event
        WHERE reference != '' AND side_event.personne != 0
        GROUP BY reference
    ),
    (personne, reference) -> if(personne != 0, toString(personne), toString(reference)) AS subject_of,
