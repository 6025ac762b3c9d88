-- id: F-05
-- title_fr: Refus nés du silence
-- title_en: Refusals born of silence
-- definition_fr: Nombre de demandes refusées par le silence de l’administration, faute de décision au dernier jour du délai légal, et leur part parmi les demandes dont ce jour est arrivé.
-- definition_en: Number of applications refused by the administration’s silence, for want of a decision on the last day of the legal time limit, and their share of the applications for which that day has come.
-- unit: share
-- better: lower
-- demand: D3b, D3c
-- formula: dossiers sans événement qui les termine au dernier jour du délai légal du titre, compté depuis la complétude (count) / dossiers dont ce jour tombe dans la période (share, intervalle de Wilson à 95 %). À défaut de complétude datée, la première attestation de prolongation, le premier récépissé ou la prise en charge, qui la supposent. depart=completude : complétude datée seulement ; depart=depot : délai compté depuis le dépôt, borne haute. || files without a terminal event on the last day of the permit’s legal time limit, counted from completeness (count) / files whose day falls in the period (share, Wilson’s interval, 95%). Where completeness is not dated, the first attestation, récépissé or taking in charge, which suppose it. depart=completude: dated completeness only; depart=depot: time limit counted from the filing, an upper bound.
-- population: Tous les dossiers d’un titre dont le délai légal est connu et échu au dernier jour couvert. Le détail n’est donné que dans les cellules où au plus un du mois, de la préfecture et de la strate est précisé. || All files of a permit whose legal time limit is known and has run by the last day covered. Details are given only in cells that name at most one of month, prefecture and stratum.
-- exclusions: Les dossiers dont rien ne dit qu’ils furent complets : comptés comme manquants au jour où le délai depuis le dépôt s’achève, s’ils ne sont pas décidés ce jour-là. Le silence sur une demande incomplète n’est qu’un refus d’enregistrer. || Files that nothing says were complete: counted as missing on the day the time limit from filing ends, if undecided by then. Silence on an incomplete application is only a refusal to register.
-- censoring: Aucune : le jour est connu, et la décision l’est aussi, sauf enregistrement tardif. || None: the day is known, and so is the decision, late recording apart.
-- legal_basis: CESEDA, art. R. 432-1, R. 432-2 et R. 421-23 (quatre mois, ou 90, 60 ou 30 jours selon le titre) ; Conseil d’État, avis 499904 du 6 mai 2025 : une attestation de prolongation n’empêche pas le refus de naître. || CESEDA R. 432-1, R. 432-2, R. 421-23 (four months, or 90, 60 or 30 days by permit); Conseil d’État, avis 499904 of 6 May 2025: an attestation does not keep the refusal from being born.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: count, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: une cellule qui n’a que des dossiers non comptés a sa ligne, qui les compte. || a cell that has only files left out has its row, which counts them.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT leaf, assumeNotNull(legal_on) AS day, [toUInt64(1), born, NOT inferred, born AND NOT inferred, 0, 0, 0] AS measures
        FROM {silence:Identifier}
        WHERE legal_on <= covers_to
        UNION ALL
        SELECT leaf, filing_legal_on AS day, [toUInt64(0), 0, 0, 0, 1, filing_born, filing_born AND started_on IS NULL] AS measures
        FROM {silence:Identifier}
        WHERE filing_legal_on <= covers_to
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, start.1 AS breakdown, measures[start.2] AS n, measures[start.2 + 1] AS x, start.3 * measures[7] AS missing
        FROM rolled
        ARRAY JOIN [(CAST(NULL AS Nullable(String)), 1, 1), ('depart=completude', 3, 0), ('depart=depot', 5, 0)] AS start
        WHERE start.2 = 1 OR is_detailed(cell)
    )
SELECT
    cell,
    breakdown,
    figure.1 AS statistic,
    figure.2 AS value,
    figure.3 AS lower,
    figure.4 AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0 AND statistic = 'share', 'no_denominator', 'ok') AS status
FROM share
ARRAY JOIN [
    ('count', toNullable(toFloat64(x)), CAST(NULL AS Nullable(Float64)), CAST(NULL AS Nullable(Float64))),
    ('share', if(n = 0, NULL, x / n), if(n = 0, NULL, wilson_lower(x, n)), if(n = 0, NULL, wilson_upper(x, n)))] AS figure
WHERE n + missing > 0
