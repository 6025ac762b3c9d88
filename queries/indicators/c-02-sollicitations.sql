-- id: C-02
-- title_fr: Sollicitations du centre de contact
-- title_en: Contacts with the contact centre
-- definition_fr: Nombre de sollicitations du centre de contact citoyen par demande déposée.
-- definition_en: Number of contacts with the citizens’ contact centre per application filed.
-- unit: ratio
-- better: none
-- demand: D2
-- formula: sollicitations de la période / dépôts de la période ; une personne qui rappelle dans les trente jours compte une fois ; intervalle de Byar à 95 %. || contacts of the period / filings of the period; a person who calls again within thirty days counts once; Byar’s interval (95%).
-- population: Les sollicitations, au jour où elles ont lieu ; les personnes sont reconnues par leur pseudonyme ou, à défaut, par la chaîne de références. || Contacts, by their day; persons are known by their pseudonym or, failing that, by the chain of references.
-- exclusions: Les appels qui n’ont pas abouti ne sont pas enregistrés. Les mois que le centre ne couvre pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs dépôts. || Calls that did not get through are not recorded. Months that the centre does not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their filings.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Arrêté du 1er août 2023 (centre de contact). || Arrêté of 1 August 2023 (contact centre).
-- sources: ccc, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio
-- per: par dépôt || per filing
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: un appel le trentième jour est le même contact. || a call on the thirtieth day is the same contact. | 3: un mois que la source des sollicitations ne couvre pas dans une préfecture n’y vaut plus zéro : ses dépôts ne sont pas comptés. La personne est aussi reconnue quand seul un autre événement de la chaîne la nomme. || a month that the source of contacts does not cover in a prefecture is no longer zero there: its filings are not counted. The person is also known where only another event of the chain names them.
WITH
-- @include cells
-- @include byar
-- @include applicant
    -- A person who calls again within thirty days counts once.
    caller AS
    (
        SELECT
            arraySort(groupUniqArray((toInt32(toUInt16(occurred_on)), place))) AS calls,
            arrayFold((kept, call) -> if(empty(kept) OR call.1 > kept[-1].1 + 30, arrayPushBack(kept, call), kept), calls, arraySlice(calls, 1, 0)) AS contacts
        FROM {side_event:Identifier} AS side_event
        LEFT JOIN applicant ON applicant.reference = side_event.reference
        WHERE event = 'ccc_contact'
        GROUP BY subject_of(applicant.personne, side_event.reference)
    ),
    counted AS
    (
        SELECT contact.2 AS place, toStartOfMonth(toDate(contact.1)) AS month, count() AS contacts, 0 AS filed
        FROM caller
        ARRAY JOIN caller.contacts AS contact
        GROUP BY place, month
        UNION ALL
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, 0 AS contacts, sum(filing.n) AS filed
        FROM {filing:Identifier} AS filing
        GROUP BY place, month
    ),
    ratio AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, sumIf(contacts, heard) AS x, sumIf(filed, heard) AS n, sumIf(filed, NOT heard) AS missing
        FROM (SELECT *, (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'ccc') AS heard FROM counted)
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, byar_lower(x) / n) AS lower,
    if(n = 0, NULL, byar_upper(x) / n) AS upper,
    n,
    0 AS censored,
    missing,
    multiIf(n > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM ratio
