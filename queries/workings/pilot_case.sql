-- Applications filed around the start of the AI application, where it is tried and elsewhere.
-- One row: a dossier filed since twelve months before the start.
--   started_on: the start in its prefecture; elsewhere, the first start of all;
--   eligible: of a kind that the application treats there (elsewhere: anywhere);
--   entry, exit: the days since its filing on which it is observed (see windows), to its decision or the last day covered;
--   arm: 1 pilot before, 2 pilot since, 3 elsewhere before, 4 elsewhere since (`filed`, whatever it did);
--   treated_on, tasks, versions: what the application did with it.
WITH
-- @include cells
    (SELECT min(started_on) FROM {pilot_site:Identifier}) AS first_start,
    (SELECT groupUniqArrayArray(demandes) FROM {pilot_site:Identifier}) AS all_demandes,
    treated AS
    (
        SELECT
            dossier,
            min(occurred_on) AS day,
            groupUniqArray(toString(issue)) AS tasks,
            groupUniqArray(toString(version)) AS versions
        FROM {side_event:Identifier}
        WHERE event = 'ia_traite'
        GROUP BY dossier
    ),
    filed AS
    (
        SELECT
            dossier.dossier AS subject,
            leaf(depot_prefecture, dossier.titre, motif, dossier.demande, canal) AS leaf,
            site.prefecture != '' AS pilot,
            assumeNotNull(if(site.prefecture != '', site.started_on, first_start)) AS started_on,
            has(if(site.prefecture != '', site.demandes, all_demandes), CAST(dossier.demande AS String)) AS eligible,
            depot_on,
            decided_on,
            decision,
            reopened,
            if(covers_from > depot_on, toInt32(covers_from - depot_on) - 1, -1) AS entry,
            toInt32(least(ifNull(decided_on, covers_to), covers_to) - depot_on) AS exit,
            covers_from,
            covers_to
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        LEFT JOIN {pilot_site:Identifier} AS site ON site.prefecture = depot_prefecture
        -- A log without the application has no start.
        WHERE ifNull(first_start, toDate(0)) > toDate(0)
            AND depot_on >= addMonths(if(site.prefecture != '', site.started_on, first_start), -12)
            AND depot_on <= covers_to AND depot_prefecture != 'ZZ'
    )
SELECT
    filed.*,
    toUInt64(if(pilot, 1, 3) + if(depot_on >= started_on, 1, 0)) AS arm,
    treated.dossier != 0 AS is_treated,
    treated.day AS treated_on,
    treated.tasks AS tasks,
    treated.versions AS versions
FROM filed
LEFT JOIN treated ON treated.dossier = filed.subject
