-- id: Q-07
-- title_fr: Satisfaction des usagers
-- title_en: Satisfaction of users
-- definition_fr: Note moyenne, sur dix, des usagers qui donnent leur avis, et nombre d’avis par demande déposée.
-- definition_en: Mean mark, out of ten, of users who give their opinion, and number of opinions per application filed.
-- unit: points
-- better: higher
-- demand: D1, D3b
-- formula: moyenne des notes avec son intervalle normal à 95 % ; mesure=avis_par_demande : avis / dépôts de la période, qui tient lieu de taux de réponse. || mean of the marks with its normal interval (95%); mesure=avis_par_demande: opinions / filings of the period, which stands for a response rate.
-- population: Les avis, au jour où ils sont donnés. || Opinions, by the day they are given.
-- exclusions: Ceux qui ne répondent pas, et ceux qui n’ont pas pu déposer : qui répond n’est pas représentatif. || Those who do not answer, and those who could not file: who answers is not representative.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; Vos démarches essentielles, critère de satisfaction. || None; Vos démarches essentielles, satisfaction criterion.
-- sources: satisfaction, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: mean, ratio
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
    opinion AS
    (
        SELECT
            arrayJoin(places_of_flow(place, occurred_on)) AS cell,
            count() AS n,
            avg(assumeNotNull(valeur)) AS mark,
            stddevSamp(assumeNotNull(valeur)) AS spread
        FROM {side_event:Identifier}
        WHERE event = 'avis_usager' AND valeur IS NOT NULL
        GROUP BY cell
    ),
    filed AS
    (
        SELECT arrayJoin(places_of_flow(bitAnd(leaf, prefecture_mask), month)) AS cell, sum(filing.n) AS filings
        FROM {filing:Identifier} AS filing
        GROUP BY cell
    )
SELECT
    opinion.cell AS cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    figure.3 AS value,
    if(statistic = 'mean' AND n > 1, greatest(0., mark - 1.959963984540054 * spread / sqrt(n)), NULL) AS lower,
    if(statistic = 'mean' AND n > 1, least(10., mark + 1.959963984540054 * spread / sqrt(n)), NULL) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    if(value IS NULL, 'no_denominator', 'ok') AS status
FROM opinion
LEFT JOIN filed ON filed.cell = opinion.cell
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), 'mean', toNullable(mark)),
    ('mesure=avis_par_demande', 'ratio', if(filings = 0, NULL, n / filings))] AS figure
