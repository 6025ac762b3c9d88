-- The tracker of the platform's anomalies, without what changes nothing: opening an open anomaly,
-- closing one that is closed.
-- One row: an anomaly that entered the stock (sign 1) or left it (-1).
--   until: the day it left after entering, null while it is open or when it leaves; ended_by: how.
WITH
    tracked AS
    (
        SELECT
            reference,
            argMax(toString(module), (occurred_on, rang, event_key)) AS module,
            argMax(toString(gravite), (occurred_on, rang, event_key)) AS gravite,
            arraySort(groupArray((occurred_on, rang, event_key, if(event IN ('anomalie_ouverte', 'anomalie_rouverte'), 1, -1), toString(event)))) AS moves,
            arrayFilter((move, before) -> move.4 != before, moves, arrayPopBack(arrayPushFront(moves.4, -1))) AS turns
        FROM {side_event:Identifier}
        WHERE event IN ('anomalie_ouverte', 'anomalie_rouverte', 'anomalie_corrigee', 'anomalie_rejetee')
            AND occurred_on <= (SELECT max(covers_to) FROM {cover:Identifier} WHERE source IN ('anomalies', 'anomalies:suivi'))
        GROUP BY reference
    )
SELECT
    reference,
    module,
    gravite,
    turn.1 AS day,
    turn.4 AS sign,
    turn.5 AS event,
    if(sign > 0 AND position < length(turns), toNullable(turns[position + 1].1), NULL) AS until,
    if(sign > 0 AND position < length(turns), turns[position + 1].5, '') AS ended_by
FROM tracked
ARRAY JOIN turns AS turn, arrayEnumerate(turns) AS position
