-- What agents make of the suggestions of the AI application.
-- One row: a suggestion that an agent reviewed, by the first review.
--   direction: what it suggested; review: agent_valide, agent_modifie or agent_rejette.
WITH
    suggestion AS
    (
        SELECT
            reference,
            argMin(toString(issue), turn) AS direction,
            argMin(toString(version), turn) AS version
        FROM {side_event:Identifier}
        WHERE event = 'ia_suggestion' AND reference != ''
        GROUP BY reference
    ),
    review AS
    (
        SELECT
            reference,
            argMin(toString(event), turn) AS review,
            min(occurred_on) AS reviewed_on,
            argMin(side_event.place, turn) AS place,
            argMin(tuple(duree_s), turn).1 AS duree_s,
            argMin(side_event.dossier, turn) AS dossier
        FROM {side_event:Identifier} AS side_event
        WHERE event IN ('agent_valide', 'agent_modifie', 'agent_rejette') AND reference != ''
        GROUP BY reference
    )
SELECT
    review.reference AS reference,
    direction,
    version,
    review,
    reviewed_on,
    place,
    duree_s,
    review.dossier AS dossier
FROM review
INNER JOIN suggestion ON suggestion.reference = review.reference
