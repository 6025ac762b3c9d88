-- id: IA-06
-- title_fr: Décisions revenues (exploratoire)
-- title_en: Reversed decisions (exploratory)
-- definition_fr: Part des décisions rouvertes ou annulées par le juge dans les 3, 6 ou 12 mois, selon que l’application a traité le dossier ou non ; description exploratoire, sans effet causal.
-- definition_en: Share of decisions reopened or annulled by a judge within 3, 6 or 12 months, by whether the application treated the file or not; exploratory description, not a causal effect.
-- unit: share
-- better: lower
-- demand: D3b
-- formula: 1 − Kaplan–Meier de la première réouverture ou annulation (même partielle), depuis la décision, à 91, 183 et 365 jours, limites log-log à 95 % ; groupe : décisions assistées, non assistées des mêmes préfectures, autres préfectures. || 1 − Kaplan–Meier of the first reopening or annulment (even partial), from the decision, at 91, 183 and 365 days, log-log limits (95%); groupe: assisted decisions, unassisted ones of the same prefectures, other prefectures.
-- population: Les décisions favorables et défavorables prises depuis le début du pilote, sur les dossiers d’une nature que l’application traite, déposés depuis douze mois avant ce début. || Favourable and unfavourable decisions made since the start of the pilot, on files of a kind that the application treats, filed since twelve months before that start.
-- exclusions: Exploratoire : quelques préfectures choisies pour leur charge, sans tirage au sort ; l’écart entre les lignes n’est pas l’effet de l’application. Les dossiers assistés ne ressemblent pas aux autres : aucune standardisation. Aucune source ne nomme les préfectures pilotes : elles sont déduites du journal, comme celles dont un dossier a été traité par l’application, à compter du premier. || Exploratory: a few prefectures chosen for their load, without randomisation; the gap between rows is not the effect of the application. Assisted files are unlike the others: no standardisation. No source names the pilot prefectures: they are read off the log, as those of which the application treated a file, from the first one on.
-- censoring: Une décision qui tient est censurée au dernier jour que couvrent le dossier et les recours de sa préfecture ; celles d’avant le premier jour couvert entrent ce jour-là. « Non exploitables » (missing) compte celles dont personne ne transmet les recours. Un horizon que personne n’a encore atteint n’est pas donné. || A decision that stands is censored on the last day that its file and the appeals of its prefecture are covered; those before the first day covered enter on that day. “Unusable” (missing) counts those of which nobody passes appeals on. A horizon that nobody has reached yet is not given.
-- legal_basis: Règlement (UE) 2024/1689, art. 14 et 26 (dates d’application à vérifier). || Regulation (EU) 2024/1689, art. 14 and 26 (dates of application to be checked).
-- sources: pilote_ia, anef, agdref, demarche_numerique, recours
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: suivi jusqu’au dernier jour que couvrent aussi les recours ; six mois sont 183 jours ; entrée différée. || followed to the last day that appeals cover too; six months are 183 days; delayed entry.
WITH
-- @include cells
    ['groupe=assistees', 'groupe=non_assistees', 'groupe=autres'] AS groups,
-- @include kinds
    annulled AS
    (
        SELECT dossier, groupArray(occurred_on) AS days
        FROM {side_event:Identifier}
        WHERE event = 'decision_justice' AND issue IN ('annulation', 'annulation_partielle') AND dossier != 0
        GROUP BY dossier
    ),
    decided AS
    (
        SELECT
            leaf,
            multiIf(is_treated AND treated_on <= decided_on, 1, pilot, 2, 3) AS kind,
            assumeNotNull(decided_on) AS start_on,
            -- Does anybody pass on the appeals of that prefecture, and from when to when are they followed?
            reach.place != 0 AS heard,
            greatest(covers_from, since) AS seen_on,
            if(heard, least(covers_to, until), covers_to) AS seen_until,
            -- Reopened, or annulled by a judge, whichever comes first.
            arrayMin(arrayPushBack(arrayFilter(day -> day >= start_on, arrayConcat(reopened, annulled.days)), toDate('2149-06-06'))) AS reversed_on
        FROM {pilot_case:Identifier} AS pilot_case
        LEFT JOIN annulled ON annulled.dossier = pilot_case.subject
        LEFT JOIN (SELECT place, since, until FROM {reach:Identifier} WHERE source = 'recours') AS reach ON reach.place = bitAnd(pilot_case.leaf, prefecture_mask)
        WHERE eligible AND decision IN ('decision_favorable', 'decision_defavorable') AND decided_on <= seen_until AND decided_on >= started_on
    ),
    spell AS
    (
        SELECT
            arrayJoin(under(leaf, place_masks)) + cohort_view + kind_code(kind) AS cell,
            if(seen_on > start_on, toInt32(seen_on - start_on) - 1, -1) AS entry,
            -- Who is not followed is missing.
            if(heard, toInt32(least(reversed_on, seen_until) - start_on), -1) AS exit,
            heard AND reversed_on <= seen_until AS event
        FROM decided
    ),
-- @include kaplan-meier
    reached AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            horizon,
            followed_to >= toUInt16(horizon.2) AS followed,
            curve_at(times, survival, horizon.2, 1.) AS unreversed,
            curve_at(times, greenwood, horizon.2, 0.) AS variance
        FROM km
        ARRAY JOIN [('3m', 91), ('6m', 183), ('12m', 365)] AS horizon
    )
SELECT
    cell_of(reached.cell) AS cell,
    toNullable(concat(groups[kind_of(reached.cell)], ';horizon=', horizon.1)) AS breakdown,
    'share' AS statistic,
    if(followed, 1 - unreversed, NULL) AS value,
    if(followed, 1 - survival_upper(unreversed, variance), NULL) AS lower,
    if(followed, 1 - survival_lower(unreversed, variance), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM reached
UNION ALL
SELECT
    cell_of(unheard.cell) AS cell,
    toNullable(concat(groups[kind_of(unheard.cell)], ';horizon=', horizon)) AS breakdown,
    'share' AS statistic,
    CAST(NULL AS Nullable(Float64)) AS value,
    CAST(NULL AS Nullable(Float64)) AS lower,
    CAST(NULL AS Nullable(Float64)) AS upper,
    toUInt64(0) AS n,
    toUInt64(0) AS censored,
    unheard.missing AS missing,
    'missing_source' AS status
FROM (SELECT spell.cell AS cell, count() AS missing FROM spell GROUP BY cell HAVING max(spell.exit) < 0) AS unheard
ARRAY JOIN ['3m', '6m', '12m'] AS horizon
