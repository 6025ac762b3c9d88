-- id: V-02
-- title_fr: Titres ouverts au téléservice
-- title_en: Permits open to the online service
-- definition_fr: Part des titres accordés qui relèvent d’une catégorie ouverte sur l’ANEF au dernier jour de la période : l’offre, non l’usage.
-- definition_en: Share of permits granted that belong to a category open on the ANEF on the last day of the period: what is offered, not what is used.
-- unit: share
-- better: higher
-- demand: D1
-- formula: décisions favorables de la période pour un titre dont la date d’ouverture sur l’ANEF est au plus tard le dernier jour de la période (ou des données) / décisions favorables de la période, avec l’intervalle de Wilson à 95 %. || favourable decisions of the period for a permit whose opening on the ANEF is no later than the last day of the period (or of the data) / favourable decisions of the period, with Wilson’s interval (95%).
-- population: Les dossiers décidés favorablement, au jour de la première décision favorable, quel que soit le canal du dépôt, dans la préfecture aujourd’hui compétente. || Files decided favourably, by the day of their first favourable decision, whatever the channel of filing, in the prefecture competent now.
-- exclusions: Les dossiers dont le titre n’est pas dans la nomenclature : comptés comme manquants. Un titre sans date d’ouverture connue est tenu pour fermé ; la table de référence dit lesquelles de ces dates sont vérifiées. || Files whose permit is not in the nomenclature: counted as missing. A permit without a known opening day is taken as closed; the reference table says which of these days are verified.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: CESEDA, art. R. 431-2 et annexe 9 ; réponse à la question écrite du 20 mai 2025 (83 % du volume des titres). || CESEDA R. 431-2 and annexe 9; answer to the written question of 20 May 2025 (83% of the volume of permits).
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include cutoff
-- @include wilson
    -- Favourable decisions of a month, by leaf, with the day on which their title opened on the ANEF.
    issued AS
    (
        SELECT
            leaf(dossier.prefecture, dossier.titre, motif, demande, '') AS leaf,
            toStartOfMonth(assumeNotNull(favorable_on)) AS month,
            anef_open_on,
            titre.code != '' AS known,
            count() AS issued
        FROM {dossier:Identifier} AS dossier
        LEFT JOIN titre ON titre.code = dossier.titre
        WHERE favorable_on IS NOT NULL AND favorable_on <= cutoff
        GROUP BY leaf, month, anef_open_on, known
    ),
    offered AS
    (
        SELECT
            arrayJoin(arrayConcat(
                arrayMap(cell -> (cell, toUInt8(0)), arrayDistinct(under(bitAnd(leaf, bitNot(canal_mask)) + month_code(month), month_masks))),
                arrayMap(cell -> (cell, toUInt8(1)), arrayDistinct(under(bitAnd(leaf, bitNot(canal_mask)) + year_code(month), year_masks))))) AS place,
            place.1 AS cell,
            least(cutoff, if(place.2, toLastDayOfMonth(addMonths(toStartOfYear(month), 11)), toLastDayOfMonth(month))) AS day,
            known,
            ifNull(anef_open_on <= day, false) AS open,
            issued.issued AS issued
        FROM issued
    ),
    share AS
    (
        SELECT
            cell,
            sumIf(offered.issued, known) AS n,
            sumIf(offered.issued, known AND open) AS x,
            sumIf(offered.issued, NOT known) AS missing
        FROM offered
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM share
