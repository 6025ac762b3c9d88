-- id: A-10
-- title_fr: Attente d’un rendez-vous de dépôt
-- title_en: Wait for an appointment to file
-- definition_fr: Nombre de jours entre la première recherche d’un rendez-vous et sa prise, puis entre la prise et le rendez-vous.
-- definition_en: Number of days from the first search for an appointment to its booking, then from the booking to the appointment.
-- unit: days
-- better: lower
-- demand: D2, D3a
-- formula: Kaplan–Meier : etape=recherche, de la première recherche au rendez-vous pris ; etape=rendez_vous, du rendez-vous pris au rendez-vous honoré ; médiane et 90 %, limites log-log à 95 %. || Kaplan–Meier: etape=recherche, from the first search to the booking; etape=rendez_vous, from the booking to the appointment kept; median and 90%, log-log limits (95%).
-- population: Les recherches d’usagers, une par chaîne de références ; les sondes automatiques n’attendent rien. Médiane et neuvième décile par période : qui attend au moins un jour de la période. || Searches by users, one per chain of references; robots wait for nothing. Median and ninth decile by period: who waits on at least one day of the period.
-- exclusions: Les rendez-vous pris sans recherche enregistrée, pour la première étape. || Appointments booked without a recorded search, in the first step.
-- censoring: Une recherche sans rendez-vous est censurée à la date d’arrêt, un rendez-vous annulé le jour de l’annulation. || A search without an appointment is censored at the cut-off, a cancelled appointment on the day of its cancellation.
-- legal_basis: CJA, art. L. 521-3 ; Sénat, rapport n° 626 (2022) : aucun indicateur global de ce délai n’existe. || CJA L. 521-3; Senate report no. 626 (2022): no global indicator of this waiting time exists.
-- sources: rendez_vous, demarche_numerique
-- dimensions: prefecture
-- statistics: median, p90
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include seen-until
    ['recherche', 'rendez_vous'] AS steps,
    -- One row: one user's way from the first search to the counter.
    way AS
    (
        SELECT
            argMin(side_event.place, turn) AS place,
            minOrNullIf(occurred_on, event = 'rdv_recherche') AS searched_on,
            minOrNullIf(occurred_on, event = 'rdv_pris') AS booked_on,
            minOrNullIf(occurred_on, event = 'rdv_annule') AS cancelled_on,
            minOrNullIf(occurred_on, event = 'rdv_honore') AS honoured_on
        FROM {side_event:Identifier} AS side_event
        WHERE event IN ('rdv_recherche', 'rdv_pris', 'rdv_annule', 'rdv_honore') AND origine != 'sonde'
        GROUP BY reference
    ),
    followed AS
    (
        SELECT
            place,
            1 AS kind,
            assumeNotNull(searched_on) AS start_on,
            greatest(start_on, least(ifNull(booked_on, seen_until), seen_until)) AS until,
            ifNull(booked_on <= seen_until, false) AS happened
        FROM way
        WHERE searched_on IS NOT NULL AND searched_on <= seen_until
        UNION ALL
        SELECT
            place,
            2 AS kind,
            assumeNotNull(booked_on) AS start_on,
            greatest(start_on, least(ifNull(honoured_on, ifNull(cancelled_on, seen_until)), seen_until)) AS until,
            ifNull(honoured_on <= seen_until, false) AS happened
        FROM way
        WHERE booked_on IS NOT NULL AND booked_on <= seen_until
    ),
-- @include place-quantiles
    rest AS (SELECT 1)
SELECT
    cell_of(quantile.cell) AS cell,
    toNullable(concat('etape=', steps[kind_of(quantile.cell)])) AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
