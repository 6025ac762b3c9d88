-- id: F-02
-- title_fr: Continuité des attestations de prolongation
-- title_en: Continuity of attestations
-- definition_fr: Parmi les attestations de prolongation qui expirent alors que la demande est encore à l’instruction, part de celles qu’une autre attestation suit sans un jour de vide.
-- definition_en: Of attestations that expire while the application is still pending, share of those that another one follows without a day between.
-- unit: share
-- better: higher
-- demand: D3c
-- formula: fins d’api dont le lendemain est couvert par une autre api / fins d’api d’un dossier à l’instruction, ou rouvert, ce jour-là, selon le mois de ce lendemain, avec l’intervalle de Wilson à 95 %. || ends of an attestation whose next day another attestation covers / ends of an attestation with the file pending, or reopened, that day, by the month of that next day, with Wilson’s interval (95%).
-- population: Les fins d’attestation, au jour de l’expiration du titre détenu ou après, des dossiers avec un titre_detenu, quelle que soit la nature de la demande. Deux attestations qui finissent le même jour comptent pour une. || Ends of attestations, on or after the expiry of the permit held, of files with a titre_detenu, whatever the kind of application. Two that end on the same day count as one.
-- exclusions: Les fins d’attestation après une décision qui tient, ou avant l’expiration du titre. Un récépissé ou une autorisation provisoire ne continue pas une attestation. || Ends after a decision that stands, or before the expiry of the permit. A récépissé or a provisional authorisation does not continue an attestation.
-- censoring: Les attestations encore valables le dernier jour couvert ne sont pas retenues. || Attestations still valid on the last day covered are left out.
-- legal_basis: CESEDA, art. R. 431-15-1, al. 2 : l’attestation est renouvelée tant qu’il n’y a pas de décision (l’obligation implique 100 %). || CESEDA R. 431-15-1 al. 2: the attestation is renewed as long as there is no decision (the duty implies 100%).
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un dossier rouvert est à l’instruction. || a file that is reopened is pending.
WITH
-- @include cells
-- @include wilson
-- @include pending
    fact AS
    (
        SELECT
            leaf,
            ended + 1 AS day,
            [toUInt64(1), arrayExists(api -> ended + 1 BETWEEN api.1 AND api.2, apis)] AS measures
        FROM {renewal:Identifier}
        ARRAY JOIN arrayDistinct(arrayMap(api -> api.2, apis)) AS ended
        WHERE ended >= held_until AND ended < covers_to AND is_pending(ended, closed, reopened)
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS x
        FROM rolled
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
