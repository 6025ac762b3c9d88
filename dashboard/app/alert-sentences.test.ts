import { expect, test } from 'vitest';
import { alertHref, alertSentence, byIndicator, meaningOf } from './alert-sentences.ts';
import type { Alert } from './api.ts';
import { localeOf } from './locale.ts';
import { indicator } from './testing/rows.ts';
import { readState } from './url-state.ts';

const fr = localeOf('fr');
const stock = indicator({ id: 'S-01', unit: 'count', statistics: ['count'] });

const alert = (given: Partial<Alert> = {}): Alert => ({
  ...{ kind: 'chart', indicator: 'S-01', statistic: 'count', prefecture: '75', period: '2026-10' },
  ...{ value: 189, n: 189, centre: 154.5, lower: 134.9, upper: 174.1 },
  ...{ rules: ['outside', 'shift'], meaning: 'concern', cusum: null },
  ...given,
});

const plain = (text: string) => text.replace(/\s/g, ' ');

test.each([
  [{}, 'Paris : 189 demandes, au-dessus de la limite du hasard (174 demandes)'],
  [{ value: 100 }, 'Paris : 100 demandes, au-dessous de la limite du hasard (135 demandes)'],
  [{ rules: ['shift'] }, 'Paris : 189 demandes, sept mois de suite du même côté de la moyenne'],
  [{ rules: [] }, 'Paris : 189 demandes, des écarts qui s’accumulent dans le même sens'],
  [
    { kind: 'mass_closing' as const, value: 12 },
    'Paris : 12 clôtures sans décision le jour le plus chargé du mois',
  ],
])('an alert says what is more than chance, in a sentence: %o', (given, sentence) => {
  expect(plain(alertSentence(fr, alert(given), stock, 'Paris'))).toBe(sentence);
});

test('an alert leads to the chart of its place, or to the series where no chart is drawn', () => {
  const state = readState('?lang=en&as_of=2026-11-01');
  expect(alertHref(alert(), state)).toBe(
    '/prefectures/75?lang=en&indicator=S-01&as_of=2026-11-01#maitrise',
  );
  expect(alertHref(alert({ prefecture: null }), readState(''))).toBe(
    '/indicateurs/S-01?statistic=count#maitrise',
  );
  expect(alertHref(alert({ kind: 'bunching', indicator: 'G-01' }), readState(''))).toBe(
    '/?indicator=G-01&statistic=count&prefecture=75#explorer',
  );
});

test('what adds up gives the meaning where no rule holds', () => {
  expect(meaningOf(alert({ meaning: null, cusum: 'improvement' }))).toBe('improvement');
  expect(meaningOf(alert())).toBe('concern');
});

test('alerts are grouped by indicator', () => {
  const groups = byIndicator([alert(), alert({ indicator: 'P-01' }), alert({ prefecture: null })]);
  expect(groups.map(([id, alerts]) => [id, alerts.length])).toEqual([
    ['S-01', 2],
    ['P-01', 1],
  ]);
});
