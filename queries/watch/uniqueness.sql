-- One row: how many dossiers there are, and how many are alone with their prefectures, titles and
-- sequence of days: whoever knows those of somebody would find them.
WITH
    trace AS
    (
        SELECT
            sipHash128(
                arraySort(groupUniqArray(prefecture)),
                arraySort(groupUniqArray(titre)),
                arraySort(groupArray(occurred_on))) AS trace
        FROM event
        WHERE event.dossier != 0 AND event.revision = 0 AND event.event != 'retractation'
        GROUP BY event.dossier
    ),
    shared AS (SELECT trace, count() AS dossiers FROM trace GROUP BY trace)
SELECT
    sum(shared.dossiers) AS dossiers,
    countIf(shared.dossiers = 1) AS alone,
    {measured_at:DateTime64(3, 'UTC')} AS measured_at
FROM shared
