    -- Pseudonyms that a `rattachement` ties to a dossier: their events count for that dossier.
    tie AS
    (
        SELECT reinterpretAsUInt128(reverse(unhex(reference))) AS alias, any(dossier) AS canonical
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')})
        WHERE event = 'rattachement'
        GROUP BY alias
    ),
