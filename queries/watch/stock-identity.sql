-- One row: a prefecture and month, with the stock before, what arrived and closed, and the stock after.
-- The stocks are counted dossier by dossier, from the spells during which each is open; arrivals and
-- closures are counted from its days. They must agree: after = before + arrivals − closures.
WITH
    toDate('2149-06-06') AS never,
    move AS
    (
        SELECT
            prefecture,
            arrayJoin(arrayConcat(
                [(depot_on, 1, 0)],
                arrayMap(day -> (day, 1, 0), reopened),
                arrayMap(day -> (day, 0, 1), closed))) AS move
        FROM dossier FINAL
    ),
    flow AS
    (
        SELECT
            prefecture,
            toInt64(toRelativeMonthNum(move.1)) AS month,
            toInt64(sum(move.2)) AS arrivals,
            toInt64(sum(move.3)) AS closures
        FROM move
        GROUP BY prefecture, month
    ),
    span AS (SELECT min(month) AS first, max(month) AS last FROM flow),
    -- One row: a dossier and a month at whose end it is open.
    presence AS
    (
        SELECT
            prefecture,
            toInt64(arrayJoin(arrayDistinct(arrayFlatten(arrayMap(
                (opened, until) -> range(
                    toUInt64(toRelativeMonthNum(opened)),
                    if(until = never, toUInt64((SELECT last FROM span) + 1),
                        toUInt64(greatest(toRelativeMonthNum(until), toRelativeMonthNum(opened))))),
                arrayPushFront(reopened, depot_on) AS openings,
                arrayResize(closed, length(openings), never)))))) AS month
        FROM dossier FINAL
    ),
    stock AS (SELECT prefecture, month, toInt64(count()) AS level FROM presence GROUP BY prefecture, month),
    grid AS
    (
        SELECT prefecture, arrayJoin(range((SELECT first FROM span), (SELECT last FROM span) + 1)) AS month
        FROM (SELECT DISTINCT prefecture FROM flow)
    )
SELECT
    grid.prefecture AS prefecture,
    addMonths(toDate('1970-01-01'), grid.month - toInt64(toRelativeMonthNum(toDate('1970-01-01')))) AS month,
    past.level AS before,
    flow.arrivals AS arrivals,
    flow.closures AS closures,
    stock.level AS after
FROM grid
LEFT JOIN flow ON flow.prefecture = grid.prefecture AND flow.month = grid.month
LEFT JOIN stock ON stock.prefecture = grid.prefecture AND stock.month = grid.month
LEFT JOIN stock AS past ON past.prefecture = grid.prefecture AND past.month = grid.month - 1
