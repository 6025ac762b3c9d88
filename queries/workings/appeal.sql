-- Appeals, and what judges made of them.
-- One row: one reference of an appeal.
--   place: its prefecture as a leaf (see cells); subject: the dossier of the decision attacked, 0 where none is named;
--   kind, filed_on: the earliest of refere_mesures_utiles, refere_suspension, recours_ta that it holds;
--   judged_on, judgment: the first judgment after it; ordered_on, due_on: the first injunction and the day that it sets;
--   executed_on: the first execution.
WITH
-- @include cells
-- @include known
    ['refere_mesures_utiles', 'refere_suspension', 'recours_ta'] AS kinds,
    (log.occurred_on, ifNull(log.rang, 0), log.event_key) AS turn
SELECT
    reference,
    argMin(place_leaf(log.prefecture), turn) AS place,
    max(if(tie.canonical != 0, tie.canonical, log.dossier)) AS subject,
    toString(argMinIf(event, turn, has(kinds, event))) AS kind,
    minOrNullIf(occurred_on, has(kinds, event)) AS filed_on,
    minOrNullIf(occurred_on, event = 'decision_justice') AS judged_on,
    toString(argMinIf(issue, turn, event = 'decision_justice')) AS judgment,
    minOrNullIf(occurred_on, event = 'injonction') AS ordered_on,
    minOrNullIf(fin, event = 'injonction') AS due_on,
    minOrNullIf(occurred_on, event = 'execution') AS executed_on
FROM known AS log
LEFT JOIN {tie:Identifier} AS tie ON log.dossier = tie.alias
WHERE reference != '' AND event IN ('refere_mesures_utiles', 'refere_suspension', 'recours_ta', 'decision_justice', 'injonction', 'execution')
GROUP BY reference
