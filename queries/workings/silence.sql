-- When silence becomes a refusal (CESEDA R. 432-1 and R. 432-2), by the delay of the title asked for.
-- One row: a dossier filed by the cut-off, for a title whose legal delay is known.
--   started_on: the day the application is complete; where that is not dated (`inferred`), the first
--   attestation of prolongation, récépissé or taking in charge, which suppose it; null where there is none;
--   legal_on: the last day of the delay from there, and filing_legal_on from the filing, the earliest it
--   can be: calendar months are months, days are days, by the rules in force on those two days;
--   born, filing_born: that day is covered and no terminal event had happened by its end: the refusal
--   was born that day, whatever came later and whatever attestations were given (Conseil d’État, avis 499904).
WITH
-- @include cells
-- @include legal-day
-- @include known
    first_sign AS
    (
        SELECT
            if(tie.canonical != 0, tie.canonical, log.dossier) AS subject,
            min(occurred_on) AS day
        FROM known AS log
        LEFT JOIN {tie:Identifier} AS tie ON log.dossier = tie.alias
        WHERE log.dossier != 0 AND event IN ('api', 'recepisse', 'prise_en_charge')
            AND subject IN (SELECT dossier FROM {dossier:Identifier} WHERE completude_on IS NULL)
        GROUP BY subject
    ),
    filed AS
    (
        SELECT
            dossier.dossier AS subject,
            dossier.titre AS titre,
            leaf(depot_prefecture, dossier.titre, motif, demande, canal) AS leaf,
            demande,
            depot_on,
            decided_on,
            decision,
            covers,
            cover.covers_from AS covers_from,
            cover.covers_to AS covers_to,
            completude_on IS NULL AS inferred,
            if(inferred, if(first_sign.subject = 0, NULL, greatest(first_sign.day, depot_on)), greatest(completude_on, depot_on)) AS started_on
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        LEFT JOIN first_sign ON first_sign.subject = dossier.dossier
        WHERE depot_on <= covers_to
    )
SELECT
    filed.* EXCEPT (titre),
    legal_day(started_on, delay.months, delay.days, delay.valid_to) AS legal_on,
    assumeNotNull(legal_day(depot_on, filing_delay.months, filing_delay.days, filing_delay.valid_to)) AS filing_legal_on,
    ifNull(legal_on <= covers_to, false) AND ifNull(decided_on > legal_on, true) AS born,
    filing_legal_on <= covers_to AND ifNull(decided_on > filing_legal_on, true) AS filing_born
FROM filed
ASOF INNER JOIN legal_delay AS filing_delay ON filing_delay.titre = filed.titre AND filing_delay.valid_from <= filed.depot_on
ASOF LEFT JOIN legal_delay AS delay ON delay.titre = filed.titre AND delay.valid_from <= ifNull(filed.started_on, toDate(0))
WHERE depot_on <= filing_delay.valid_to
