-- id: F-03
-- title_fr: Ruptures de droits
-- title_en: Ruptures of rights
-- definition_fr: Parmi les personnes dont le titre expire pendant leur demande, part de celles qui restent au moins un jour sans document prouvant leur séjour régulier, par le fait de l’administration.
-- definition_en: Of people whose title expires during their application, share of those who spend at least one day without a document proving regular stay, through the administration’s doing.
-- unit: share
-- better: lower
-- demand: D3c
-- formula: dossiers avec au moins un jour non couvert de classe R1 (demande complète, déposée à temps, avant la décision) ou R2 (après une décision favorable) / dossiers exposés au risque, selon le mois du lendemain de l’expiration, avec l’intervalle de Wilson à 95 % ; borne=haute compte les jours non couverts de toutes les classes (R1 à R5). || dossiers with at least one uncovered day of class R1 (complete, on time, before the decision) or R2 (after a favourable decision) / dossiers at risk, by the month after expiry, with Wilson’s interval (95 %); borne=haute counts uncovered days of every class (R1 to R5).
-- population: Les dossiers avec un titre_detenu, quelle que soit la nature de la demande, à l’instruction ou décidés favorablement après l’expiration du titre. || Dossiers with a titre_detenu, whatever the kind of application, pending or decided favourably after the title expired.
-- exclusions: Les primo-demandeurs sans titre détenu : ils n’ont pas de droit à perdre. Une personne est comptée une fois par dossier. || First applicants without a title held: they had no right to lose. Persons are counted by dossier.
-- censoring: Les jours postérieurs au dernier jour couvert ne sont pas vus : les mois récents ne peuvent que monter. censored compte les dossiers encore exposés au risque et sans rupture. || Days after the last day covered are not seen: recent months can only rise. censored counts dossiers still at risk and without a gap.
-- legal_basis: CESEDA, art. R. 431-15-1, R. 431-5 et L. 433-3. || CESEDA R. 431-15-1, R. 431-5, L. 433-3.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 30 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    classified AS
    (
        SELECT
            leaf,
            held_until,
            notEmpty(gaps) AS any_gap,
            ends_on = covers_to AS at_risk_still,
            arrayExists(day -> ifNull(day >= toUInt16(favorable_on), false), gaps) AS r2,
            ifNull(on_time, false) AND arrayExists(day -> ifNull(day < toUInt16(favorable_on), true)
                AND ifNull(day >= toUInt16(completude_on), false), gaps) AS r1
        FROM {renewal:Identifier}
    ),
    share AS
    (
        SELECT
            arrayJoin(cells_of_flow(leaf, held_until + 1)) AS cell,
            count() AS n,
            countIf(r1 OR r2) AS low,
            countIf(any_gap) AS high,
            countIf(at_risk_still AND NOT any_gap) AS censored
        FROM classified
        GROUP BY cell
    )
SELECT
    cell,
    bound.1 AS breakdown,
    'share' AS statistic,
    bound.2 / n AS value,
    wilson_lower(bound.2, n) AS lower,
    wilson_upper(bound.2, n) AS upper,
    n,
    censored,
    0 AS missing,
    'ok' AS status
FROM share
ARRAY JOIN [(CAST(NULL AS Nullable(String)), low), ('borne=haute', high)] AS bound
