-- The events that are not steps of a dossier's course: what users do before filing and for help,
-- the platform, staff, the AI application. Few of the log's rows; read once here for all indicators.
-- One row: one event, as the log knew it.
--   turn: day, rank and key, by which events follow one another; place: its prefecture as a leaf (see cells);
--   dossier: of a pseudonym tied to another, that other; valeur: exact, so that sums are too.
WITH
-- @include cells
-- @include known
    rest AS (SELECT 1)
SELECT
    log.event AS event,
    log.source AS source,
    log.occurred_on AS occurred_on,
    (log.occurred_on, ifNull(log.rang, 0), log.event_key) AS turn,
    place_leaf(log.prefecture) AS place,
    log.prefecture AS prefecture,
    if(tie.canonical != 0, tie.canonical, log.dossier) AS dossier,
    log.personne AS personne,
    log.reference AS reference,
    log.titre AS titre,
    log.demande AS demande,
    log.issue AS issue,
    log.gravite AS gravite,
    log.module AS module,
    log.anomalie AS anomalie,
    log.origine AS origine,
    log.version AS version,
    log.duree_s AS duree_s,
    -- Through millionths: a decimal made of a number is cut off, not rounded.
    if(log.valeur IS NULL, NULL, toDecimal128(toInt64(round(1e6 * least(greatest(log.valeur, -1e12), 1e12))), 6) / 1000000) AS valeur,
    log.debut_at AS debut_at,
    log.fin_at AS fin_at
FROM known AS log
LEFT JOIN {tie:Identifier} AS tie ON log.dossier = tie.alias
WHERE log.event IN (
    'connexion_fc', 'ccc_contact', 'ccc_resolu', 'ccc_signalement_dgef', 'depot_echec',
    'pan_rdv_demande', 'pan_rdv_pris', 'pan_rdv_annule', 'pan_visite', 'impossibilite_constatee',
    'substitution_convocation', 'substitution_depot', 'fs_accompagnement',
    'rdv_recherche', 'rdv_pris', 'rdv_honore', 'rdv_annule',
    'anomalie_ouverte', 'anomalie_rouverte', 'anomalie_corrigee', 'anomalie_rejetee',
    'mise_en_service', 'indisponibilite', 'alerte_expiration', 'effectif',
    'ia_traite', 'ia_suggestion', 'agent_valide', 'agent_modifie', 'agent_rejette',
    'ia_indisponible', 'mention_algo_notifiee', 'decision_justice', 'refere_mesures_utiles', 'ddd_saisine', 'avis_usager')
