-- id: N-04
-- title_fr: Échecs de dépôt
-- title_en: Failures to file
-- definition_fr: Part des tentatives de dépôt sur l’ANEF qui échouent.
-- definition_en: Share of attempts to file on the ANEF that fail.
-- unit: share
-- better: lower
-- demand: D2, D3c
-- formula: échecs / (dépôts par l’ANEF + échecs), un échec par usager et par jour, avec l’intervalle de Wilson à 95 % ; cause donne le motif de l’échec (anomalie, indisponibilité, compte, autre). || failures / (filings through the ANEF + failures), one failure per user and day, with Wilson’s interval (95%); cause gives the reason (anomaly, outage, account, other).
-- population: Les échecs enregistrés, au jour de l’échec ; les dépôts par l’ANEF, au jour du dépôt. || Recorded failures, by their day; filings through the ANEF, by the day of filing.
-- exclusions: Les abandons que la plateforme n’enregistre pas. || Giving up that the platform does not record.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: une cause qui n’a arrêté personne donne zéro, au lieu de rien. || a cause that stopped nobody gives zero, instead of nothing.
WITH
-- @include cells
-- @include wilson
    -- A user who fails several times on a day counts once.
    failed AS
    (
        SELECT
            place,
            toStartOfMonth(occurred_on) AS month,
            arrayJoin(['', concat('cause=', issue)]) AS part,
            uniqExact(if(personne != 0, toString(personne), reference), occurred_on) AS x
        FROM {side_event:Identifier}
        WHERE event = 'depot_echec'
        GROUP BY place, month, part
    ),
    filed AS
    (
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, sum(filing.n) AS filed
        FROM {filing:Identifier} AS filing
        WHERE bitAnd(leaf, canal_mask) = coded('anef', canal_codes)
        GROUP BY place, month
    ),
    counted AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, part, sum(failed.x) AS x, 0 AS filings FROM failed GROUP BY cell, part
        UNION ALL
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, '' AS part, 0 AS x, sum(filed) AS filings FROM filed GROUP BY cell
    ),
    -- Every cause has the same attempts, also one that stopped nobody.
    share AS
    (
        SELECT
            cell,
            arrayJoin((SELECT groupUniqArray(counted.part) FROM counted)) AS part,
            arraySum((one, count) -> if(one = part, count, 0), groupArray(counted.part), groupArray(counted.x)) AS x,
            sum(counted.filings) + sumIf(counted.x, counted.part = '') AS n
        FROM counted
        GROUP BY cell
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
