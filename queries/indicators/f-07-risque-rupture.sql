-- id: F-07
-- title_fr: Risque de rupture à 30, 60 et 90 jours
-- title_en: Risk of rupture within 30, 60 and 90 days
-- definition_fr: Nombre de demandes à l’instruction dont le demandeur est couvert aujourd’hui, mais ne le sera plus dans les 30, 60 ou 90 jours si aucun document nouveau ne vient.
-- definition_en: Number of pending applications whose applicant is covered today, but will not be any more within 30, 60 or 90 days unless a new document comes.
-- unit: count
-- better: lower
-- demand: D2, D3c
-- formula: dossiers ouverts couverts à la date d’arrêt, dont les documents connus se suivent sans un jour de vide jusqu’à un dernier jour qui tombe au plus 30, 60 ou 90 jours plus tard (horizon=30j, 60j, 90j ; chacun compte les précédents). || open files covered at the cut-off, whose known documents follow one another without a day between up to a last day at most 30, 60 or 90 days later (horizon=30j, 60j, 90j; each counts those before).
-- population: Les dossiers avec un titre_detenu sans événement qui les termine à la date d’arrêt, dans la préfecture du dépôt ; le titre lui-même couvre, avec la prolongation de l’article L. 433-3. n compte tous ces dossiers, couverts ou non. || Files with a titre_detenu and no terminal event at the cut-off, in the prefecture of filing; the permit itself covers, prolonged by L. 433-3. n counts all of these, covered or not.
-- exclusions: Les dossiers déjà en rupture à la date d’arrêt : voir F-04. Les primo-demandeurs sans titre détenu. || Files already in rupture at the cut-off: see F-04. First applicants without a permit held.
-- censoring: Aucune : le calcul regarde vers l’avant, depuis le dernier jour couvert. Une décision peut venir avant. || None: it looks forward from the last day covered. A decision may come first.
-- legal_basis: CESEDA, art. R. 431-15-1, al. 2 et L. 433-3. || CESEDA R. 431-15-1 al. 2, L. 433-3.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: count
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include intervals
    open AS
    (
        SELECT
            leaf,
            toInt64(covers_to) AS today,
            -- Nothing known is beyond three months after today: what is covered to the end is not at risk.
            uncovered(documents, today, today + 91)[1].1 AS lacking,
            if(lacking = 0, 92, lacking - today) AS days_left
        FROM {held:Identifier}
        WHERE last_outcome = ''
    ),
    counted AS
    (
        SELECT
            bitAnd(leaf, prefecture_mask + titre_mask + motif_mask + demande_mask + canal_mask) AS leaf,
            count() AS n,
            countIf(days_left BETWEEN 1 AND 31) AS within_30,
            countIf(days_left BETWEEN 1 AND 61) AS within_60,
            countIf(days_left BETWEEN 1 AND 91) AS within_90
        FROM open
        GROUP BY leaf
    ),
    at_risk AS
    (
        SELECT
            arrayJoin(under(leaf, year_masks)) AS cell,
            sum(counted.n) AS n,
            [('horizon=30j', sum(within_30)), ('horizon=60j', sum(within_60)), ('horizon=90j', sum(within_90))] AS horizons
        FROM counted
        GROUP BY cell
    )
SELECT
    cell,
    horizon.1 AS breakdown,
    'count' AS statistic,
    toFloat64(horizon.2) AS value,
    NULL AS lower,
    NULL AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM at_risk
ARRAY JOIN horizons AS horizon
