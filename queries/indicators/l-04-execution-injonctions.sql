-- id: L-04
-- title_fr: Exécution des injonctions
-- title_en: Injunctions carried out
-- definition_fr: Nombre de jours au bout duquel la moitié des injonctions du juge sont exécutées, et part de celles qui le sont dans le délai qu’il fixe.
-- definition_en: Number of days within which half of the courts’ injunctions are carried out, and share of those carried out in the time that the court sets.
-- unit: days
-- better: lower
-- demand: D3c
-- formula: Kaplan–Meier de l’exécution depuis l’injonction ; médiane et 90 %, limites log-log à 95 % ; delai=fixe : injonctions exécutées au plus tard le dernier jour fixé / injonctions dont ce jour est passé, selon la période de l’injonction (share, intervalle de Wilson). || Kaplan–Meier of the execution from the injunction; median and 90%, log-log limits (95%); delai=fixe: injunctions carried out by the last day set / injunctions whose day has passed, by the period of the injunction (share, Wilson’s interval).
-- population: Les injonctions, une par recours, au jour où elles sont prononcées. Médiane et neuvième décile par période : qui attend au moins un jour de la période. || Injunctions, one per appeal, by the day they are given. Median and ninth decile by period: who waits on at least one day of the period.
-- exclusions: Pour la part, les injonctions dont le délai n’est pas connu : comptées comme manquantes. || For the share, injunctions whose time is not known: counted as missing.
-- censoring: Une injonction sans exécution connue est censurée au dernier jour couvert. || An injunction without a known execution is censored on the last day covered.
-- legal_basis: CJA, art. L. 911-1 et suivants. || CJA L. 911-1 and following.
-- sources: recours
-- dimensions: prefecture
-- statistics: median, p90, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
-- @include seen-until
    ordered_by_judge AS
    (
        SELECT place, assumeNotNull(ordered_on) AS start_on, due_on, executed_on
        FROM {appeal:Identifier}
        WHERE ordered_on <= seen_until
    ),
    followed AS
    (
        SELECT
            place,
            0 AS kind,
            start_on,
            greatest(start_on, least(ifNull(executed_on, seen_until), seen_until)) AS until,
            ifNull(executed_on <= seen_until, false) AS happened
        FROM ordered_by_judge
    ),
-- @include place-quantiles
    share AS
    (
        SELECT
            arrayJoin(places_of_flow(place, start_on)) AS cell,
            countIf(due_on < seen_until) AS n,
            countIf(due_on < seen_until AND executed_on <= due_on) AS x,
            countIf(due_on IS NULL) AS missing
        FROM ordered_by_judge
        GROUP BY cell
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
    0 AS missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
UNION ALL
SELECT
    cell,
    'delai=fixe' AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM share
