-- id: Q-06
-- title_fr: Nouveaux dépôts après un rejet
-- title_en: New filings after a rejection
-- definition_fr: Part des refus, refus d’enregistrement et classements sans suite que suit, dans les six mois, un nouveau dépôt de la même personne.
-- definition_en: Share of refusals, refusals to register and dropped applications that a new filing by the same person follows within six months.
-- unit: share
-- better: lower
-- demand: D3b
-- formula: Rejets suivis d’un dépôt de la même personne, après le jour du rejet et au plus tard six mois calendaires après, rapportés aux rejets observés six mois, avec l’intervalle de Wilson à 95 %. || Rejections followed by a filing of the same person, after the day of the rejection and at most six calendar months later, over rejections observed for six months, with Wilson’s interval (95%).
-- population: Les dossiers dont le premier événement qui termine la demande est, dans la période, un refus, un refus d’enregistrement ou un classement sans suite, et dont un événement dit la personne. || Files of which the first terminal event, in the period, is a refusal, a refusal to register or a drop, and of which some event names the person.
-- exclusions: Les rejets suivis moins de six mois sont comptés comme censurés, ceux dont la personne n’est pas connue comme manquants ; un nouveau dossier dont aucun événement ne dit la personne n’est pas vu : la part est un minimum. || Rejections followed for less than six months count as censored, those whose person is not known as missing; a new file of which no event names the person is not seen: the share is a lower bound.
-- censoring: Seuls comptent les rejets dont les six mois sont couverts. || Only rejections of which the six months are covered count.
-- legal_basis: Aucun ; un nouveau dépôt peut dire un dossier classé à tort ou incomplet. || None; a new filing may tell of an application dropped wrongly, or incomplete.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: la personne est connue par tout événement du dossier, non par son seul dépôt. || the person is known through any event of the file, not through its filing alone.
WITH
-- @include cells
-- @include wilson
    application AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on,
            decision,
            decided_on,
            covers_to,
            personne
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
    ),
    -- One row: a person of whom an application was rejected, or all who are not known.
    filer AS
    (
        SELECT
            personne,
            groupArrayIf(depot_on, personne != 0) AS days,
            groupArrayIf((leaf, assumeNotNull(decided_on), covers_to),
                decision IN ('decision_defavorable', 'refus_enregistrement', 'classement_sans_suite') AND ifNull(decided_on <= covers_to, false)) AS rejections
        FROM application
        GROUP BY personne
        HAVING notEmpty(rejections)
    ),
    rejection AS
    (
        SELECT
            rejected.1 AS leaf,
            rejected.2 AS day,
            personne != 0 AS named,
            addMonths(day, 6) <= rejected.3 AS followed,
            arrayExists(filing -> filing > day AND filing <= addMonths(day, 6), days) AS filed_again
        FROM filer
        ARRAY JOIN rejections AS rejected
    ),
    fact AS
    (
        SELECT leaf, day, [
            toUInt64(countIf(named AND followed)),
            toUInt64(countIf(named AND followed AND filed_again)),
            toUInt64(countIf(named AND NOT followed)),
            toUInt64(countIf(NOT named))] AS measures
        FROM rejection
        GROUP BY leaf, day
    ),
-- @include roll-up
    counted AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS again, measures[3] AS recent, measures[4] AS unnamed
        FROM rolled
    )
SELECT
    cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, again / n) AS value,
    if(n = 0, NULL, wilson_lower(again, n)) AS lower,
    if(n = 0, NULL, wilson_upper(again, n)) AS upper,
    n,
    recent AS censored,
    unnamed AS missing,
    multiIf(n > 0, 'ok', recent > 0, 'not_reached', 'no_denominator') AS status
FROM counted
