-- id: Q-02
-- title_fr: Classements sans suite et clôtures
-- title_en: Applications dropped or closed
-- definition_fr: Part des demandes classées sans suite ou closes sans décision dans les 12 mois qui suivent leur dépôt.
-- definition_en: Share of applications dropped or closed without a decision within 12 months of filing.
-- unit: share
-- better: lower
-- demand: D3b, D3c
-- formula: Incidence cumulée d’Aalen–Johansen de classement_sans_suite et cloture à 365 jours, avec un intervalle log-log à 95 %. Parmi ceux de la période, par mois du classement, avec l’intervalle de Wilson à 95 % : part=sans_demande_de_pieces, sans complement_demande auparavant ; part=apres_expiration, après la fin du titre détenu. || Aalen–Johansen cumulative incidence of classement_sans_suite and cloture at 365 days, with log-log limits (95%). Among those of the period, by month of closing, with Wilson’s interval (95%): part=sans_demande_de_pieces, without an earlier complement_demande; part=apres_expiration, after the end of the permit held.
-- population: Les dépôts de la période ; pour les parts, les dossiers classés ou clos dans la période. || Filings of the period; for the parts, files dropped or closed in the period.
-- exclusions: Comme pour P-01. || As P-01.
-- censoring: Comme pour Q-01 ; aucune pour les parts. || As Q-01; none for the parts.
-- legal_basis: CRPA, art. L. 114-5 (à vérifier) : une demande incomplète appelle une demande de pièces. || CRPA L. 114-5 (to be verified): an incomplete application calls for a request for documents.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. Les petites populations ont leur ligne. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. Small populations have their row. | 4: une demande de pièces antérieure au dépôt n’en est pas une. || a request for documents before the filing is none.
WITH
-- @include cells
-- @include whole-times
-- @include endings
-- @include wilson
    at_risk AS (SELECT * FROM {outcome_curve:Identifier}),
-- @include km
    [('classement', of_kinds([3, 4]))] AS causes,
-- @include aalen-johansen
    dropped AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            followed_to >= 365 AS followed,
            curve_at(times, cif, 365, 0.) AS value,
            curve_at(times, cif_variance, 365, 0.) AS variance
        FROM incidence
    ),
    closing AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            assumeNotNull(decided_on) AS day,
            count() AS n,
            countIf(empty(asked) OR asked[1] > day) AS unasked,
            countIf(ifNull(held_until < decided_on, false)) AS expired
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE decision IN ('classement_sans_suite', 'cloture') AND decided_on <= covers_to
        GROUP BY leaf, day
    ),
    part AS
    (
        SELECT arrayJoin(cells_of_flow(leaf, day)) AS cell, sum(closing.n) AS n, sum(closing.unasked) AS unasked, sum(closing.expired) AS expired
        FROM closing
        GROUP BY cell
    )
SELECT
    cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
    'share' AS statistic,
    if(followed, dropped.value, NULL) AS value,
    if(followed, cif_limit(dropped.value, variance, -1), NULL) AS lower,
    if(followed, cif_limit(dropped.value, variance, 1), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM dropped
UNION ALL
SELECT
    cell,
    one.1 AS breakdown,
    'share' AS statistic,
    one.2 / n AS value,
    wilson_lower(one.2, n) AS lower,
    wilson_upper(one.2, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM part
ARRAY JOIN [('part=sans_demande_de_pieces', unasked), ('part=apres_expiration', expired)] AS one
