import { expect, test } from 'vitest';
import type { Titre } from './api.ts';
import { legalDays, legalLevels } from './legal.ts';

const titre = (code: string, legal_months: number | null, legal_days: number | null): Titre => ({
  code,
  label_fr: code,
  label_en: code,
  motif: 'divers',
  legal_months,
  legal_days,
  verified: true,
});
const titres = [titre('L421-11', null, 90), titre('L421-1', 4, null)];

test('four calendar months lie at their mean length, days where they are', () => {
  expect(legalDays(titre('x', 4, null))).toBeCloseTo(121.75);
  expect(legalDays(titre('x', null, 90))).toBe(90);
  expect(legalDays(titre('x', null, null))).toBeUndefined();
});

test('the common rule is drawn, unless a title with its own was chosen', () => {
  expect(legalLevels(titres, null)[0]?.value).toBeCloseTo(121.75);
  expect(legalLevels(titres, 'L421-11')[0]?.value).toBe(90);
  expect(legalLevels(titres, 'unknown')).toEqual([]);
});
