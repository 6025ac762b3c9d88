    -- The median and the 90th centile of a delay (`quantile`) of subjects of which only the place is known. Wants
    -- `followed`, one row per subject: place (a leaf, 0 = France alone), start_on, until (the last day followed;
    -- whoever starts later is left out), happened Bool, and kind UInt64 (0, or what the breakdown says: see kinds).
-- @include kinds
    waiting AS
    (
        SELECT
            place + kind_code(kind) AS leaf,
            start_on,
            assumeNotNull(followed.until) AS until,
            assumeNotNull(followed.happened) AS ended,
            toDate(0) AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM followed
        WHERE start_on <= followed.until
    ),
-- @include leaf-step
-- @include every-place
-- @include at-risk
-- @include km
-- @include quantiles
