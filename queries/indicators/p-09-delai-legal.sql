-- id: P-09
-- title_fr: Demandes décidées dans le délai légal
-- title_en: Applications decided within the legal time limit
-- definition_fr: Part des demandes complètes décidées au plus tard le jour où le silence vaudrait refus ; les demandes encore ouvertes comptent.
-- definition_en: Share of complete applications decided at the latest on the day when silence would mean refusal; applications still open count.
-- unit: share
-- better: higher
-- demand: D3a, D3c
-- formula: 1 − S(1), S étant l’estimateur de Kaplan–Meier du délai entre la complétude, ou le dépôt s’il la suit, et la décision, divisé par le délai légal du dossier lui-même (mois de date à date, ou 90, 60, 30 jours), avec un intervalle log-log à 95 % ; depart=depot : compté depuis le dépôt, ce qui est un minorant. || 1 − S(1), where S is Kaplan–Meier of the time from completeness, or the filing where that comes after it, to decision divided by the file’s own legal time limit (calendar months, or 90, 60, 30 days), with log-log limits (95%); depart=depot: counted from the filing, a lower bound.
-- population: Les dossiers dont la complétude est enregistrée et dont le titre a un délai légal. Cohorte : complets dans la période. Période : exposés au moins un jour de la période. || Files with a recorded completude and a permit with a legal time limit. Cohort: complete in the period. Period: at risk on at least one day of the period.
-- exclusions: Les dossiers sans complétude enregistrée, et ceux décidés avant d’être complets : le délai n’a pas commencé. M-01 donne la part des décisions sans complétude datée. || Files without a recorded completude, and those decided before they were complete: the time limit has not begun. M-01 gives the share of decisions without a dated completeness.
-- censoring: Un dossier ouvert avant son terme légal est censuré au dernier jour couvert ; une décision postérieure au terme légal compte comme hors délai. || Open before the legal date: censored on the last day covered; a later decision is out of time.
-- legal_basis: CESEDA, art. R. 432-1, R. 432-2 et R. 421-23 ; Conseil d’État, avis 499904 du 6 mai 2025 : une attestation n’empêche pas le refus de naître. || CESEDA R. 432-1, R. 432-2 and R. 421-23; Conseil d’État, avis 499904 of 6 May 2025: an attestation does not keep the refusal from being born.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 3: une complétude antérieure au dépôt fait partir le délai du dépôt, comme pour F-05. || where completeness comes before the filing the time limit runs from the filing, as in F-05.
WITH
-- @include cells
-- @include kinds
-- @include legal-times
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {legal_step:Identifier}),
-- @include every-place
-- @include at-risk
-- @include km
    in_time AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            followed_to >= legal_time AS followed,
            if(empty(survival), 1., survival[-1]) AS late,
            if(empty(survival), 0., greenwood[-1]) AS variance
        FROM km
    )
SELECT
    cell_of(in_time.cell) AS cell,
    if(kind_of(in_time.cell) = 1, 'depart=depot', NULL) AS breakdown,
    'share' AS statistic,
    if(followed, 1 - late, NULL) AS value,
    if(followed, 1 - survival_upper(late, variance), NULL) AS lower,
    if(followed, 1 - survival_lower(late, variance), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM in_time
