-- id: G-03
-- title_fr: Place des vieux dossiers parmi les dossiers clos
-- title_en: Place of old files among those closed
-- definition_fr: Part des dossiers de plus de six mois parmi ceux qui reçoivent leur première décision, rapportée à leur part parmi ceux qui attendent : moins de 1 veut dire que les récents passent devant.
-- definition_en: Share of files older than six months among those that get their first decision, over their share among those that wait: below 1, recent ones are taken first.
-- unit: ratio
-- better: none
-- demand: D3a, D3b
-- formula: (décisions de dossiers de plus de six mois / décisions) / (dossiers de plus de six mois qui attendent / dossiers qui attendent), l’âge étant pris au premier jour du mois ; intervalle à 95 % sur le logarithme. || (decisions on files older than six months / decisions) / (waiting files older than six months / waiting files), the age being that of the first day of the month; 95% interval on the logarithm.
-- population: Les dossiers qui attendent leur première décision au moins un jour du mois, une fois par mois. || Files waiting for their first decision on at least one day of the month, once a month.
-- exclusions: Aucune. || None.
-- censoring: Aucune. Faire passer les dossiers récents d’abord raccourcit le délai moyen des dossiers clos (P-03) sans que personne attende moins. || None. Taking recent files first shortens the mean waiting time of closed ones (P-03) although nobody waits less.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio
-- min_n: 30
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: aucun ancien dossier décidé alors qu’il en attend donne zéro, au lieu de rien. || no old file decided although some wait gives zero, instead of nothing.
WITH
-- @include cells
    monthly AS
    (
        SELECT
            place_leaf(depot_prefecture) AS leaf,
            addMonths(toStartOfMonth(depot_on), elapsed) AS month,
            addMonths(depot_on, 6) < month AS old,
            count() AS waiting,
            countIf(decided_on <= covers_to AND toStartOfMonth(decided_on) = month) AS ended
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        ARRAY JOIN range(toUInt64(1 + greatest(0, dateDiff('month', depot_on, least(ifNull(decided_on, covers_to), covers_to))))) AS elapsed
        WHERE depot_on <= covers_to
        GROUP BY leaf, month, old
    ),
    mixed AS
    (
        SELECT
            arrayJoin(places_of_flow(leaf, month)) AS cell,
            sum(waiting) AS all_waiting,
            sumIf(waiting, old) AS old_waiting,
            sum(ended) AS n,
            sumIf(ended, old) AS old_ended,
            if(old_waiting = 0, NULL, (old_ended / n) / (old_waiting / all_waiting)) AS value,
            1.959963984540054 * sqrt(1 / old_ended - 1 / n + 1 / old_waiting - 1 / all_waiting) AS margin
        FROM monthly
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    value,
    if(old_ended = 0, NULL, value * exp(-margin)) AS lower,
    if(old_ended = 0, NULL, value * exp(margin)) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    if(value IS NULL, 'no_denominator', 'ok') AS status
FROM mixed
WHERE n > 0
