    -- What the log said of each event at the instant: of the versions known by then, the one with the greatest
    -- `recorded_at`; withdrawn events are left out. Few events have several versions, so only those are sorted.
    known AS
    (
        SELECT * EXCEPT (event_id, batch)
        FROM {event:Identifier}
        WHERE known_at <= {as_of:DateTime64(3, 'UTC')} AND event_key NOT IN (SELECT event_key FROM {revised:Identifier})
        UNION ALL
        SELECT *
        FROM {revised:Identifier}
        WHERE event != 'retractation'
    ),
