-- id: A-02
-- title_fr: Saturation des rendez-vous
-- title_en: Saturation of appointments
-- definition_fr: Part des recherches de rendez-vous qui n’aboutissent à aucune date.
-- definition_en: Share of searches for an appointment that find no date at all.
-- unit: share
-- better: lower
-- demand: D2, D3c
-- formula: recherches sans aucune date / recherches de la période, avec l’intervalle de Wilson à 95 % ; classe donne les cinq classes de La Cimade (plusieurs dates dans le mois, une date, un à deux mois, plus de deux mois, aucune) ; origine sépare les sondes automatiques et les usagers. || searches without any date / searches of the period, with Wilson’s interval (95%); classe gives the five classes of La Cimade (several dates within a month, one date, one to two months, over two months, none); origine separates robots and users.
-- population: Les recherches enregistrées, au jour de la recherche. Sondes et usagers ne cherchent ni aux mêmes heures ni aux mêmes endroits : lire plutôt origine=sonde, ou origine=usager. || Recorded searches, by their day. Robots and users do not search at the same hours or places: read origine=sonde, or origine=usager, rather.
-- exclusions: Les préfectures dont personne n’enregistre les recherches. || Prefectures whose searches nobody records.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: CJA, art. L. 521-3 ; CE, 10 juin 2020, n° 435594. || CJA L. 521-3; CE 10 June 2020 no. 435594.
-- sources: rendez_vous, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    search AS
    (
        SELECT arrayJoin(places_of_flow(place, occurred_on)) AS cell, toString(issue) AS class, if(origine = '', 'inconnu', toString(origine)) AS origin, count() AS searches
        FROM {side_event:Identifier}
        WHERE event = 'rdv_recherche' AND issue != ''
        GROUP BY cell, class, origin
    ),
    whole AS
    (
        SELECT cell, part, sum(searches) AS n
        FROM search
        ARRAY JOIN ['', concat('origine=', origin)] AS part
        GROUP BY cell, part
    ),
    -- Class 5 of La Cimade, no date at all, is the figure itself.
    seen AS
    (
        SELECT
            cell,
            arrayJoin([('', ''), (concat('origine=', origin), '')]) AS whole_part,
            arrayJoin(if(class = 'aucune_date', ['', class], [class])) AS shown,
            sum(searches) AS x
        FROM search
        GROUP BY cell, whole_part, shown
    ),
    share AS
    (
        SELECT
            whole.cell AS cell,
            arrayStringConcat(arrayFilter(text -> text != '', [if(shown = '', '', concat('classe=', shown)), whole.part]), ';') AS part,
            whole.n AS n,
            seen.x AS x
        FROM (SELECT cell, part, n, arrayJoin(['', 'dates_multiples_mois', 'une_date_mois', 'un_a_deux_mois', 'plus_deux_mois', 'aucune_date']) AS shown FROM whole) AS whole
        LEFT JOIN seen ON seen.cell = whole.cell AND seen.whole_part.1 = whole.part AND seen.shown = whole.shown
    )
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
