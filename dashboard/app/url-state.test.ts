import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATISTICS, VIEWS } from '#domain/indicator.ts';
import {
  dimensionsOf,
  pageHref,
  POPULATIONS,
  readState,
  SORT_COLUMNS,
  writeState,
  type PageState,
  type PopulationDimension,
} from './url-state.ts';

const maybe = <Text>(texts: fc.Arbitrary<Text>) => fc.option(texts, { nil: null });
const population = fc
  .constantFrom(...(Object.keys(POPULATIONS) as PopulationDimension[]))
  .chain((dimension) =>
    fc.record({
      dimension: fc.constant(dimension),
      member: fc.constantFrom<string>(...POPULATIONS[dimension]),
    }),
  );
const state: fc.Arbitrary<PageState> = fc.record({
  lang: fc.constantFrom('fr', 'en'),
  indicator: fc.constantFrom('P-01', 'S-02', 'IA-03'),
  statistic: maybe(fc.constantFrom(...STATISTICS)),
  view: maybe(fc.constantFrom(...VIEWS)),
  breakdown: maybe(fc.constantFrom('seuil=4m', 'cause=favorable;horizon=12m')),
  population: maybe(population),
  period: maybe(fc.constantFrom('2026', '2026-10')),
  prefecture: maybe(fc.constantFrom('01', '2A', '974')),
  sort: fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }),
  titre: maybe(fc.constantFrom('L421-9', 'ACC-DZ', 'DCEM')),
  tables: fc.uniqueArray(fc.constantFrom('serie', 'courbe', 'a-05')),
  search: fc.constantFrom('', 'délai', 'a&b=c'),
  unverified: fc.boolean(),
  fiche: maybe(
    fc.constantFrom('P-01.period.median.2026-10.fr', 'S-02.period.share..75.....seuil=4m'),
  ),
  as_of: maybe(
    fc.constantFrom('2026-11-20', '2026-11-20T07:15:00.000Z', '2026-11-20T08:15:00+01:00'),
  ),
});

test('the address holds the whole of the state', () => {
  fc.assert(
    fc.property(state, (given) => {
      expect(readState(writeState(given))).toEqual(given);
    }),
  );
});

describe('the query string', () => {
  test('is empty when nothing was chosen', () => {
    expect(writeState(readState(''))).toBe('');
  });

  test('leaves out what it does not understand', () => {
    const query =
      '?lang=de&indicator=<b>&statistic=best&view=x&motif=zzz&period=2026-13&prefecture=75000&sort=rank&as_of=hier&fiche=x';
    expect(readState(query)).toEqual(readState(''));
  });

  test('takes an indicator in any case', () => {
    expect(readState('?indicator=s-01').indicator).toBe('S-01');
  });
});

test('a link to another page keeps language and instant, and starts afresh otherwise', () => {
  const here = readState('?lang=en&as_of=2026-11-20&prefecture=75&sort=-value');
  expect(pageHref('/methode', here)).toBe('/methode?lang=en&as_of=2026-11-20');
  expect(pageHref('/', here, { indicator: 'S-01' })).toBe(
    '/?lang=en&indicator=S-01&as_of=2026-11-20',
  );
});

test('dossiers can be restricted only by what the indicator is divided by', () => {
  expect(dimensionsOf({ dimensions: ['prefecture', 'motif', 'titre'] })).toEqual(['motif']);
});
