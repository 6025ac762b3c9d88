import type { sectionsFr } from './sections.fr.ts';

/** What the composed pages and their charts say in English. */
export const sectionsEn: typeof sectionsFr = {
  legal: {
    months: (count) => `${count}\u00a0months`,
    days: (count) => `${count}\u00a0days`,
    common: (time) => `ordinary legal time limit: ${time}`,
    own: (time) => `legal time limit of this permit: ${time}`,
    column: 'Legal time limit',
    toVerify: 'to be verified',
    note: 'The dashed line is the legal time limit of the permit: after it, silence is a refusal (CESEDA R. 432-1).',
  },
  curve: {
    axis: 'days since filing',
    within: (day) => `Within ${day} days`,
    column: 'Time',
    finding: (share, day, year) =>
      `${share} of the applications filed in ${year} have a decision within ${day} days`,
    label: (title, from, to) => `Curve: ${title}. ${from}. ${to}.`,
    atRisk:
      'The column n counts the applications followed; Still followed, those that the cut-off finds without a decision.',
    cohort: (year) => `Filed in ${year}`,
  },
  dots: {
    label: (title, count) => `${title} ${count} values on one scale.`,
    caption: (title) => `${title}`,
    line: 'Label',
    answers: 'What it answers',
    none: 'No value for this choice.',
    trial: (months, unreached) =>
      `The test: at the end of ${months} recent months whose sequel is known, what each count would have announced, and the day when half of those who filed in the month after had their decision. A mean and a stock do not answer this question: part of their error comes from there.${unreached > 0 ? ` For ${unreached} of these months, half had no decision within a year: they are not counted, which flatters counts that are too low.` : ''}`,
    verdict: (error, tendency) => `When tested: off by ${error} on average, ${tendency}.`,
    tendencies: {
      high: 'mostly too high',
      low: 'mostly too low',
      both: 'now too high, now too low',
    },
    error: 'Mean error when tested',
    bias: 'Bias',
  },
  ages: {
    finding: (older, all, months, period) =>
      `${older} of the ${all} applications pending at the end of ${period} were filed at least ${months} months earlier`,
    label: (question, count) => `${question} ${count} ages, from the latest to the oldest.`,
    at: (period) => `end of ${period}`,
    axis: 'months elapsed since the month of filing',
    head: 'Age',
    age: (months, isOpen) =>
      isOpen
        ? `${months} months or more`
        : months === 0
          ? 'filed within the month'
          : months === 1
            ? '1 month'
            : `${months} months`,
    limit: (months) => `${months} months and more`,
    note: 'To the right of the line an application has waited longer than the ordinary legal time limit, four months (R.\u00a0432-2); some permits have a shorter one.',
  },
  choices: {
    legend: 'Choose what the page shows',
    place: 'Territory',
    titre: 'Permit',
    anyTitre: 'All permits',
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
      'Median days (a share, for the document), with the 95% interval. Each clock has its own start and end: medians do not add up.',
    noClock: (id) => `${id} is not in the catalogue: no measure`,
    notHere: 'not divided by prefecture',
    france: 'France',
    difference: {
      above: 'Above the whole country, beyond chance (95%). The users may differ.',
      below: 'Below the whole country, beyond chance (95%). The users may differ.',
      unsure: 'No difference from the whole country can be concluded.',
      unjudged: 'Without an interval, nobody can say whether the difference exceeds chance.',
    },
  },
  prefectures: {
    title: 'The prefectures',
    lede: 'By code, never by rank: their users and applications differ.',
    funnels: 'Each among the others',
    funnelsLede:
      'A departure from chance is neither a merit nor a fault: it invites one to ask why.',
    search: 'Find a prefecture (name, code or region)',
    none: (search) => `No prefecture matches “${search}”.`,
    caption: 'The prefectures and their main figures, by code',
    note: 'Under each figure its 95% interval. A click on a figure opens its identity card, a click on a name the page of the prefecture.',
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
    none: 'No pilot prefecture is declared in this installation: no public source names them. The figures below take for pilots those where the log shows the application at work.',
    columns: { since: 'Since', until: 'Until', tasks: 'Tasks', running: 'running' },
    tasks: {
      tri: 'sorting',
      completude: 'completeness check',
      proposition: 'proposed decision',
      redaction: 'drafting',
    },
  },
  funnel: {
    axis: 'less data ← → more data',
    finding(title, places, alarms, warnings, year) {
      const beyond = (count: number) => (count === 1 ? 'is beyond' : 'are beyond');
      if (alarms + warnings === 0)
        return `${title}, ${year}: none of ${places} prefectures is beyond the 95% limits`;
      const far =
        alarms === 0
          ? `none of ${places} prefectures is beyond the 99.8% limits`
          : `${alarms} of ${places} prefectures ${beyond(alarms)} the 99.8% limits`;
      const other = alarms === 0 ? '' : warnings === 1 ? ' other' : ' others';
      const near = warnings === 0 ? '' : `; ${warnings}${other} ${beyond(warnings)} the 95% ones`;
      return `${title}, ${year}: ${far}${near}`;
    },
    place: {
      none: (name) => `${name}: within the 95% limits`,
      warning: (name) => `${name}: between the 95% and the 99.8% limits`,
      alarm: (name) => `${name}: beyond the 99.8% limits`,
      unplaced: (name) => `${name}: too little data to place it`,
    },
    label: (question, places, alarms) =>
      `${question} ${places} prefectures, ${alarms} of them beyond the 99.8% limits.`,
    scales: {
      none: 'Observed value',
      indirect: 'Ratio to what its own users would give in the country (1 = as expected)',
      direct: 'Value that the users of the whole country would give',
    },
    note: 'Solid lines: 95% limits; dashed: 99.8%, usual differences between prefectures allowed for. Inside, nothing tells one prefecture from another.',
    columns: ['Value', 'n', '95% limits', 'Reading'],
    signals: {
      none: 'within the limits',
      warning: 'beyond the 95% limits',
      alarm: 'beyond the 99.8% limits',
    },
  },
  control: {
    finding: (title, months, broken) =>
      broken === 0
        ? `${title}: ${months} months, nothing more than chance`
        : `${title}: ${broken} of ${months} months ${broken === 1 ? 'carries' : 'carry'} a signal`,
    label: (question, months, broken) => `${question} ${months} months, ${broken} with a signal.`,
    kinds: { xmr: 'chart of individual values (XmR)', laney: 'Laney p′ chart' },
    between: (low, high) => `limits ${low} to ${high}`,
    rules: {
      outside: 'beyond the limits',
      trend: 'trend over several months',
      two_of_three: 'two months of three near a limit',
      shift: 'run of months on one side',
    },
    note: 'Dashed: the limits of chance, computed from the series itself. Dotted: milestones. Triangle: a month that carries a signal.',
    none: 'This indicator has no whole monthly values here: there is no chart to draw.',
    tooFew: 'Too few months to compute limits.',
    flat: (figure) => `Every month has the same value, ${figure}: a chart would say nothing of it.`,
    columns: ['Value', 'Limits', 'n', 'Signal'],
  },
  forecast: {
    none: 'No forecast is computed for this territory yet: it needs several whole months of stock by age.',
    finding: (value, period, range) =>
      `With the same staff, ${value} would be waiting in ${period}${range && ` (${range}, 80% interval)`}`,
    since: (period) => `forecast from ${period} on`,
    note: 'Projection of the closures observed by age of the applications; a scenario is not a promise. The band is the 80% interval, that of its past errors.',
    test: (months, error, naive) =>
      `Mean past error at ${months} months: ${error} (${naive} when supposing an unchanged stock).`,
    staffing: (change) =>
      change === 0
        ? 'Same staff'
        : `Staff ${change > 0 ? '+' : '−'}${Math.round(Math.abs(change) * 100)}%`,
    short: (change) =>
      change === 0
        ? 'same staff'
        : `staff ${change > 0 ? '+' : '−'}${Math.round(Math.abs(change) * 100)}%`,
    expected: 'forecast',
  },
};
