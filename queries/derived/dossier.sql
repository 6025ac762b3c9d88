-- One row per dossier, as the log knew it at {as_of}: the rows of the table `dossier`.
-- {all:Bool}: every dossier; otherwise those that the batches {batches} touched, directly or by
-- correcting or withdrawing an event of theirs. {first:UInt128}, {last:UInt128}: of those, the dossiers wanted, by pseudonym.
--
-- A dossier has one filing, its earliest `depot`, whatever the source. Events of a pseudonym that a
-- `rattachement` ties to another count for that other. Title, motive, kind and channel are those of
-- the latest row that has them. A title held that is known only of the person counts for each of
-- their dossiers filed after it began. Within a day, events go by `rang`, then in a fixed order.
WITH
    ['decision_favorable', 'decision_defavorable', 'classement_sans_suite', 'cloture',
        'desistement', 'refus_enregistrement', 'purge'] AS closing,
    ['recepisse', 'api', 'aps', 'adf'] AS covering,
    -- An attestation without an end holds until the handover.
    toDate('2149-06-06') AS never,
-- @include known
    changed AS
    (
        SELECT dossier, personne, if(event = 'rattachement', reference, '') AS tied
        FROM {event:Identifier}
        WHERE NOT {all:Bool}
            AND (batch IN {batches:Array(String)}
                OR event_key IN (
                    SELECT event_key FROM {event:Identifier}
                    WHERE batch IN {batches:Array(String)} AND (revision > 0 OR event = 'retractation')))
    ),
    touched AS
    (
        SELECT DISTINCT if(tie.canonical != 0, tie.canonical, log.dossier) AS subject
        FROM {event:Identifier} AS log
        LEFT JOIN {tie:Identifier} AS tie ON log.dossier = tie.alias
        WHERE NOT {all:Bool} AND log.dossier != 0
            AND (log.dossier IN (SELECT dossier FROM changed WHERE dossier != 0)
                OR log.personne IN (SELECT personne FROM changed WHERE dossier = 0 AND personne != 0))
        UNION DISTINCT
        -- Once tied to another, it is no dossier of its own any more; untied, it is one again.
        SELECT reinterpretAsUInt128(reverse(unhex(tied))) AS subject FROM changed WHERE tied != ''
    ),
    held_by_person AS
    (
        SELECT
            personne,
            arraySort(groupArray((assumeNotNull(fin), assumeNotNull(debut), toString(type_titre)))) AS titles
        FROM known
        WHERE event = 'titre_detenu' AND dossier = 0
        GROUP BY personne
    ),
    told AS
    (
        SELECT dossier AS subject, *
        FROM known
        WHERE dossier != 0 AND dossier BETWEEN {first:UInt128} AND {last:UInt128}
            AND dossier NOT IN (SELECT alias FROM {tie:Identifier})
        UNION ALL
        SELECT *
        FROM {tied_event:Identifier}
        WHERE subject BETWEEN {first:UInt128} AND {last:UInt128}
    ),
    history AS
    (
        SELECT
            subject,
            event,
            source,
            occurred_on,
            personne,
            prefecture,
            titre,
            motif,
            demande,
            canal,
            debut,
            fin,
            type_titre,
            bitShiftLeft(toUInt64(toUInt16(occurred_on)), 48)
                + bitShiftLeft(toUInt64(least(ifNull(rang, 0), 65535)), 32)
                + bitAnd(event_key, 4294967295) AS place
        FROM told
        WHERE {all:Bool} OR subject IN (SELECT subject FROM touched)
        UNION ALL
        -- A touched dossier of which no event is left must be seen to be gone.
        SELECT subject, '', '', toDate(0), toUInt128(0), '', '', '', '', '', NULL, NULL, '', 0
        FROM touched
    ),
    milestone AS
    (
        SELECT
            subject,
            countIf(event = 'depot') = 0 AS gone,
            minIf(occurred_on, event = 'depot') AS depot_on,
            argMinIf(source, place, event = 'depot') AS depot_source,
            argMinIf(history.prefecture, place, event = 'depot') AS depot_prefecture,
            argMaxIf(history.prefecture, place, history.prefecture != '') AS prefecture,
            argMaxIf(history.titre, place, history.titre != '') AS titre,
            argMaxIf(history.motif, place, history.motif != '') AS motif,
            argMaxIf(history.demande, place, history.demande != '') AS demande,
            argMaxIf(history.canal, place, history.canal != '') AS canal,
            minOrNullIf(occurred_on, event = 'completude') AS completude_on,
            minOrNullIf(occurred_on, event IN ('prise_en_charge', 'en_instruction')) AS taken_on,
            -- What was asked for while the form was prepared is no step of the application.
            arrayFilter(exchange -> exchange.2 >= depot_on, arraySort(groupArrayIf(
                (place, occurred_on, event = 'complement_recu'), event IN ('complement_demande', 'complement_recu')))) AS exchanges,
            arrayCount(exchange -> NOT exchange.3, exchanges) AS requests,
            minOrNullIf(occurred_on, has(closing, event)) AS decided_on,
            argMinIf(event, place, has(closing, event)) AS decision,
            minOrNullIf(occurred_on, event = 'decision_favorable') AS favorable_on,
            arraySort(groupArrayIf((place, occurred_on, event = 'reouverture', event),
                event = 'reouverture' OR has(closing, event))) AS moves,
            max(history.personne) AS personne,
            arraySort(groupArrayIf((assumeNotNull(fin), assumeNotNull(debut), toString(type_titre)), event = 'titre_detenu')) AS own_titles,
            arraySort(groupArrayIf((assumeNotNull(debut), assumeNotNull(fin)), event = 'api')) AS apis,
            arraySort(groupArrayIf((assumeNotNull(debut), ifNull(fin, never)), has(covering, event))) AS covers,
            minOrNullIf(occurred_on, event = 'titre_remis') AS handed_over_on
        FROM history
        GROUP BY subject
    ),
    -- A closing counts when the dossier is open, a reopening when it is closed.
    turn AS
    (
        SELECT
            milestone.*,
            arrayFilter((move, before) -> move.3 != before, moves,
                arrayPopBack(arrayPushFront(moves.3, 1))) AS turns,
            -- A request counts when none is open, an answer when one is.
            arrayFilter((exchange, before) -> exchange.3 != before, exchanges,
                arrayPopBack(arrayPushFront(exchanges.3, 1))) AS requested,
            arrayFilter(move -> move.4 IN ('decision_favorable', 'decision_defavorable') AND move.4 != decision, moves) AS redecisions,
            if(empty(own_titles), arrayFilter(title -> title.2 <= depot_on, person.titles), own_titles) AS titles
        FROM milestone
        LEFT JOIN held_by_person AS person ON person.personne = milestone.personne AND milestone.personne != 0
    )
SELECT
    subject AS dossier,
    personne,
    depot_on,
    depot_source,
    depot_prefecture,
    prefecture,
    titre,
    motif,
    demande,
    canal,
    completude_on,
    taken_on,
    arrayMap(exchange -> exchange.2, arrayFilter(exchange -> NOT exchange.3, requested)) AS asked,
    arrayMap(exchange -> exchange.2, arrayFilter(exchange -> exchange.3, requested)) AS answered,
    requests,
    decided_on,
    decision,
    favorable_on,
    arrayMap(move -> move.2, arrayFilter(move -> NOT move.3, turns)) AS closed,
    arrayMap(move -> move.2, arrayFilter(move -> move.3, turns)) AS reopened,
    if(empty(redecisions), NULL, redecisions[1].2) AS redecided_on,
    if(empty(turns) OR turns[-1].3, '', turns[-1].4) AS last_outcome,
    titles[-1].3 AS held_type,
    if(empty(titles), NULL, titles[-1].2) AS held_from,
    if(empty(titles), NULL, titles[-1].1) AS held_until,
    apis,
    covers,
    handed_over_on,
    {built:UInt64} AS built,
    gone
FROM turn
