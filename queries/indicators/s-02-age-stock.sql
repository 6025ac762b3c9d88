-- id: S-02
-- title_fr: Âge des demandes en attente
-- title_en: Age of pending applications
-- definition_fr: Depuis combien de jours les demandes en attente ont été déposées (médiane, 90 %), et part déposée depuis plus de 4, 6 ou 12 mois.
-- definition_en: For how many days pending applications have been filed (median, 90%), and share filed more than 4, 6 or 12 months ago.
-- unit: days
-- better: lower
-- demand: D1, D3c
-- formula: quantiles (type 7) de (jour considéré − dépôt) sur les dossiers ouverts ; part des dossiers ouverts dont le dépôt + 4, 6 ou 12 mois calendaires est antérieur à ce jour. || quantiles (type 7) of the day − filing over open files; share of open files whose filing + 4, 6 or 12 calendar months is before the day.
-- population: Les dossiers ouverts au dernier jour du mois, de l’année ou des données, dans la préfecture aujourd’hui compétente. || Open files on the last day of the month, of the year or of the data, in the prefecture competent now.
-- exclusions: Aucune. || None.
-- censoring: Aucune censure. L’âge d’un stock surreprésente les longues attentes et ne se lit jamais comme un délai. Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None. The age of a stock over-represents long waits and must never be read as a waiting time. The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: CESEDA, art. R. 432-2 : 4 mois, sauf dérogation. || CESEDA R. 432-2: 4 months by default.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, p90, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include cutoff
    -- One row: an open dossier on one of the days looked at.
    waiting AS
    (
        SELECT leaf(prefecture, titre, motif, demande, canal) AS leaf, depot_on, moment.1 AS period, moment.2 AS day
        FROM {dossier:Identifier} AS dossier
        ARRAY JOIN arrayFilter(
            moment -> arrayCount(closing -> closing <= moment.2, closed) <= arrayCount(opening -> opening <= moment.2, reopened),
            arrayPushBack(
                arrayMap(
                    month -> (toUInt64(month), toLastDayOfMonth(addMonths(toDate('1990-01-01'), month - 1))),
                    range(
                        toUInt64(dateDiff('month', toDate('1990-01-01'), depot_on) + 1),
                        least(complete_months,
                            toUInt64(dateDiff('month', toDate('1990-01-01'), if(length(closed) > length(reopened), closed[-1], cutoff)) + 1)) + 1)),
                (toUInt64(0), cutoff))) AS moment
        WHERE depot_on <= cutoff
    ),
    age AS
    (
        SELECT
            arrayJoin(multiIf(
                period = 0, under(leaf, year_masks),
                period % 12 = 0, arrayConcat(
                    under(leaf + bitShiftLeft(period, 31), month_masks),
                    under(leaf + bitShiftLeft(4095 + intDiv(period, 12), 31), year_masks)),
                under(leaf + bitShiftLeft(period, 31), month_masks))) AS cell,
            toInt32(day - depot_on) AS days,
            addMonths(depot_on, 4) < day AS over4,
            addMonths(depot_on, 6) < day AS over6,
            addMonths(depot_on, 12) < day AS over12
        FROM waiting
    ),
    summary AS
    (
        SELECT
            cell,
            count() AS n,
            quantilesExactInclusive(0.5, 0.9)(days) AS quantiles,
            avg(over4) AS share4,
            avg(over6) AS share6,
            avg(over12) AS share12
        FROM age
        GROUP BY cell
    )
SELECT
    cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    figure.3 AS value,
    NULL AS lower,
    NULL AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM summary
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), 'median', toFloat64(quantiles[1])),
    (NULL, 'p90', toFloat64(quantiles[2])),
    ('seuil=4m', 'share', share4),
    ('seuil=6m', 'share', share6),
    ('seuil=12m', 'share', share12)] AS figure
