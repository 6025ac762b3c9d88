import type { sectionsFr } from './sections.fr.ts';

/** What the composed pages and their charts say in English. */
export const sectionsEn: typeof sectionsFr = {
  legal: {
    months: (count) => `${count} months`,
    days: (count) => `${count} days`,
    common: (time) => `common legal time: ${time} (R. 432-2)`,
    own: (time) => `legal time of this title: ${time}`,
    column: 'Legal time',
    toVerify: 'to be verified',
    note: 'The dashed line is the legal time of the title: after it, silence is a refusal (CESEDA R. 432-1).',
  },
  curve: {
    axis: 'days since filing',
    within: (day) => `Within ${day} days`,
    column: 'Time',
    finding: (share, day, year) =>
      `${share} of the applications filed in ${year} have a decision within ${day} days`,
    label: (title, from, to) => `Curve: ${title}. ${from}. ${to}.`,
    atRisk:
      'The column n counts the applications followed; Pending, those that the cut-off finds without a decision.',
    cohort: (year) => `Filed in ${year}`,
  },
  dots: {
    label: (title, count) => `${title} ${count} values on one scale.`,
    caption: (title) => `${title}`,
    line: 'Label',
    answers: 'What it answers',
    none: 'No value for this choice.',
  },
  choices: {
    legend: 'Choose what the page shows',
    place: 'Territory',
    titre: 'Title',
    anyTitre: 'All titles',
    period: 'Year of tables and curves',
    lastYear: 'The latest',
    chapters: 'On this page',
  },
  composed: {
    cutoff: (day) => `Data up to ${day}.`,
    map: 'Map and table by prefecture',
    reading: 'How to read it',
  },
  prefecture: {
    back: 'All prefectures',
    lede: 'Each figure stands beside that of the whole country; no prefecture is ranked.',
    unknown: (code) => `No prefecture has the code ${code}.`,
    chain: 'The clocks of the procedure',
    chainNote:
      'Median days, with the 95% interval. Each clock has its own start and end: medians do not add up.',
    noClock: 'not computed yet',
    france: 'France',
    difference: {
      above: 'Above the whole country: the intervals do not overlap. The users may differ.',
      below: 'Below the whole country: the intervals do not overlap. The users may differ.',
      unsure: 'No difference from the whole country can be concluded.',
      unjudged: 'Without an interval, nobody can say whether the difference exceeds chance.',
    },
  },
  prefectures: {
    title: 'The prefectures',
    lede: 'By code, never by rank: their users and applications differ.',
    search: 'Find a prefecture (name, code or region)',
    none: (search) => `No prefecture matches “${search}”.`,
    caption: 'The prefectures and their main figures, by code',
    note: 'A click on a figure opens its identity card, a click on a name the page of the prefecture.',
  },
  evaluation: {
    title: 'The evaluation',
    lede: 'What the parliamentary question asks, what is claimed in public, and what the events allow to be verified.',
    claims: 'Published figures',
    caption: 'Register of published figures',
    claimsLede:
      'Each figure with who said it, when, and where it was read. It will be recomputed here where an indicator allows; until then it is neither confirmed nor refuted.',
    search: 'Search (subject, issuer, year or indicator)',
    none: (search) => `No published figure matches “${search}”.`,
    noIndicator: 'none recomputes it',
    columns: {
      figure: 'What is claimed',
      value: 'Value',
      period: 'Period',
      issuer: 'Issuer',
      status: 'Verification',
      indicator: 'Indicator',
      source: 'Read in',
    },
    units: { count: '', days: ' days', months: ' months', fte: ' FTE' },
    qualifiers: { exact: '', about: 'about ', at_least: 'at least ', at_most: 'at most ' },
    statuses: {
      non_verifie: 'not verified yet',
      reproductible: 'reproducible',
      partiellement: 'partly',
      non_reproductible: 'not reproducible',
      contredit: 'contradicted',
    },
  },
  pilots: {
    title: 'The pilot prefectures',
    caption: 'Pilot prefectures, since when and for which tasks',
    none: 'No pilot prefecture is declared in this installation: no public source names them.',
    columns: { since: 'Since', until: 'Until', tasks: 'Tasks', running: 'running' },
    tasks: {
      tri: 'sorting',
      completude: 'completeness check',
      proposition: 'proposed decision',
      redaction: 'drafting',
    },
  },
};
