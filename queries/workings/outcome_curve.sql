-- The set at risk of each outcome, at each event time: one row per cell (see at-risk), with the events by cause
-- packed as outcome-step says, c1s and c2s, in the order of `times`.
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT * FROM {outcome_step:Identifier}),
-- @include every-place
-- @include at-risk
    ending_at AS
    (
        SELECT
            cell,
            arraySort((c, t) -> t, groupArray(c1), groupArray(t)) AS c1s,
            arraySort((c, t) -> t, groupArray(c2), groupArray(t)) AS c2s
        FROM step
        WHERE count_of(v, 2) > 0
        GROUP BY cell
    )
SELECT at_risk.*, c1s, c2s
FROM at_risk
LEFT JOIN ending_at ON ending_at.cell = at_risk.cell
