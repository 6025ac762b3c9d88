-- id: F-10
-- title_fr: Rupture après une décision favorable
-- title_en: Rupture after a favourable decision
-- definition_fr: Parmi les décisions favorables prises pour des personnes qui détenaient un titre, part de celles que suit au moins un jour sans document prouvant le séjour régulier, avant la remise de la carte.
-- definition_en: Of favourable decisions for people who held a permit, share of those followed by at least one day without a document proving lawful stay, before the card is handed over.
-- unit: share
-- better: lower
-- demand: D3c
-- formula: dossiers avec au moins un jour de classe R2 / dossiers décidés favorablement, selon le mois de cette décision, avec l’intervalle de Wilson à 95 %. || files with at least one day of class R2 / files decided favourably, by the month of that decision, with Wilson’s interval (95%).
-- population: Les dossiers avec un titre_detenu et une décision favorable, que le titre expire avant la remise ou non. || Files with a titre_detenu and a favourable decision, whether or not the permit expires before the handover.
-- exclusions: Les primo-demandeurs sans titre détenu. || First applicants without a permit held.
-- censoring: Les jours postérieurs au dernier jour couvert ne sont pas vus : les mois récents ne peuvent que monter. « Encore suivis » (censored) compte les dossiers dont la carte n’est pas encore remise et qui n’ont pas eu de rupture. Une remise jamais enregistrée laisse le dossier exposé. || Days after the last day covered are not seen: recent months can only rise. “Still followed” (censored) counts files whose card is not handed over yet and without a rupture. A handover never recorded leaves the file at risk.
-- legal_basis: CESEDA, art. R. 431-15-1, dernier al. : une attestation de décision favorable prouve le séjour jusqu’à la carte. || CESEDA R. 431-15-1 last al.: an attestation of the favourable decision proves the stay until the card.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT
            held.leaf AS leaf,
            assumeNotNull(held.favorable_on) AS day,
            has(renewal.ruptures.1, 2) AS lacked,
            [toUInt64(1), lacked, NOT lacked AND ifNull(handed_over_on > covers_to, true) AND last_outcome IN ('', 'decision_favorable')] AS measures
        FROM {held:Identifier} AS held
        LEFT JOIN {renewal:Identifier} AS renewal ON renewal.subject = held.subject
        WHERE held.favorable_on <= held.covers_to
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS x, measures[3] AS censored
        FROM rolled
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    censored,
    0 AS missing,
    'ok' AS status
FROM share
