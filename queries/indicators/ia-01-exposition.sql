-- id: IA-01
-- title_fr: Exposition au pilote
-- title_en: Exposure to the pilot
-- definition_fr: Part des demandes éligibles déposées dans une préfecture pilote depuis le début du pilote que l’application d’intelligence artificielle a traitées au moins une fois.
-- definition_en: Share of eligible applications filed in a pilot prefecture since the start of the pilot that the AI application treated at least once.
-- unit: share
-- better: none
-- demand: D3a, D3b, D3c
-- formula: dossiers avec au moins un ia_traite / dossiers éligibles, selon le mois du dépôt, avec l’intervalle de Wilson à 95 % ; tache et version disent pour quoi et par quelle version. || files with at least one ia_traite / eligible files, by the month of filing, with Wilson’s interval (95%); tache and version say for what and by which version.
-- population: En intention de traiter : les dossiers déposés dans une préfecture pilote depuis son début, d’une nature de demande que l’application y traite. || By intention to treat: applications filed in a pilot prefecture since its start, of a kind of application treated there.
-- exclusions: Aucune source ne nomme les préfectures pilotes : elles sont déduites du journal, comme celles dont un dossier a été traité par l’application, à compter du premier. Les mois que le pilote ne couvre pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs dépôts. || No source names the pilot prefectures: they are read off the log, as those of which the application treated a file, from the first one on. Months that the pilot does not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their filings.
-- censoring: Un dossier récent peut être traité plus tard : les mois récents ne peuvent que monter. || A recent file may be treated later: recent months can only rise.
-- legal_basis: Aucun ; annonce du Premier ministre, 7 février 2026 (cinq pilotes). || None; announcement of the Prime Minister, 7 February 2026 (five pilots).
-- sources: pilote_ia, anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: share
-- settles_after: 6
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un mois que la source du pilote ne couvre pas n’y vaut plus zéro : ses dépôts ne sont pas comptés. || a month that the source of the pilot does not cover is no longer zero there: its filings are not counted.
WITH
-- @include cells
-- @include wilson
    eligible AS
    (
        SELECT
            leaf,
            toStartOfMonth(depot_on) AS month,
            arrayJoin(arrayConcat([''],
                arrayMap(task -> concat('tache=', task), (SELECT groupUniqArrayArray(tasks) FROM {pilot_case:Identifier})),
                arrayMap(version -> concat('version=', version), (SELECT groupUniqArrayArray(versions) FROM {pilot_case:Identifier})))) AS part,
            (bitAnd(leaf, prefecture_mask), month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'pilote_ia') AS heard,
            count() AS n,
            countIf(is_treated AND (part = '' OR has(tasks, substring(part, 7)) OR has(versions, substring(part, 9)))) AS x
        FROM {pilot_case:Identifier}
        WHERE arm = 2 AND eligible
        GROUP BY leaf, month, part, heard
    ),
    share AS
    (
        SELECT arrayJoin(arrayDistinct(arrayConcat(
            under(leaf + month_code(month), arrayConcat(place_masks, arrayMap(place -> place + demande_mask, place_masks))),
            under(leaf + year_code(month), arrayConcat(place_masks, arrayMap(place -> place + demande_mask, place_masks)))))) AS cell,
            part, sumIf(eligible.n, heard) AS n, sumIf(eligible.x, heard) AS x, sumIf(eligible.n, NOT heard) AS missing
        FROM eligible
        GROUP BY cell, part
    )
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0, 'missing_source', 'ok') AS status
FROM share
