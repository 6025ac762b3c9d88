-- Where the AI application is tried, and since when. No source names the pilots: they are read off the
-- log, as the prefectures of filing of the dossiers that the application treated.
-- One row: a prefecture, the day on which it first treated a dossier there, and the kinds of
-- application that it treated there.
SELECT
    CAST(depot_prefecture AS String) AS prefecture,
    min(treated.day) AS started_on,
    groupUniqArray(toString(demande)) AS demandes
FROM (SELECT dossier, min(occurred_on) AS day FROM {side_event:Identifier} WHERE event = 'ia_traite' GROUP BY dossier) AS treated
INNER JOIN {dossier:Identifier} AS dossier ON dossier.dossier = treated.dossier
GROUP BY prefecture
