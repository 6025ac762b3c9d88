    -- The run whose values are shown: of those that are done and speak of an instant not after `as_of`,
    -- the latest; of those that speak of the same instant, the one that was made then: computing the past
    -- again leaves in place what was published. The state of a run is its latest row. One row, or none.
    published_run AS
    (
        SELECT run, as_of, started_at, at
        FROM
        (
            SELECT run, state, as_of, started_at, at
            FROM run
            WHERE indicator = {indicator:String}
            ORDER BY run, at DESC, state = 'running'
            LIMIT 1 BY run
        )
        WHERE state = 'done'
            AND ({as_of:Nullable(DateTime64(3, 'UTC'))} IS NULL OR as_of <= {as_of:Nullable(DateTime64(3, 'UTC'))})
            AND ({run:Nullable(String)} IS NULL OR run = {run:Nullable(String)})
        ORDER BY as_of DESC, started_at = as_of DESC, at DESC, run DESC
        LIMIT 1
    ),
