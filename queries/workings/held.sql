-- Applications of people who hold a title: what the law asks for, by dated rules.
-- One row: a dossier filed by the cut-off, with a title held.
--   opens_on, closes_on: the window in which to file (R. 431-5), null where no rule is known;
--   exempt: the kind of title held has no window;
--   timeliness: 'on_time', 'early', 'late' (before the expiry), 'after_expiry', 'exempt', '' (no rule known);
--   on_time: null where no rule is known;
--   prolonged_until: last day on which the title, expired or not, proves regular stay (L. 433-3);
--   documents: what was given during the examination, and that title.
-- The rules are rows of `filing_window` and `grace`, those in force on the day of filing or of expiry.
WITH
-- @include cells
    application AS
    (
        SELECT
            dossier.dossier AS subject,
            dossier.personne AS personne,
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            demande,
            depot_on,
            completude_on,
            decided_on,
            favorable_on,
            handed_over_on,
            last_outcome,
            closed,
            reopened,
            assumeNotNull(dossier.held_from) AS held_from,
            assumeNotNull(dossier.held_until) AS held_until,
            held_type,
            apis,
            covers,
            covers_from,
            covers_to,
            ifNull(titre.anef_open_on <= depot_on, false) AS on_anef,
            if(on_anef, titre.filing_window, 'two_months') AS window_key
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        LEFT JOIN titre ON titre.code = dossier.titre
        WHERE dossier.held_until IS NOT NULL AND depot_on <= covers_to
    ),
    -- One row: a kind of title and every rule of grace that speaks of it.
    prolonging AS
    (
        SELECT type_titre, groupArray((at_least_months, more_than_months, months, valid_from, valid_to)) AS rules
        FROM grace
        GROUP BY type_titre
    )
SELECT
    application.*,
    window.key != '' AND depot_on <= window.valid_to AS ruled,
    (window.key, window.valid_from, held_type) IN (SELECT key, valid_from, arrayJoin(exempt) FROM filing_window) AS exempt,
    if(NOT ruled OR exempt, NULL, if(window.opens_days IS NULL, addMonths(held_until, ifNull(window.opens_months, 0)), held_until + window.opens_days)) AS opens_on,
    if(NOT ruled OR exempt, NULL, if(window.closes_days IS NULL, addMonths(held_until, ifNull(window.closes_months, 0)), held_until + window.closes_days)) AS closes_on,
    multiIf(exempt, 'exempt', NOT ruled, '', depot_on < opens_on, 'early', depot_on <= closes_on, 'on_time', depot_on <= held_until, 'late', 'after_expiry') AS timeliness,
    if(timeliness = '', NULL, timeliness IN ('on_time', 'exempt')) AS on_time,
    arrayMax(arrayPushFront(arrayMap(rule -> toInt64(addMonths(held_until, rule.3)), arrayFilter(
        rule -> held_until BETWEEN rule.4 AND rule.5
            AND held_until + 1 >= addMonths(held_from, rule.1)
            AND (rule.2 = 0 OR held_until + 1 > addMonths(held_from, rule.2)),
        prolonging.rules)), toInt64(held_until))) AS prolonged_until,
    arrayPushBack(arrayMap(cover -> (toInt64(cover.1), toInt64(cover.2)), covers), (toInt64(held_from), prolonged_until)) AS documents
FROM application
ASOF LEFT JOIN filing_window AS window ON window.key = window_key AND window.valid_from <= application.depot_on
LEFT JOIN prolonging ON prolonging.type_titre = held_type
