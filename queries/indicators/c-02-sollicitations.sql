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
-- exclusions: Les appels qui n’ont pas abouti ne sont pas enregistrés. || Calls that did not get through are not recorded.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Arrêté du 1er août 2023 (centre de contact). || Arrêté of 1 August 2023 (contact centre).
-- sources: ccc, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio
-- per: par dépôt || per filing
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un appel le trentième jour est le même contact. || a call on the thirtieth day is the same contact.
WITH
-- @include cells
-- @include byar
    -- A person who calls again within thirty days counts once.
    caller AS
    (
        SELECT
            arraySort(groupUniqArray((toInt32(toUInt16(occurred_on)), place))) AS calls,
            arrayFold((kept, call) -> if(empty(kept) OR call.1 > kept[-1].1 + 30, arrayPushBack(kept, call), kept), calls, arraySlice(calls, 1, 0)) AS contacts
        FROM {side_event:Identifier}
        WHERE event = 'ccc_contact'
        GROUP BY if(personne != 0, toString(personne), reference)
    ),
    counted AS
    (
        SELECT arrayJoin(places_of_flow(contact.2, toDate(contact.1))) AS cell, count() AS contacts, 0 AS filed
        FROM caller
        ARRAY JOIN caller.contacts AS contact
        GROUP BY cell
        UNION ALL
        SELECT arrayJoin(places_of_flow(bitAnd(leaf, prefecture_mask), month)) AS cell, 0 AS contacts, sum(filing.n) AS filed
        FROM {filing:Identifier} AS filing
        GROUP BY cell
    ),
    ratio AS (SELECT cell, sum(contacts) AS x, sum(filed) AS n FROM counted GROUP BY cell)
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n = 0, NULL, byar_lower(x) / n) AS lower,
    if(n = 0, NULL, byar_upper(x) / n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM ratio
