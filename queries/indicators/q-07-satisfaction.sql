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
-- exclusions: Ceux qui ne répondent pas, et ceux qui n’ont pas pu déposer : qui répond n’est pas représentatif. Du second, les mois que la source ne couvre pas jour pour jour comme les dépôts : « Non exploitables » (missing) compte leurs dépôts. || Those who do not answer, and those who could not file: who answers is not representative. Of the second, months that the source does not cover day for day as filings do: “Unusable” (missing) counts their filings.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; Vos démarches essentielles, critère de satisfaction. || None; Vos démarches essentielles, satisfaction criterion.
-- sources: satisfaction, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: mean, ratio
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: avis_par_demande ne compte que les mois que la source couvre comme les dépôts. || avis_par_demande counts only months that the source covers as filings are. | 3: sommes exactes : l’ordre d’arrivée changeait leur dernier chiffre. || exact sums: the order of arrival changed their last digit.
WITH
-- @include cells
    opinion AS
    (
        SELECT
            arrayJoin(places_of_flow(place, occurred_on)) AS cell,
            count() AS given,
            countIf((place, toStartOfMonth(occurred_on)) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'satisfaction')) AS related,
            toFloat64(sum(assumeNotNull(valeur))) AS total,
            toFloat64(sum(assumeNotNull(valeur) * assumeNotNull(valeur))) AS squares,
            total / given AS mark,
            sqrt(greatest(0., squares - total * mark) / (given - 1)) AS spread
        FROM {side_event:Identifier}
        WHERE event = 'avis_usager' AND valeur IS NOT NULL
        GROUP BY cell
    ),
    filed AS
    (
        SELECT
            arrayJoin(places_of_flow(place, month)) AS cell,
            sumIf(filing.n, heard) AS filings,
            sumIf(filing.n, NOT heard) AS unheard
        FROM
        (
            SELECT
                bitAnd(leaf, prefecture_mask) AS place,
                month,
                filing.n AS n,
                (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'satisfaction') AS heard
            FROM {filing:Identifier} AS filing
        ) AS filing
        GROUP BY cell
    )
SELECT
    opinion.cell AS cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    figure.3 AS value,
    if(statistic = 'mean' AND n > 1, greatest(0., mark - 1.959963984540054 * spread / sqrt(n)), NULL) AS lower,
    if(statistic = 'mean' AND n > 1, least(10., mark + 1.959963984540054 * spread / sqrt(n)), NULL) AS upper,
    figure.4 AS n,
    0 AS censored,
    figure.5 AS missing,
    multiIf(value IS NOT NULL, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM opinion
LEFT JOIN filed ON filed.cell = opinion.cell
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), 'mean', toNullable(mark), given, toUInt64(0)),
    ('mesure=avis_par_demande', 'ratio', if(filings = 0, NULL, related / filings), related, toUInt64(unheard))] AS figure
