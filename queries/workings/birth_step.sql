-- From the birth of a refusal by silence to what was decided after it, within a year: a favourable
-- decision is cause 1, any other end cause 2 (see outcome-step).
WITH
-- @include cells
    waiting AS
    (
        SELECT
            leaf,
            assumeNotNull(legal_on) AS start_on,
            least(ifNull(decided_on, covers_to), covers_to, start_on + 366) AS until,
            if(ifNull(decided_on <= until, false), if(decision = 'decision_favorable', 1, 2), 0) AS cause,
            covers_from AS seen_on
        FROM {silence:Identifier}
        WHERE born
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
