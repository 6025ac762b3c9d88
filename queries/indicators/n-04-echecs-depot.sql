-- id: N-04
-- title_fr: Échecs de dépôt
-- title_en: Failures to file
-- definition_fr: Part des tentatives de dépôt sur l’ANEF qui échouent.
-- definition_en: Share of attempts to file on the ANEF that fail.
-- unit: share
-- better: lower
-- demand: D2, D3c
-- formula: échecs / (dépôts par l’ANEF + échecs), un échec par usager et par jour, avec l’intervalle de Wilson à 95 % ; cause donne le motif de l’échec (anomalie, indisponibilité, compte, autre). || failures / (filings through the ANEF + failures), one failure per user and day, with Wilson’s interval (95%); cause gives the reason (anomaly, outage, account, other).
-- population: Les échecs que l’ANEF enregistre, au jour de l’échec ; un usager est reconnu par son pseudonyme ou, à défaut, par la chaîne de références ; les dépôts par l’ANEF, au jour du dépôt. || Failures that the ANEF records, by their day; a user is known by their pseudonym or, failing that, by the chain of references; filings through the ANEF, by the day of filing.
-- exclusions: Les abandons que la plateforme n’enregistre pas. Un échec sans motif enregistré n’est dans aucune cause. || Giving up that the platform does not record. A failure without a recorded reason is in no cause.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: une cause qui n’a arrêté personne donne zéro, au lieu de rien. || a cause that stopped nobody gives zero, instead of nothing. | 3: échecs de l’ANEF seulement, comme les dépôts ; la personne est aussi reconnue quand seul un autre événement de la chaîne la nomme. || failures of the ANEF only, as the filings; the person is also known where only another event of the chain names them.
WITH
-- @include cells
-- @include wilson
-- @include applicant
    -- A user who fails several times on a day counts once.
    failed AS
    (
        SELECT
            side_event.place AS place,
            toStartOfMonth(occurred_on) AS month,
            arrayJoin(if(issue = '', [''], ['', concat('cause=', issue)])) AS part,
            uniqExact(subject_of(applicant.personne, side_event.reference), occurred_on) AS x
        FROM {side_event:Identifier} AS side_event
        LEFT JOIN applicant ON applicant.reference = side_event.reference
        WHERE event = 'depot_echec' AND source = 'anef'
        GROUP BY place, month, part
    ),
    counted AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, part, sum(failed.x) AS x, if(part = '', x, 0) AS n, 0 AS missing
        FROM failed
        GROUP BY cell, part
        UNION ALL
        SELECT arrayJoin(places_of_flow(bitAnd(leaf, prefecture_mask), month)) AS cell, '' AS part, 0 AS x, sum(filing.n) AS n, 0 AS missing
        FROM {filing:Identifier} AS filing
        WHERE bitAnd(leaf, canal_mask) = coded('anef', canal_codes)
        GROUP BY cell
    ),
-- @include every-part
    rest AS (SELECT 1)
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    missing,
    'ok' AS status
FROM share
