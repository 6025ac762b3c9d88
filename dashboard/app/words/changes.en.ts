import type { changesFr, revisionsFr } from './changes.fr.ts';

/** What the page says in English of what changed, and of how fresh the data is. */
export const changesEn: typeof changesFr = {
  title: (month) => `What changed in ${month}`,
  untitled: 'What changed this month',
  told: (told, watched, month) =>
    `In ${month}, ${told} of ${watched} series ${told === '1' ? 'carries' : 'carry'} a signal`,
  chance: (count) =>
    `Chance alone would tell about ${count}. A series is one indicator in one place, month after month, against its own limits.`,
  none: 'No series carries a signal this month: what moves does not exceed chance.',
  noneHere: (month) =>
    `No series watched here carries a signal in ${month}: what moves does not exceed chance.`,
  notYet:
    'No month is watched yet: it takes twelve whole months of figures to say what chance allows.',
  places: (count) =>
    count === 1 ? '1 prefecture carries a signal' : `${count} prefectures carry a signal`,
  reading: (place, value, how) => `${place}: ${value}, ${how}`,
  above: (limit) => `above the limit of chance (${limit})`,
  below: (limit) => `below the limit of chance (${limit})`,
  rules: {
    outside: 'beyond the limits of chance',
    trend: 'seven months in a row in one direction',
    two_of_three: 'two months of three near a limit',
    shift: 'seven months in a row on one side of the mean',
  },
  cusum: 'differences that add up in one direction',
  bunching: (value) =>
    `${value} times the decisions expected in the week in which the legal time limit ends`,
  mass_closing: (value) => `${value} closures without a decision on the busiest day of the month`,
  meanings: {
    improvement: 'better for users',
    concern: 'worse for users',
    neutral: 'neither better nor worse in itself',
  },
  tally: {
    concern: (count) => `${count} in a way worse for users`,
    improvement: (count) => `${count} in a better way`,
    neutral: (count) => `${count} neither better nor worse`,
  },
  choose: 'Series shown',
  fresh: {
    title: 'Freshness of the data',
    newest: (sources, day) => `${sources} sources are watched. Their latest event is of ${day}.`,
    none: 'Freshness has not been measured yet: it is with each delivery and each night.',
    allInTime: 'No source is late.',
    late: (count) => (count === 1 ? '1 source is late' : `${count} sources are late`),
    reasons: {
      arrival: 'nothing arrived in the time foreseen',
      volume: 'far fewer events than expected in the last whole week',
      silent: 'no event where some were expected',
    },
    inTime: 'in time',
    inPlaces: (count) => (count === 1 ? 'in 1 prefecture' : `in ${count} prefectures`),
    every: 'Each source',
    caption: 'Latest event of each source, and how it is late if it is',
    sources: {
      anef: 'ANEF, online service',
      agdref: 'AGDREF, national register of foreign nationals',
      demarche_numerique: 'Démarche numérique',
      franceconnect: 'FranceConnect',
      ccc: 'citizens’ contact centre (CCC)',
      pan: 'digital reception points (PAN)',
      france_services: 'France Services',
      rendez_vous: 'appointments at prefectures',
      anomalies: 'anomalies and releases',
      alertes: 'expiry alerts',
      pilotage: 'staffing and management',
      pilote_ia: 'AI pilots',
      recours: 'cases before the courts',
      satisfaction: 'satisfaction survey',
    },
    columns: { source: 'Source', last: 'Latest event', state: 'State' },
    more: 'Deliveries, computations and refused rows',
  },
};

/** What the page says in English of what was published before. */
export const revisionsEn: typeof revisionsFr = {
  title: 'What had been published',
  chart: (place) => `Month after month, ${place}`,
  lede: (places) =>
    `The latest months as each computation gave them, ${places}. A first value changes when events arrive late or when the indicator gets another version.`,
  caption: 'Value of each month, as published at each date',
  once: (instant) =>
    `One state is published, that of ${instant}: nothing can have been revised yet.`,
  none: 'This indicator has no monthly value published here.',
  version: (version) => `version ${version}`,
};
