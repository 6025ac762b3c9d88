-- id: IA-02
-- title_fr: Délais avant et après le pilote (exploratoire)
-- title_en: Times before and after the pilot (exploratory)
-- definition_fr: Délai de décision des demandes déposées dans les douze mois avant et après le début du pilote, dans les préfectures pilotes et dans les autres ; description exploratoire, sans effet causal.
-- definition_en: Time to decision of applications filed in the twelve months before and after the start of the pilot, in the pilot prefectures and in the others; exploratory description, not a causal effect.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Kaplan–Meier du premier événement qui termine la demande, par groupe (pilotes, autres) et moment (avant, après) : aire jusqu’à 120 jours (P-02) et médiane, intervalles à 95 % ; le délai net (P-06) n’est pas donné. || Kaplan–Meier of the first terminal event, by group (pilotes, autres) and moment (avant, apres): area up to 120 days (P-02) and median, 95% intervals; the net time (P-06) is not given.
-- population: Les dossiers d’une nature que l’application traite, selon leur jour de dépôt ; ailleurs, le début est celui du premier pilote. || Files of a kind that the application treats, by their day of filing; elsewhere the start is that of the first pilot.
-- exclusions: Exploratoire : quelques préfectures choisies pour leur charge, sans tirage au sort ; l’écart entre les lignes n’est pas l’effet de l’application. Aucune source ne nomme les préfectures pilotes : elles sont déduites du journal, comme celles dont un dossier a été traité par l’application, à compter du premier. || Exploratory: a few prefectures chosen for their load, without randomisation; the gap between rows is not the effect of the application. No source names the pilot prefectures: they are read off the log, as those of which the application treated a file, from the first one on.
-- censoring: Les dossiers ouverts sont censurés à la date d’arrêt ; après le début, le suivi est plus court qu’avant. || Open files are censored at the cut-off; follow-up is shorter after the start than before.
-- legal_basis: Aucun ; objectif annoncé : « accepter ou refuser plus vite ». || None; announced objective: “accepter ou refuser plus vite”.
-- sources: pilote_ia, anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
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
            arrayJoin(under(leaf, arrayConcat(place_masks, arrayMap(place -> place + demande_mask, place_masks)))) + cohort_view + kind_code(arm) AS cell,
            entry,
            exit,
            ifNull(decided_on <= covers_to, false) AS event
        FROM {pilot_case:Identifier}
        WHERE eligible AND depot_on < addMonths(started_on, 12)
    ),
-- @include pilot-delay
