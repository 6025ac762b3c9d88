-- The few events of which the log has several versions: those known at the instant, the latest only, withdrawals
-- too. Looked for once, so that whoever reads the log reads it once (see known).
-- One row: one event, without what only deliveries read of it: its name and its batch.
SELECT * EXCEPT (event_id, batch)
FROM {event:Identifier}
WHERE known_at <= {as_of:DateTime64(3, 'UTC')}
    AND event_key IN (SELECT event_key FROM {event:Identifier} WHERE revision > 0 OR event = 'retractation')
ORDER BY recorded_at DESC, revision DESC
LIMIT 1 BY event_key
