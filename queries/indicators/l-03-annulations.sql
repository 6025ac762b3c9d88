-- id: L-03
-- title_fr: Refus annulés par le juge
-- title_en: Refusals annulled by a court
-- definition_fr: Parmi les refus attaqués au fond et jugés, part de ceux que le tribunal annule ; et part de tous les refus qui sont annulés dans les 24 mois.
-- definition_en: Of refusals challenged on the merits and judged, share of those that the court annuls; and share of all refusals that are annulled within 24 months.
-- unit: share
-- better: lower
-- demand: D3b
-- formula: annulations, totales ou partielles / recours jugés, selon la période du refus, avec l’intervalle de Wilson à 95 % ; issue=annulation;horizon=24m : incidence cumulée d’Aalen–Johansen de l’annulation depuis le refus, parmi tous les refus, les autres jugements étant concurrents, limites log-log à 95 %. || annulments, whole or partial / appeals judged, by the period of the refusal, with Wilson’s interval (95%); issue=annulation;horizon=24m: Aalen–Johansen cumulative incidence of annulment from the refusal, of all refusals, other judgments competing, log-log limits (95%).
-- population: Les dossiers dont le premier événement qui les termine est un refus explicite ; leurs recours au fond (recours_ta). || Files whose first terminal event is an explicit refusal; their appeals on the merits (recours_ta).
-- exclusions: Les refus nés du silence et les recours déposés contre lui, avant le refus explicite, les référés, les désistements de l’administration avant jugement. Seuls certains refus sont attaqués : ce n’est pas la part de ceux qui étaient illégaux. || Refusals born of silence and appeals lodged against it, before the explicit refusal, référés, decisions withdrawn before judgment. Only some refusals are challenged: this is not the share of those that were unlawful.
-- censoring: Un refus non jugé est censuré au dernier jour que couvrent le dossier et les recours de sa préfecture ; ceux d’avant le premier jour couvert entrent ce jour-là ; « Non exploitables » (missing) compte les refus dont personne ne transmet les recours, ou jugés avant d’être suivis ; « Encore suivis » (censored) compte, pour la part des jugés, les recours encore pendants. Les cohortes récentes sont jugées en petit nombre, et d’abord les affaires rapides. || A refusal not judged is censored on the last day that its file and the appeals of its prefecture are covered; those before the first day covered enter on that day; “Unusable” (missing) counts refusals of which nobody passes appeals on, or judged before they are followed; for the share of those judged, “Still followed” (censored) counts appeals still pending. Few of the recent cohorts are judged, and quick cases first.
-- legal_basis: CJA, art. R. 421-1 (deux mois pour attaquer une décision explicite) ; taux historique de 28,2 % en 2014-2015 (Sénat, l14-716). || CJA R. 421-1 (two months to challenge an explicit decision); historic rate of 28.2% in 2014–2015 (Sénat, l14-716).
-- sources: recours, anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 5
-- changelog: 1: first version. | 2: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. Une cellule qui n’a que des dossiers non comptés a sa ligne, qui les compte. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. A cell that has only files left out has its row, which counts them. | 4: un recours contre le silence n’efface plus celui contre le refus qui le suit ; entrée différée ; là où personne ne transmet de recours, rien n’est donné. || an appeal against the silence no longer hides that against the refusal which follows it; delayed entry; where nobody passes appeals on, nothing is given. | 5: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
    refused AS
    (
        SELECT
            dossier.dossier AS dossier,
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            assumeNotNull(decided_on) AS day,
            -- Does anybody pass on the appeals of that prefecture, and from when to when are they followed?
            reach.place != 0 AS heard,
            greatest(covers_from, since) AS seen_on,
            if(heard, least(covers_to, until), covers_to) AS seen_until
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        LEFT JOIN (SELECT place, since, until FROM {reach:Identifier} WHERE source = 'recours') AS reach ON reach.place = place_leaf(depot_prefecture)
        WHERE decision = 'decision_defavorable' AND decided_on <= seen_until
    ),
    -- Appeals against the refusal itself; one lodged before it was against the silence.
    judged AS
    (
        SELECT
            subject,
            minOrNull(judged_on) AS first_judged_on,
            argMin(judgment, (judged_on, reference)) IN ('annulation', 'annulation_partielle') AS annulled
        FROM {appeal:Identifier} AS appeal
        INNER JOIN refused ON refused.dossier = appeal.subject
        WHERE kind = 'recours_ta' AND filed_on >= refused.day
        GROUP BY subject
    ),
    refusal AS
    (
        SELECT refused.*, judged.subject != 0 AS appealed, first_judged_on, annulled
        FROM refused
        LEFT JOIN judged ON judged.subject = refused.dossier
    ),
    fact AS
    (
        SELECT
            leaf,
            day,
            [toUInt64(ifNull(first_judged_on <= seen_until, false)), ifNull(first_judged_on <= seen_until, false) AND annulled, appealed,
                NOT heard] AS measures
        FROM refusal
    ),
-- @include roll-up
    waiting AS
    (
        SELECT
            leaf,
            day AS start_on,
            least(ifNull(first_judged_on, seen_until), seen_until, start_on + 731) AS until,
            if(ifNull(first_judged_on <= until, false), if(annulled, 1, 2), 0) AS cause,
            seen_on
        FROM refusal
        WHERE heard
    ),
-- @include outcome-step
-- @include first-cause
    reached AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            followed_to >= 730 AS followed,
            curve_at(times, cif, 730, 0.) AS value,
            curve_at(times, cif_variance, 730, 0.) AS variance
        FROM incidence
    )
SELECT
    cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, measures[2] / measures[1]) AS value,
    if(n = 0, NULL, wilson_lower(measures[2], measures[1])) AS lower,
    if(n = 0, NULL, wilson_upper(measures[2], measures[1])) AS upper,
    measures[1] AS n,
    measures[3] - measures[1] AS censored,
    measures[4] AS missing,
    multiIf(n > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM rolled
WHERE n + censored + missing > 0
UNION ALL
SELECT
    cell,
    'issue=annulation;horizon=24m' AS breakdown,
    'share' AS statistic,
    if(followed, reached.value, NULL) AS value,
    if(followed, cif_limit(reached.value, variance, -1), NULL) AS lower,
    if(followed, cif_limit(reached.value, variance, 1), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM reached
