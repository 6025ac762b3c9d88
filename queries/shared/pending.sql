    -- Was an application pending at the end of a day? It closes and opens again in turn (see `dossier`).
    (day, closed, reopened) -> arrayCount(closing -> closing <= day, closed) = arrayCount(opening -> opening <= day, reopened) AS is_pending,
