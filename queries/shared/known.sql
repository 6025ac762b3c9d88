    -- What the log said of each event at the instant, as the view `event_known` says it.
    known AS
    (
        SELECT *
        FROM event
        WHERE known_at <= {as_of:DateTime64(3, 'UTC')} AND event_key NOT IN (SELECT event_key FROM {revised:Identifier})
        UNION ALL
        SELECT *
        FROM {revised:Identifier}
        WHERE event != 'retractation'
    ),
