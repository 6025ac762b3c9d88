-- id: A-08
-- title_fr: Alertes avant expiration
-- title_en: Alerts before expiry
-- definition_fr: Part des titulaires dont le titre expire et qui ont reçu une alerte dans les six mois précédents, et part des dépôts à temps avec et sans alerte.
-- definition_en: Share of holders whose permit expires and who received an alert in the six months before, and share of filings on time with and without an alert.
-- unit: share
-- better: higher
-- demand: D2
-- formula: titulaires alertés / titulaires dont le titre expire dans la période ; alerte=oui et alerte=non : dépôts dans le délai de l’article R. 431-5 parmi les alertés et les autres ; intervalles de Wilson à 95 %. L’écart n’est pas l’effet de l’alerte : qui a déposé tôt n’est plus alerté. || holders alerted / holders whose permit expires in the period; alerte=oui and alerte=non: filings in the window of R. 431-5 among those alerted and the others; Wilson’s intervals (95%). The gap is not the effect of the alert: who filed early is alerted no more.
-- population: Les demandes avec un titre_detenu qui expire dans la période, pour un titre ouvert sur l’ANEF au jour du dépôt, rapprochées des alertes par la personne. || Applications with a titre_detenu that expires in the period, for a permit open on the ANEF on the day of filing, matched with alerts by the person.
-- exclusions: Les titulaires qui ne déposent jamais de demande ne sont pas vus ; ceux dont la personne n’est pas connue, ou dont les alertes ne couvrent pas les six mois avant l’expiration dans leur préfecture, sont comptés comme manquants. Les titulaires dispensés de délai (carte de résident de longue durée-UE) ne sont pas dans les parts de dépôts à temps. || Holders who never file are not seen; those whose person is not known, or of whom the alerts do not cover the six months before the expiry in their prefecture, are counted as missing. Holders without a window to keep (long-term EU resident card) are not in the shares filed on time.
-- censoring: Les titres qui expirent après la date d’arrêt ne sont pas retenus. || Permits that expire after the cut-off are left out.
-- legal_basis: CESEDA, art. R. 431-5. || CESEDA R. 431-5.
-- sources: alertes, anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: les titulaires dont les alertes ne sont pas couvertes sont manquants, et ceux dispensés de délai ne sont plus dans les parts à temps. || holders of whom alerts are not covered are missing, and those without a window are no longer in the shares on time.
WITH
-- @include cells
-- @include wilson
    alerted AS
    (
        SELECT personne, groupUniqArray(occurred_on) AS days
        FROM {side_event:Identifier}
        WHERE event = 'alerte_expiration' AND personne != 0
        GROUP BY personne
    ),
    -- Whose title expires while the one they ask for is on the ANEF.
    expiring AS
    (
        SELECT
            held.leaf AS leaf,
            held.held_until AS held_until,
            -- Who has no window to keep says nothing of alerts.
            if(exempt, NULL, held.on_time) AS on_time,
            -- Of whom nobody knows whether an alert was sent, the person or those months being unknown.
            held.personne != 0 AND reach.since <= held.held_until - 183 AND reach.until >= held.held_until AS known,
            -- Half a year before the expiry, at the earliest.
            arrayExists(day -> day BETWEEN held.held_until - 183 AND held.held_until, alerted.days) AS warned
        FROM {held:Identifier} AS held
        LEFT JOIN alerted ON alerted.personne = held.personne
        LEFT JOIN (SELECT place, since, until FROM {reach:Identifier} WHERE source = 'alertes') AS reach ON reach.place = bitAnd(held.leaf, prefecture_mask)
        WHERE held.on_anef AND held.held_until <= held.covers_to
    ),
    counted AS
    (
        SELECT
            bitAnd(leaf, prefecture_mask + demande_mask) AS stratum,
            toStartOfMonth(held_until) AS month,
            countIf(known) AS holders,
            countIf(known AND warned) AS reached,
            countIf(NOT known) AS unknown,
            countIf(known AND warned AND on_time IS NOT NULL) AS warned_n,
            countIf(known AND warned AND ifNull(on_time, false)) AS warned_x,
            countIf(known AND NOT warned AND on_time IS NOT NULL) AS unwarned_n,
            countIf(known AND NOT warned AND ifNull(on_time, false)) AS unwarned_x
        FROM expiring
        GROUP BY stratum, month
    ),
    cell_sum AS
    (
        SELECT
            arrayJoin(arrayConcat(
                under(stratum + month_code(month), arrayConcat(place_masks, arrayMap(place -> place + demande_mask, place_masks))),
                under(stratum + year_code(month), arrayConcat(place_masks, arrayMap(place -> place + demande_mask, place_masks))))) AS cell,
            sum(holders) AS holders,
            sum(reached) AS reached,
            sum(unknown) AS unknown,
            sum(warned_n) AS warned_n,
            sum(warned_x) AS warned_x,
            sum(unwarned_n) AS unwarned_n,
            sum(unwarned_x) AS unwarned_x
        FROM counted
        GROUP BY cell
    )
SELECT
    cell,
    figure.1 AS breakdown,
    'share' AS statistic,
    if(figure.3 = 0, NULL, figure.2 / figure.3) AS value,
    if(figure.3 = 0, NULL, wilson_lower(figure.2, figure.3)) AS lower,
    if(figure.3 = 0, NULL, wilson_upper(figure.2, figure.3)) AS upper,
    figure.3 AS n,
    0 AS censored,
    unknown AS missing,
    multiIf(figure.3 > 0, 'ok', holders = 0 AND unknown > 0, 'missing_source', 'no_denominator') AS status
FROM cell_sum
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), reached, holders),
    ('alerte=oui', warned_x, warned_n),
    ('alerte=non', unwarned_x, unwarned_n)] AS figure
