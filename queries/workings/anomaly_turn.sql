-- The tracker of the platform's anomalies, without what changes nothing: opening an open anomaly,
-- closing one that is closed.
-- One row: an anomaly that entered the stock (sign 1) or left it (-1).
--   until: the day it left after entering, null while it is open or when it leaves; ended_by: how.
WITH
    tracked AS
    (
        SELECT
            reference,
            argMax(toString(module), turn) AS module,
            argMax(toString(gravite), turn) AS gravite,
            arraySort(groupArray((turn, if(event IN ('anomalie_ouverte', 'anomalie_rouverte'), 1, -1), toString(event)))) AS moves,
            arrayFilter((move, before) -> move.2 != before, moves, arrayPopBack(arrayPushFront(moves.2, -1))) AS turns
        FROM {side_event:Identifier}
        WHERE event IN ('anomalie_ouverte', 'anomalie_rouverte', 'anomalie_corrigee', 'anomalie_rejetee')
            AND occurred_on <= (SELECT max(covers_to) FROM {cover:Identifier} WHERE source IN ('anomalies', 'anomalies:suivi'))
        GROUP BY reference
    )
SELECT
    reference,
    module,
    gravite,
    move.1.1 AS day,
    move.2 AS sign,
    move.3 AS event,
    if(sign > 0 AND position < length(turns), toNullable(turns[position + 1].1.1), NULL) AS until,
    if(sign > 0 AND position < length(turns), turns[position + 1].3, '') AS ended_by
FROM tracked
ARRAY JOIN turns AS move, arrayEnumerate(turns) AS position
