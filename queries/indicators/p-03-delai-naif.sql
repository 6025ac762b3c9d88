-- id: P-03
-- title_fr: Délai moyen des seules demandes closes (biaisé)
-- title_en: Mean time of closed applications only (biased)
-- definition_fr: Moyenne des jours entre dépôt et décision pour les seules demandes closes ; flatte le passé récent, montré pour reproduire les chiffres officiels.
-- definition_en: Mean days from filing to decision of closed applications only; flatters the recent past, shown to reproduce official figures.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: moyenne de l’écart entre le dépôt et le premier événement qui termine la demande, transfert excepté, avec son intervalle normal à 95 %. || mean of (first terminal event except a transfer − filing) with its normal interval (95%).
-- population: Les dossiers qui ont une décision. Période : décidés dans la période. Cohorte : déposés dans la période et décidés depuis. || Files with a decision. Period: decided in the period. Cohort: filed in the period and decided since.
-- exclusions: Les dossiers ouverts : c’est là le biais ; les décisions datées d’avant le dépôt connu. || Open files: this is the bias; decisions dated before the known filing.
-- censoring: Aucune censure : les dossiers ouverts sont laissés de côté, ce qui sous-estime le délai. || None: open files are left out, which understates the waiting time.
-- legal_basis: Aucun ; comme ici, les délais qu’affiche demarche.numerique.gouv.fr ne comptent que les demandes closes. || None; as here, the waiting times shown by demarche.numerique.gouv.fr count closed applications only.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: mean
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: la limite inférieure d’une durée n’est jamais négative. || the lower limit of a duration is never negative. | 3: les décisions datées d’avant le dépôt connu ne comptent plus. || decisions dated before the known filing no longer count.
WITH
-- @include cells
    decided AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on,
            assumeNotNull(decided_on) AS day
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE decided_on >= depot_on AND decided_on <= covers_to
    ),
    fact AS
    (
        SELECT leaf + dated.1 AS leaf, dated.2 AS day, toInt64(decided.day - depot_on) AS days, [toInt64(1), days, days * days] AS measures
        FROM decided
        ARRAY JOIN [(cohort_view, depot_on), (toUInt64(0), decided.day)] AS dated
    ),
-- @include roll-up
    -- The variance as stddevSamp gives it.
    delay AS
    (
        SELECT cell, toUInt64(measures[1]) AS n, measures[2] AS days, sqrt(greatest(0., (measures[3] - days * (days / n)) / (n - 1))) AS deviation
        FROM rolled
    )
SELECT
    cell,
    NULL AS breakdown,
    'mean' AS statistic,
    days / n AS value,
    greatest(0., value - 1.959963984540054 * deviation / sqrt(n)) AS lower,
    value + 1.959963984540054 * deviation / sqrt(n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM delay
