-- As outcome_step, where the silence of the administration ends the wait: a refusal is born on the legal
-- date, counted from the day the file is complete, if no decision has come by then.
-- Source: CESEDA R. 432-1, R. 432-2; the delays are dated rows of `legal_delay`.
WITH
-- @include cells
-- @include legal-day
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            depot_on AS start_on,
            -- Not `greatest`: it would put the filing in the place of a completeness that is not known.
            if(completude_on < depot_on, depot_on, completude_on) AS complete_on,
            legal_day(complete_on, delay.months, delay.days, delay.valid_to) AS legal_on,
            ifNull(legal_on <= covers_to AND (decided_on IS NULL OR decided_on > legal_on), false) AS silent,
            if(silent, assumeNotNull(legal_on), least(ifNull(decided_on, covers_to), covers_to)) AS until,
            multiIf(
                silent, 8,
                ifNull(decided_on <= covers_to, false), transform(decision, ['decision_favorable', 'decision_defavorable', 'classement_sans_suite', 'cloture', 'desistement', 'refus_enregistrement', 'purge'], [1, 2, 3, 4, 5, 6, 7], 0),
                0) AS cause,
            covers_from AS seen_on
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        ASOF LEFT JOIN legal_delay AS delay
            ON delay.titre = dossier.titre AND delay.valid_from <= ifNull(if(completude_on < depot_on, depot_on, completude_on), toDate(0))
        WHERE depot_on <= covers_to
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
