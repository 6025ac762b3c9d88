-- id: P-12
-- title_fr: Délai avant le premier document de séjour
-- title_en: Time to the first document of stay
-- definition_fr: Parmi les personnes dont la demande est complète, nombre de jours entre le moment où leur titre ne prouve plus leur séjour et le premier récépissé, attestation ou autorisation qui le prouve.
-- definition_en: Among people whose application is complete, number of days from the moment when their permit no longer proves their stay to the first receipt, attestation or authorisation that does.
-- unit: days
-- better: lower
-- demand: D3c
-- formula: Kaplan–Meier du délai entre le plus tardif de la complétude, du dépôt et du lendemain du dernier jour prouvé par le titre (délai de grâce compris), et le premier jour que couvre un récépissé, une API ou une APS ; 0 : sans jour d’attente ; médiane et p90 ; attente=Nj : part encore sans document ni décision au soir du N-ième jour (0 : le premier), moment=a_temps : de celles qui ont été déposées à temps, dispensées de délai comprises ; intervalles log-log à 95 %. || Kaplan–Meier of the time from the latest of completude, filing and the day after the last that the permit proves (grace included), to the first day covered by a récépissé, an API or an APS; 0: not a day of waiting; median and p90; attente=Nj: share still without a document or a decision at the end of day N (0: the first), moment=a_temps: of those filed on time, those without a window to keep included; log-log limits (95%).
-- population: Les demandes complètes de personnes qui détiennent un titre (titre_detenu), encore sans décision quand il ne prouve plus leur séjour. Cohorte : ce jour est dans la période. Période : sans document au moins un jour de la période. La loi doit l’attestation à qui a déposé à temps ; les autres comptent aussi, sauf avec moment=a_temps. || Complete applications of people who hold a permit (titre_detenu), undecided when it no longer proves their stay. Cohort: that day is in the period. Period: without a document on at least one day of the period. The law owes the attestation to who filed on time; the others count too, except with moment=a_temps.
-- exclusions: Les demandes décidées avant ce jour, les demandes sans complétude enregistrée et les premières demandes de personnes sans titre. || Applications decided before that day, those without a recorded completude, and first applications of people without a permit.
-- censoring: Pour la médiane et le p90, une décision avant tout document censure ce jour-là : ils disent l’attente si aucune décision n’intervenait ; pour les parts, elle met fin à l’attente. Sinon le dernier jour couvert. Entrée différée comme pour P-01. || In the median and p90 a decision before any document censors that day: they tell the wait if no decision came; in the shares it ends the waiting. Else the last day covered. Delayed entry as P-01.
-- legal_basis: CESEDA, art. R. 431-12, R. 431-15-1 et L. 433-3. || CESEDA R. 431-12, R. 431-15-1 and L. 433-3.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: median, p90, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero.
WITH
-- @include cells
-- @include kinds
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {first_cover_step:Identifier}),
-- @include every-place
-- @include at-risk
-- @include km
    figure AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            arrayConcat(
                arrayMap(
                    level -> (CAST(NULL AS Nullable(String)), level.1, level.2, level.3, level.4),
                    arrayFilter(level -> kind_of(cell) = 0, [km_level('median', 0.5, times, log_survival, log_lowers, log_uppers, last), km_level('p90', 0.9, times, log_survival, log_lowers, log_uppers, last)])),
                -- Who has neither a document nor a decision yet, as far as somebody was followed.
                arrayMap(
                    day -> (
                        toNullable(concat('attente=', toString(day), 'j', if(kind_of(cell) = 2, ';moment=a_temps', ''))),
                        'share',
                        if(followed_to >= day, curve_at(times, survival, day, 1.), NULL),
                        if(followed_to >= day, survival_lower(curve_at(times, survival, day, 1.), curve_at(times, greenwood, day, 0.)), NULL),
                        if(followed_to >= day, survival_upper(curve_at(times, survival, day, 1.), curve_at(times, greenwood, day, 0.)), NULL)),
                    arrayFilter(day -> kind_of(cell) > 0, [0, 30, 90]))) AS figures
        FROM km
    )
SELECT
    cell_of(figure.cell) AS cell,
    reading.1 AS breakdown,
    reading.2 AS statistic,
    reading.3 AS value,
    reading.4 AS lower,
    reading.5 AS upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM figure
ARRAY JOIN figures AS reading
