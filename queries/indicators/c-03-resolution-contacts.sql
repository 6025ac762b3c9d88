-- id: C-03
-- title_fr: Résolution par le centre de contact
-- title_en: Resolution by the contact centre
-- definition_fr: Part des sollicitations du centre de contact citoyen qu’il déclare résolues, et nombre de jours qu’il y met.
-- definition_en: Share of the contacts with the citizens’ contact centre that it reports as resolved, and number of days it takes.
-- unit: days
-- better: none
-- demand: D2
-- formula: sollicitations résolues à la date d’arrêt / sollicitations de la période, avec l’intervalle de Wilson à 95 % ; médiane et 90 % en jours par Kaplan–Meier, limites log-log ; canal détaille téléphone et formulaire. || contacts resolved by the cut-off / contacts of the period, with Wilson’s interval (95%); median and 90% in days by Kaplan–Meier, log-log limits; canal details telephone and form.
-- population: Les usagers qui joignent le centre, un par chaîne de références, au jour de leur première sollicitation. Médiane et neuvième décile par période : qui attend au moins un jour de la période. || Users who reach the centre, one per chain of references, by the day of their first contact. Median and ninth decile by period: who waits on at least one day of the period.
-- exclusions: Ceux qui ne l’ont jamais joint. || Those who never reached it.
-- censoring: Une sollicitation sans résolution est censurée à la date d’arrêt : la part des périodes récentes ne peut que monter ; « Encore suivis » (censored) compte ces sollicitations. || A contact without resolution is censored at the cut-off: the share of recent periods can only rise; “Still followed” (censored) counts these contacts.
-- legal_basis: Arrêté du 1er août 2023 (centre de contact). || Arrêté of 1 August 2023 (contact centre).
-- sources: ccc
-- dimensions: prefecture
-- statistics: share, median, p90
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: une sollicitation dont le canal n’est pas enregistré n’est dans aucun canal. || a contact whose channel is not recorded is in no channel. | 3: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
-- @include seen-until
    -- One row: what one user’s contacts came to, from the first; several chains may be one person's.
    contact AS
    (
        SELECT
            argMinIf(side_event.place, turn, event = 'ccc_contact') AS place,
            argMinIf(toString(issue), turn, event = 'ccc_contact') AS channel,
            minIf(occurred_on, event = 'ccc_contact') AS start_on,
            minOrNullIf(occurred_on, event = 'ccc_resolu') AS resolved_on
        FROM {side_event:Identifier} AS side_event
        WHERE event IN ('ccc_contact', 'ccc_resolu')
        GROUP BY reference
        HAVING countIf(event = 'ccc_contact') > 0 AND start_on <= seen_until
    ),
    followed AS
    (
        SELECT
            place,
            0 AS kind,
            start_on,
            greatest(start_on, least(ifNull(resolved_on, seen_until), seen_until)) AS until,
            ifNull(resolved_on <= seen_until, false) AS happened
        FROM contact
    ),
-- @include place-quantiles
    share AS
    (
        SELECT
            arrayJoin(places_of_flow(place, start_on)) AS cell,
            arrayJoin(if(channel = '', [''], ['', concat('canal=', channel)])) AS part,
            count() AS n,
            countIf(ifNull(resolved_on <= seen_until, false)) AS x
        FROM contact
        GROUP BY cell, part
    )
SELECT
    cell_of(quantile.cell) AS cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
UNION ALL
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    n - x AS censored,
    0 AS missing,
    'ok' AS status
FROM share
