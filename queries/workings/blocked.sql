-- Documented blocks: what shows that somebody could not file.
-- One row: one event that shows it.
--   kind: signalement (contact centre to DGEF), constat (impossibility noted at a digital reception
--     point), visite (a visit there that ends `bloque`), anomalie (a failure to file put down to an
--     anomaly), refere (a judge asked for access);
--   subject: the person, where any event of the same chain of references knows them, otherwise the chain;
--   turn: as in side_event; filings: days and places (as leaves) in which that person, or the dossier of the chain, was filed, in order; filed: those days;
--   convoked_on, substituted_on: the first steps of the substitution solution in the chain.
WITH
-- @include cells
    chain AS
    (
        SELECT
            reference,
            max(personne) AS personne,
            max(dossier) AS dossier,
            minOrNullIf(occurred_on, event = 'substitution_convocation') AS convoked_on,
            minOrNullIf(occurred_on, event = 'substitution_depot') AS substituted_on,
            groupArrayIf((turn, place, multiIf(
                event = 'ccc_signalement_dgef', 'signalement',
                event = 'impossibilite_constatee', 'constat',
                event = 'pan_visite' AND issue = 'bloque', 'visite',
                event = 'depot_echec' AND (issue = 'anomalie' OR anomalie != ''), 'anomalie',
                event = 'refere_mesures_utiles' AND issue IN ('rdv', 'depot'), 'refere',
                '') AS kind), kind != '') AS blocks
        FROM {side_event:Identifier}
        WHERE reference IN (
            SELECT reference FROM {side_event:Identifier}
            WHERE reference != '' AND event IN ('ccc_signalement_dgef', 'impossibilite_constatee', 'pan_visite', 'depot_echec', 'refere_mesures_utiles'))
        GROUP BY reference
        HAVING notEmpty(blocks)
    ),
    filing AS
    (
        SELECT dossier, personne, depot_on AS day, place_leaf(depot_prefecture) AS filed_place
        FROM {dossier:Identifier}
        WHERE personne IN (SELECT personne FROM chain WHERE personne != 0) OR dossier IN (SELECT dossier FROM chain WHERE dossier != 0)
    ),
    filed_by_person AS (SELECT personne, groupUniqArray((day, filed_place)) AS filings FROM filing WHERE personne != 0 GROUP BY personne),
    filed_as_dossier AS (SELECT dossier, groupUniqArray((day, filed_place)) AS filings FROM filing GROUP BY dossier)
SELECT
    chain.reference AS reference,
    if(chain.personne != 0, toString(chain.personne), chain.reference) AS subject,
    block.1 AS turn,
    turn.1 AS day,
    block.2 AS place,
    block.3 AS kind,
    arraySort(arrayDistinct(arrayConcat(filed_by_person.filings, filed_as_dossier.filings))) AS filings,
    arrayDistinct(filings.1) AS filed,
    convoked_on,
    substituted_on
FROM chain
LEFT JOIN filed_by_person ON filed_by_person.personne = chain.personne AND chain.personne != 0
LEFT JOIN filed_as_dossier ON filed_as_dossier.dossier = chain.dossier AND chain.dossier != 0
ARRAY JOIN blocks AS block
