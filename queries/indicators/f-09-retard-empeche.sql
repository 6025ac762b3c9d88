-- id: F-09
-- title_fr: Retards dus à un dépôt empêché
-- title_en: Late because blocked
-- definition_fr: Parmi les ruptures qui suivent un dépôt tardif, part de celles dont le demandeur avait essayé de déposer avant l’expiration de son titre, sans y parvenir.
-- definition_en: Of ruptures that follow a late filing, share of those whose applicant had tried to file before the permit expired, and failed.
-- unit: share
-- better: lower
-- demand: D3c
-- formula: dossiers avec au moins un jour de classe R3 / dossiers avec au moins un jour de classe R3 ou R4, déposés après la fin du délai, selon le mois du lendemain de l’expiration, avec l’intervalle de Wilson à 95 %. || files with at least one day of class R3 / files with at least one day of class R3 or R4, filed after the window closed, by the month of the day after expiry, with Wilson’s interval (95%).
-- population: Les dossiers de F-03 déposés après la fin du délai de l’article R. 431-5, avec un jour sans document avant la décision. || Files of F-03 filed after the window of R. 431-5 closed, with a day without document before the decision.
-- exclusions: Les dépôts trop précoces, et ceux dont le délai est inconnu. || Filings before the window opened, and those whose window is unknown.
-- censoring: Borne basse : un empêchement n’est connu que si une source l’a noté et permet de le rattacher au dossier. || A lower bound: a block is known only where a source noted it and allows it to be tied to the file.
-- legal_basis: CESEDA, art. R. 431-2 (accueil, accompagnement et solution de substitution) et R. 431-5. || CESEDA R. 431-2 (reception, help and alternative route), R. 431-5.
-- sources: anef, agdref, demarche_numerique, ccc, pan, rendez_vous, recours
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
        SELECT leaf, held_until + 1 AS day, [toUInt64(1), has(ruptures.1, 3)] AS measures
        FROM {renewal:Identifier}
        WHERE timeliness IN ('late', 'after_expiry') AND hasAny(ruptures.1, [3, 4])
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS x
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
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
