import type { Source } from '#domain/contract.ts';

/** What the page says in French of what changed, and of how fresh the data is. */
export const changesFr = {
  title: (month: string) => `Ce qui a changé en ${month}`,
  /** While the month is not known. */
  untitled: 'Ce qui a changé ce mois-ci',
  told: (told: string, watched: string, month: string) =>
    told === '1'
      ? `En ${month}, 1 série sur ${watched} porte un signal`
      : `En ${month}, ${told} séries sur ${watched} portent un signal`,
  chance: (count: string) =>
    `Le hasard seul en signalerait environ ${count}. Une série est un indicateur dans un lieu, mois après mois, face à ses propres limites.`,
  none: 'Aucune série ne porte de signal ce mois-ci\u00a0: ce qui bouge ne dépasse pas le hasard.',
  noneHere: (month: string) =>
    `Aucune série suivie ici ne porte de signal en ${month}\u00a0: ce qui bouge ne dépasse pas le hasard.`,
  notYet:
    'Aucun mois n’est encore suivi\u00a0: il faut douze mois entiers de chiffres pour dire ce que le hasard permet.',
  places: (count: number) =>
    count === 1 ? '1 préfecture porte un signal' : `${count} préfectures portent un signal`,
  reading: (place: string, value: string, how: string) => `${place}\u00a0: ${value}, ${how}`,
  above: (limit: string) => `au-dessus de la limite du hasard (${limit})`,
  below: (limit: string) => `au-dessous de la limite du hasard (${limit})`,
  rules: {
    outside: 'hors des limites du hasard',
    trend: 'sept mois de suite dans le même sens',
    two_of_three: 'deux mois sur trois près d’une limite',
    shift: 'sept mois de suite du même côté de la moyenne',
  } as Record<string, string>,
  cusum: 'des écarts qui s’accumulent dans le même sens',
  bunching: (value: string) =>
    `${value} fois les décisions attendues dans la semaine où finit le délai légal`,
  mass_closing: (value: string) => `${value} clôtures sans décision le jour le plus chargé du mois`,
  meanings: {
    improvement: 'favorable à l’usager',
    concern: 'défavorable à l’usager',
    neutral: 'ni favorable ni défavorable en soi',
  },
  tally: {
    concern: (count: string) => `${count} dans un sens défavorable à l’usager`,
    improvement: (count: string) => `${count} dans un sens favorable`,
    neutral: (count: string) => `${count} sans que ce soit favorable ou défavorable en soi`,
  },
  choose: 'Série montrée',
  fresh: {
    title: 'Fraîcheur des données',
    newest: (sources: string, day: string) =>
      `${sources} sources suivies. Leur dernier événement est du ${day}.`,
    none: 'La fraîcheur n’a pas encore été mesurée\u00a0: elle l’est avec chaque livraison et chaque nuit.',
    allInTime: 'Aucune source n’est en retard.',
    late: (count: number) =>
      count === 1 ? '1 source est en retard' : `${count} sources sont en retard`,
    reasons: {
      arrival: 'rien n’est arrivé dans le délai prévu',
      volume: 'nettement moins d’événements qu’attendu sur la dernière semaine entière',
      silent: 'aucun événement là où il en était attendu',
    },
    inTime: 'à jour',
    inPlaces: (count: number) => (count === 1 ? 'dans 1 préfecture' : `dans ${count} préfectures`),
    every: 'Chaque source',
    caption: 'Dernier événement de chaque source, et retard s’il y en a',
    /** What each source of the contract is, to a reader. */
    sources: {
      anef: 'ANEF, téléservice',
      agdref: 'AGDREF, fichier national des étrangers',
      demarche_numerique: 'Démarche numérique',
      franceconnect: 'FranceConnect',
      ccc: 'centre de contact citoyen (CCC)',
      pan: 'points d’accueil numérique (PAN)',
      france_services: 'France Services',
      rendez_vous: 'rendez-vous en préfecture',
      anomalies: 'anomalies et mises en production',
      alertes: 'alertes d’expiration',
      pilotage: 'effectifs et pilotage',
      pilote_ia: 'pilotes d’intelligence artificielle',
      recours: 'recours devant le juge',
      satisfaction: 'enquête de satisfaction',
    } satisfies Record<Source, string>,
    columns: { source: 'Source', last: 'Dernier événement', state: 'État' },
    more: 'Livraisons, calculs et lignes refusées',
  },
};

/** What the page says in French of what was published before. */
export const revisionsFr = {
  title: 'Ce qui avait été publié',
  chart: (place: string) => `Mois après mois, ${place}`,
  lede: (places: string) =>
    `Les derniers mois tels que chaque calcul les a donnés, ${places}. Une première valeur change quand des événements arrivent en retard ou quand l’indicateur change de version.`,
  caption: 'Valeur de chaque mois, telle que publiée à chaque date',
  once: (instant: string) =>
    `Un seul état est publié, celui du ${instant}\u00a0: rien n’a encore pu être révisé.`,
  none: 'Cet indicateur n’a pas de valeur mensuelle publiée ici.',
  version: (version: number) => `version ${version}`,
};
