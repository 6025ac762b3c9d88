-- id: N-05
-- title_fr: Disponibilité de la plateforme
-- title_en: Availability of the platform
-- definition_fr: Part du temps de la période pendant laquelle aucune indisponibilité de la plateforme n’est enregistrée.
-- definition_en: Share of the time of the period during which no outage of the platform is recorded.
-- unit: share
-- better: higher
-- demand: D1
-- formula: 1 − durée de la réunion des indisponibilités / durée de la période, en heure de Paris ; cause ne compte que les programmées ou que les autres, module qu’une partie de la plateforme. || 1 − length of the union of outages / length of the period, in Paris time; cause counts only the planned ones or only the others, module only one part of the platform.
-- population: Les indisponibilités enregistrées, au niveau national, depuis que la sonde la suit ou, sans sonde, depuis la première mise en service ou indisponibilité connue ; n les compte. || Recorded outages, national, since the probe follows it or, without one, since the first release or outage known; n counts them.
-- exclusions: Les pannes que personne n’enregistre, et les échecs individuels (N-04). || Failures that nobody records, and individual ones (N-04).
-- censoring: Aucune censure ; la période de la date d’arrêt s’arrête à cette date. || None; the period of the cut-off ends there.
-- legal_basis: Aucun ; Observatoire des démarches essentielles, critère de disponibilité (2019). || None; Observatory of essential procedures, availability criterion (2019).
-- sources: anomalies:disponibilite
-- dimensions: none
-- statistics: share
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: observé depuis que la sonde le dit et aussi loin qu’elle a regardé, quoi que dise le gestionnaire d’anomalies. || watched since the probe says, and as far as it looked, whatever the tracker says.
WITH
-- @include cells
-- @include cutoff
    'Europe/Paris' AS zone,
    -- A probe says since when it looks. Where outages are delivered without one, the platform is
    -- watched from the first release or outage that the log knows, at the earliest.
    (SELECT minOrNull(covers_from) FROM {cover:Identifier} WHERE source = 'anomalies:disponibilite') AS probed_from,
    (SELECT minOrNull(covers_from) FROM {cover:Identifier} WHERE source = 'anomalies') AS covered_from,
    (SELECT min(occurred_on) FROM {side_event:Identifier} WHERE event IN ('indisponibilite', 'mise_en_service')) AS first_known_on,
    -- The earlier of the two; a null is none.
    assumeNotNull(least(probed_from, if(covered_from IS NULL, NULL, greatest(covered_from, first_known_on)))) AS watched_from,
    outage AS
    (
        SELECT
            arrayJoin(['', concat('cause=', issue), concat('module=', module)]) AS kind,
            toUnixTimestamp(assumeNotNull(debut_at)) AS began,
            toUnixTimestamp(assumeNotNull(fin_at)) AS ended
        FROM {side_event:Identifier}
        WHERE event = 'indisponibilite' AND debut_at IS NOT NULL AND fin_at >= debut_at
    ),
    period AS
    (
        SELECT
            code.1 AS cell,
            -- Days of Paris, in seconds since 1970.
            toUnixTimestamp(toDateTime(greatest(code.2, watched_from), zone)) AS opens,
            toUnixTimestamp(toDateTime(least(code.3, cutoff) + 1, zone)) AS closes
        FROM
        (
            SELECT arrayJoin(arrayConcat(
                arrayMap(month -> (month_code(month), month, toLastDayOfMonth(month)),
                    arrayMap(step -> addMonths(toStartOfMonth(watched_from), step), range(toUInt64(greatest(0, dateDiff('month', watched_from, cutoff) + 1))))),
                arrayMap(year -> (year_code(year), year, addYears(year, 1) - 1),
                    arrayMap(step -> addYears(toStartOfYear(watched_from), step), range(toUInt64(greatest(0, dateDiff('year', watched_from, cutoff) + 1))))))) AS code
        )
        WHERE watched_from > toDate('1970-01-01')
    ),
    kind_period AS
    (
        SELECT cell, opens, closes, kind
        FROM period
        CROSS JOIN (SELECT DISTINCT kind FROM outage UNION DISTINCT SELECT '') AS kinds
    ),
    clipped AS
    (
        SELECT
            cell,
            kind_period.kind AS kind,
            opens,
            closes,
            greatest(began, opens) AS began_in,
            least(ended, closes) AS ended_in
        FROM kind_period
        INNER JOIN outage ON outage.kind = kind_period.kind
        WHERE began < closes AND ended > opens
    ),
    -- Outages may overlap: what an earlier one already covers is not counted again.
    merged AS
    (
        SELECT
            cell,
            kind,
            greatest(0, toInt64(ended_in) - toInt64(greatest(began_in, max(ended_in) OVER
                (PARTITION BY cell, kind ORDER BY began_in, ended_in ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)))) AS seconds
        FROM clipped
    ),
    lost AS
    (
        SELECT cell, kind, sum(merged.seconds) AS seconds, count() AS outages
        FROM merged
        GROUP BY cell, kind
    )
SELECT
    assumeNotNull(kind_period.cell) AS cell,
    nullIf(kind_period.kind, '') AS breakdown,
    'share' AS statistic,
    1 - ifNull(lost.seconds, 0) / (closes - opens) AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(outages) AS n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM kind_period
LEFT JOIN lost ON lost.cell = kind_period.cell AND lost.kind = kind_period.kind
WHERE closes > opens
