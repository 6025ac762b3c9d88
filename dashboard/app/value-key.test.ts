import { expect, test } from 'vitest';
import { value } from './testing/rows.ts';
import { isAt, readKey, writeKey } from './value-key.ts';

test('a key is short enough to be read in a link', () => {
  expect(writeKey(value())).toBe('P-01.period.median.2026-10.fr');
  expect(writeKey(value({ prefecture: '75', region: '11' }))).toBe('P-01.period.median.2026-10.75');
});

test.each([
  value(),
  value({ region: '84' }),
  value({ region: 'COM' }),
  value({ prefecture: '2A' }),
  value({ period: null, statistic: 'count', indicator: 'S-01' }),
  value({ period: '2025', motif: 'etudiant', demande: 'premiere' }),
  value({ canal: 'anef', breakdown: 'cause=favorable;horizon=12m' }),
  value({ titre: 'L421-9', breakdown: 'seuil=1.5m' }),
])('a key leads back to its value (%#)', (row) => {
  const address = readKey(writeKey(row));
  expect(address).toMatchObject({
    indicator: row.indicator,
    period: row.period,
    region: row.region,
    prefecture: row.prefecture,
    breakdown: row.breakdown,
  });
  expect(address && isAt(row, address)).toBe(true);
});

test('a key tells a breakdown from the whole, and one place from another', () => {
  const address = readKey('P-01.period.median.2026-10.75');
  expect(address && isAt(value({ prefecture: '75', breakdown: 'seuil=4m' }), address)).toBe(false);
  expect(address && isAt(value({ prefecture: '75', region: '11' }), address)).toBe(true);
  expect(address && isAt(value(), address)).toBe(false);
});

test.each([
  '',
  'P-01',
  'P-01.period.median',
  'P-01.side.median.2026-10.fr',
  'P-01.period.best.2026-10.fr',
])('names no value: “%s”', (key) => expect(readKey(key)).toBeUndefined());
