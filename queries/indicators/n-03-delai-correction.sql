-- id: N-03
-- title_fr: Délai de correction des anomalies
-- title_en: Time to correct anomalies
-- definition_fr: Nombre de jours entre l’ouverture (ou la réouverture) d’une anomalie et sa correction, sans oublier celles qui sont encore ouvertes.
-- definition_en: Number of days from the opening (or reopening) of an anomaly to its correction, without forgetting those still open.
-- unit: days
-- better: lower
-- demand: D2
-- formula: Kaplan–Meier de la correction, depuis l’ouverture ou la réouverture ; médiane et 90 %, limites log-log à 95 % ; par gravité. || Kaplan–Meier of the correction, from opening or reopening; median and 90%, log-log limits (95%); by severity.
-- population: Le suivi des anomalies, au niveau national. Cohorte : ouvertes dans la période. Période : ouvertes au moins un jour de la période. || The anomaly tracker, national. Cohort: opened in the period. Period: open on at least one day of the period.
-- exclusions: Aucune. || None.
-- censoring: Une anomalie encore ouverte est censurée à la date d’arrêt, une anomalie rejetée le jour du rejet. || An anomaly still open is censored at the cut-off, one rejected on the day of its rejection.
-- legal_basis: Aucun ; une version de la plateforme est annoncée chaque mois. || None; a release of the platform is announced each month.
-- sources: anomalies:suivi
-- dimensions: none
-- statistics: median, p90
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: suivi aussi loin que l’a été le gestionnaire d’anomalies, quoi que dise une sonde de disponibilité. || followed as far as the tracker was, whatever a probe of availability says.
WITH
-- @include cells
-- @include cutoff
    ['', 'bloquante', 'majeure', 'mineure'] AS gravites,
    followed AS
    (
        SELECT
            toUInt64(0) AS place,
            toUInt64(arrayJoin([1, indexOf(gravites, gravite)]) - 1) AS kind,
            day AS start_on,
            least(ifNull(until, cutoff), cutoff) AS until,
            ended_by = 'anomalie_corrigee' AS happened
        FROM {anomaly_turn:Identifier} AS anomaly_turn
        WHERE sign > 0 AND has(gravites, gravite)
    ),
-- @include place-quantiles
    rest AS (SELECT 1)
SELECT
    cell_of(quantile.cell) AS cell,
    if(kind_of(quantile.cell) = 0, NULL, concat('gravite=', gravites[kind_of(quantile.cell) + 1])) AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
