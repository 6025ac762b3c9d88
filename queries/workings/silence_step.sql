-- As outcome_step, where the silence of the administration ends the wait: a refusal born of it (see silence) is cause 8.
WITH
-- @include cells
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, dossier.titre, dossier.motif, dossier.demande, dossier.canal) AS leaf,
            dossier.depot_on AS start_on,
            if(silence.born, assumeNotNull(silence.legal_on), least(ifNull(dossier.decided_on, cover.covers_to), cover.covers_to)) AS until,
            multiIf(
                silence.born, 8,
                ifNull(dossier.decided_on <= cover.covers_to, false), transform(dossier.decision, ['decision_favorable', 'decision_defavorable', 'classement_sans_suite', 'cloture', 'desistement', 'refus_enregistrement', 'purge'], [1, 2, 3, 4, 5, 6, 7], 0),
                0) AS cause,
            cover.covers_from AS seen_on
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = dossier.depot_source
        LEFT JOIN {silence:Identifier} AS silence ON silence.subject = dossier.dossier
        WHERE dossier.depot_on <= cover.covers_to
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
