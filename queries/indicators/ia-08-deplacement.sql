-- id: IA-08
-- title_fr: Déplacement de la charge (exploratoire)
-- title_en: Displacement of load (exploratory)
-- definition_fr: Délai de décision des demandes que l’application ne traite pas, avant et après le début du pilote, dans les préfectures pilotes et dans les autres ; description exploratoire, sans effet causal.
-- definition_en: Time to decision of applications that the AI application does not treat, before and after the start of the pilot, in the pilot prefectures and in the others; exploratory description, not a causal effect.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Kaplan–Meier du premier événement qui termine la demande, par groupe (pilotes, autres) et moment (avant, après) : aire jusqu’à 120 jours et médiane, intervalles à 95 %. || Kaplan–Meier of the first terminal event, by group (pilotes, autres) and moment (avant, apres): area up to 120 days and median, 95% intervals.
-- population: Les dossiers d’une nature que l’application ne traite pas dans la préfecture, déposés dans les douze mois avant et après le début. || Files of a kind that the application does not treat in the prefecture, filed in the twelve months before and after the start.
-- exclusions: Exploratoire : quelques préfectures choisies pour leur charge, sans tirage au sort ; l’écart entre les lignes n’est pas l’effet de l’application. Aucune source ne nomme les préfectures pilotes : elles sont déduites du journal, comme celles dont un dossier a été traité par l’application, à compter du premier. || Exploratory: a few prefectures chosen for their load, without randomisation; the gap between rows is not the effect of the application. No source names the pilot prefectures: they are read off the log, as those of which the application treated a file, from the first one on.
-- censoring: Les dossiers ouverts sont censurés à la date d’arrêt ; après le début, le suivi est plus court qu’avant. || Open files are censored at the cut-off; follow-up is shorter after the start than before.
-- legal_basis: Aucun. || None.
-- sources: pilote_ia, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: rmst120, median
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 3: entrée différée des dossiers d’avant le premier jour couvert. || delayed entry of files from before the first day covered. | 4: la limite supérieure de l’attente moyenne ne dépasse plus 120 jours. || the upper limit of the restricted mean no longer passes 120 days.
WITH
-- @include cells
    ['groupe=pilotes;moment=avant', 'groupe=pilotes;moment=apres', 'groupe=autres;moment=avant', 'groupe=autres;moment=apres'] AS arms,
-- @include kinds
    -- Twelve months before the start and twelve after, by the day of filing.
    spell AS
    (
        SELECT
            arrayJoin(under(leaf, place_masks)) + cohort_view + kind_code(arm) AS cell,
            entry,
            exit,
            ifNull(decided_on <= covers_to, false) AS event
        FROM {pilot_case:Identifier}
        WHERE NOT eligible AND depot_on < addMonths(started_on, 12)
    ),
-- @include pilot-delay
