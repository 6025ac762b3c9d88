-- id: M-01
-- title_fr: Défauts des données
-- title_en: Flaws in the data
-- definition_fr: Part des événements enregistrés plus de sept jours après les faits, et parts des dossiers ou documents auxquels manque une date dont d’autres indicateurs ont besoin.
-- definition_en: Share of events recorded more than seven days after the fact, and shares of files or documents that lack a date which other indicators need.
-- unit: share
-- better: lower
-- demand: D3a, D3b, D3c
-- formula: événements dont le premier enregistrement suit les faits de plus de 7 jours / événements ; defaut=completude : décisions sans date de complétude ; defaut=remise : décisions favorables d’au moins 90 jours sans remise enregistrée ; defaut=couverture : documents provisoires d’un dossier sans dépôt connu ; defaut=indetermine : titres expirés avant la fin de la demande dont la cause d’une rupture ne pourrait être dite (délai de dépôt inconnu, ou demande à temps dont la complétude l’est : classe R5) ; intervalles de Wilson à 95 %. || events first recorded more than 7 days after the fact / events; defaut=completude: decisions without a day of completeness; defaut=remise: favourable decisions at least 90 days old without a recorded handover; defaut=couverture: provisional documents of a file without a known filing; defaut=indetermine: permits that expired before the end of the application where the cause of a rupture could not be said (filing window unknown, or a filing on time whose completeness is: class R5); Wilson’s intervals (95%).
-- population: Tous les événements, au mois des faits ; les décisions, au mois de la décision ; les documents, au mois de leur délivrance ; les titres détenus, au mois du lendemain de leur expiration. || All events, by the month of the fact; decisions by the month of the decision; documents by the month given; permits held by the month of the day after expiry.
-- exclusions: Les corrections : seul le premier enregistrement d’un événement compte. || Corrections: only the first record of an event counts.
-- censoring: Aucune censure ; les événements récents pas encore reçus ne sont pas comptés, si bien que les derniers jours paraissent ponctuels. || None; recent events not received yet are not counted, so that the last days look punctual.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique, franceconnect, ccc, pan, france_services, rendez_vous, anomalies, alertes, pilotage, pilote_ia, recours, satisfaction
-- dimensions: prefecture
-- statistics: share
-- settles_after: 1
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: defaut=indetermine ne compte plus que la classe R5 : un dépôt tardif a une cause connue. || defaut=indetermine counts class R5 only: a late filing has a known cause.
WITH
-- @include known
-- @include cells
-- @include cutoff
-- @include wilson
    -- One row: subjects of a kind in one prefecture and month, and those that show the defect.
    checked AS
    (
        SELECT
            '' AS part,
            place_leaf(event.prefecture) AS place,
            toStartOfMonth(occurred_on) AS month,
            count() AS n,
            countIf(toDate(recorded_at) > occurred_on + 7) AS x
        FROM {event:Identifier} AS event
        -- As first recorded: a later correction does not make an event late.
        WHERE known_at <= {as_of:DateTime64(3, 'UTC')} AND revision = 0 AND event.event != 'retractation'
            AND source IN ({sources:Array(String)}) AND occurred_on <= cutoff
        GROUP BY event.prefecture, month
        UNION ALL
        SELECT
            'defaut=completude' AS part,
            place_leaf(dossier.prefecture) AS place,
            toStartOfMonth(assumeNotNull(decided_on)) AS month,
            count() AS n,
            countIf(completude_on IS NULL) AS x
        FROM {dossier:Identifier} AS dossier
        WHERE decision IN ('decision_favorable', 'decision_defavorable') AND decided_on <= cutoff
        GROUP BY dossier.prefecture, month
        UNION ALL
        SELECT
            'defaut=remise' AS part,
            place_leaf(dossier.prefecture) AS place,
            toStartOfMonth(assumeNotNull(favorable_on)) AS month,
            count() AS n,
            countIf(handed_over_on IS NULL) AS x
        FROM {dossier:Identifier} AS dossier
        WHERE favorable_on <= cutoff - 90
        GROUP BY dossier.prefecture, month
        UNION ALL
        SELECT
            'defaut=couverture' AS part,
            place_leaf(log.prefecture) AS place,
            toStartOfMonth(log.occurred_on) AS month,
            count() AS n,
            countIf(log.dossier NOT IN (SELECT dossier FROM {dossier:Identifier})
                AND log.dossier NOT IN (SELECT alias FROM {tie:Identifier})) AS x
        FROM known AS log
        WHERE log.event IN ('recepisse', 'api', 'aps', 'adf') AND log.occurred_on <= cutoff
        GROUP BY log.prefecture, month
        UNION ALL
        SELECT
            'defaut=indetermine' AS part,
            bitAnd(leaf, prefecture_mask) AS place,
            toStartOfMonth(held_until + 1) AS month,
            count() AS n,
            countIf(granted_day > from_day AND (class_before = 5 OR (class_before = 1 AND completude_on IS NULL))) AS x
        FROM {renewal:Identifier}
        GROUP BY place, month
    ),
    share AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, part, sum(checked.n) AS n, sum(checked.x) AS x
        FROM checked
        GROUP BY cell, part
    )
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
