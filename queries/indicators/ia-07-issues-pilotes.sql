-- id: IA-07
-- title_fr: Issues avant et après le pilote (exploratoire)
-- title_en: Outcomes before and after the pilot (exploratory)
-- definition_fr: Part des demandes refusées, ou closes sans décision, dans les six mois, et part des ruptures de droits, avant et après le début du pilote, dans les préfectures pilotes et dans les autres ; description exploratoire, sans effet causal.
-- definition_en: Share of applications refused, or closed without a decision, within six months, and share of ruptures of rights, before and after the start of the pilot, in the pilot prefectures and in the others; exploratory description, not a causal effect.
-- unit: share
-- better: none
-- demand: D3b, D3c
-- formula: incidence cumulée d’Aalen–Johansen du refus et du classement sans suite ou de la clôture à 183 jours, limites log-log à 95 % ; cause=rupture : demandes avec au moins un jour de rupture R1 ou R2 / demandes dont le titre détenu a expiré avant leur fin, qu’elles aient été déposées avant ou après l’expiration (F-03), intervalle de Wilson. || Aalen–Johansen cumulative incidence of refusal and of closing without decision at 183 days, log-log limits (95%); cause=rupture: applications with at least one day of rupture R1 or R2 / applications whose permit held expired before their end, filed before or after the expiry (F-03), Wilson’s interval.
-- population: Les dossiers d’une nature que l’application traite, déposés dans les douze mois avant et après le début ; ailleurs, le début est celui du premier pilote ; au niveau national, par titre aussi. || Files of a kind that the application treats, filed in the twelve months before and after the start; elsewhere the start is that of the first pilot; nationally, by permit too.
-- exclusions: Exploratoire : quelques préfectures choisies pour leur charge, sans tirage au sort ; l’écart entre les lignes n’est pas l’effet de l’application. Aucune source ne nomme les préfectures pilotes : elles sont déduites du journal, comme celles dont un dossier a été traité par l’application, à compter du premier. || Exploratory: a few prefectures chosen for their load, without randomisation; the gap between rows is not the effect of the application. No source names the pilot prefectures: they are read off the log, as those of which the application treated a file, from the first one on.
-- censoring: Les dossiers ouverts sont censurés à la date d’arrêt ; après le début, le suivi est plus court et les ruptures moins longtemps observées. || Open files are censored at the cut-off; after the start follow-up is shorter and ruptures are observed for less time.
-- legal_basis: Aucun. || None.
-- sources: pilote_ia, anef, agdref, demarche_numerique
-- dimensions: prefecture, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 4: six mois sont 183 jours, comme ailleurs ; entrée différée. || six months are 183 days, as elsewhere; delayed entry.
WITH
-- @include cells
-- @include wilson
    ['groupe=pilotes;moment=avant', 'groupe=pilotes;moment=apres', 'groupe=autres;moment=avant', 'groupe=autres;moment=apres'] AS arms,
-- @include kinds
    filed AS
    (
        SELECT
            subject,
            arrayJoin(under(leaf, arrayPushBack(place_masks, period_mask + titre_mask))) + cohort_view + kind_code(arm) AS cell,
            entry,
            exit,
            multiIf(ifNull(decided_on > covers_to, true), 0, decision = 'decision_defavorable', 1, decision IN ('classement_sans_suite', 'cloture'), 2, 3) AS cause
        FROM {pilot_case:Identifier}
        WHERE eligible AND depot_on < addMonths(started_on, 12)
    ),
    spell AS (SELECT cell, entry, exit, cause AS event FROM filed),
-- @include kaplan-meier
    [('defavorable', of_kinds([1])), ('sans_suite', of_kinds([2]))] AS causes,
-- @include aalen-johansen
    reached AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            cause,
            followed_to >= 183 AS followed,
            curve_at(times, cif, 183, 0.) AS incidence_then,
            curve_at(times, cif_variance, 183, 0.) AS variance
        FROM incidence
    ),
    -- Titles that expired during the application: was there a day without a document, of class R1 or R2.
    ruptured AS
    (
        SELECT filed.cell AS cell, count() AS n, countIf(arrayExists(rupture -> rupture.1 IN (1, 2), ruptures)) AS x
        FROM filed
        INNER JOIN {renewal:Identifier} AS renewal ON renewal.subject = filed.subject
        GROUP BY cell
    )
SELECT
    cell_of(reached.cell) AS cell,
    toNullable(concat(arms[kind_of(reached.cell)], ';cause=', cause, ';horizon=6m')) AS breakdown,
    'share' AS statistic,
    if(followed, incidence_then, NULL) AS value,
    if(followed, cif_limit(incidence_then, variance, -1), NULL) AS lower,
    if(followed, cif_limit(incidence_then, variance, 1), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM reached
UNION ALL
SELECT
    cell_of(ruptured.cell) AS cell,
    toNullable(concat(arms[kind_of(ruptured.cell)], ';cause=rupture')) AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM ruptured
