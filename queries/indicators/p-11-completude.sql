-- id: P-11
-- title_fr: Du dépôt à la complétude
-- title_en: From filing to a complete application
-- definition_fr: Nombre de jours, à compter du dépôt, au bout desquels la moitié ou 90 % des demandes ont été reconnues complètes ; celles qui ne le sont pas encore comptent.
-- definition_en: Number of days, from filing, within which half or 90% of applications have been found complete; those that are not yet count.
-- unit: days
-- better: lower
-- demand: D3a, D3c
-- formula: Kaplan–Meier du délai entre le dépôt et le premier événement completude ; médiane et p90, avec un intervalle log-log à 95 %. || Kaplan–Meier of the time from the filing to the first completude; median and p90 with log-log limits (95%).
-- population: Tous les dépôts. Cohorte : déposés dans la période. Période : incomplets au moins un jour de la période. || All filings. Cohort: filed in the period. Period: not complete on at least one day of the period.
-- exclusions: Les dossiers complets avant leur dépôt connu. || Files complete before their known filing.
-- censoring: Un dossier ni complet ni décidé est censuré au dernier jour couvert ; une décision sans complétude connue censure au jour de la décision, ce qui allonge le délai où la complétude n’est pas saisie (voir M-01) et le raccourcit où des demandes sont closes incomplètes. Entrée différée comme pour P-01. || Not complete nor decided: censored on the last day covered; a decision without a known completude censors that day, which lengthens the time where it is not entered (see M-01) and shortens it where applications are closed incomplete. Delayed entry as P-01.
-- legal_basis: CESEDA, art. R. 432-1 et R. 432-2 : le délai au bout duquel le silence vaut refus, compté ici d’une demande complète (P-09). || CESEDA R. 432-1 and R. 432-2: the time after which silence is a refusal, counted here from a complete application (P-09).
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: median, p90
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
    waiting AS
    (
        SELECT
            bitAnd(leaf(depot_prefecture, titre, motif, demande, canal), prefecture_mask + stratum_mask) AS leaf,
            depot_on AS start_on,
            least(ifNull(completude_on, covers_to), ifNull(decided_on, covers_to), covers_to) AS until,
            ifNull(completude_on <= covers_to AND completude_on <= ifNull(decided_on, covers_to), false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        ARRAY JOIN [toUInt64(0), demande_mask] AS stratum_mask
        WHERE depot_on <= covers_to AND ifNull(completude_on >= depot_on, true)
    ),
-- @include leaf-step
-- @include delay-quantiles
