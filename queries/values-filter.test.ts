import { expect, test } from 'vitest';
import { z } from 'zod';
import { BadRequest, NotFound } from '#core/errors.ts';
import { loadReference } from '#seed/reference/reference.ts';
import type { Catalogue } from './catalogue.ts';
import { parseValuesFilter, valuesParameters } from './values-filter.ts';

const reference = loadReference();
const catalogue = [{ id: 'P-01', sources: ['anef'] }] as unknown as Catalogue;
const parse = (input: Record<string, unknown>) => parseValuesFilter(input, catalogue, reference);
const mistakeOf = (input: Record<string, unknown>) => {
  try {
    parse({ indicator: 'P-01', ...input });
  } catch (error) {
    if (error instanceof BadRequest) return error.message;
  }
  return 'accepted';
};

test('takes ids and codes in any case and gives them as we write them', () => {
  expect(
    parse({
      indicator: 'p-01',
      prefecture: '2a',
      titre: 'l421-9',
      motif: 'Familial',
      view: 'COHORT',
      demande: 'ALL',
      breakdown: 'classe=R1',
    }),
  ).toMatchObject({
    indicator: { id: 'P-01', sources: ['anef'] },
    prefecture: '2A',
    titre: 'L421-9',
    motif: 'familial',
    view: 'cohort',
    demande: 'all',
    breakdown: 'classe=R1',
  });
});

test('takes a date as the end of that day in Paris', () => {
  expect(parse({ indicator: 'P-01', as_of: '2026-07-31' }).as_of).toEqual(
    new Date('2026-07-31T21:59:59.999Z'),
  );
});

test.each<[Record<string, unknown>, string]>([
  [{ prefecture: '00' }, '`prefecture`: “00” is not the code of a prefecture such as 75 or 2A'],
  [{ view: 'x' }, '`view`: “x” is not one of cohort, period.'],
  [{ from: '2026-13' }, '`from`: “2026-13” is not a month (2026-10)'],
  [{ from: '2026-10', to: '2026-09' }, '`from` (2026-10) must not come after `to` (2026-09)'],
  [{ as_of: 'yesterday' }, '`as_of`: “yesterday” is neither an instant'],
  [{ motif: ['divers', 'familial'] }, '`motif` is given more than once'],
  [{ prefecure: '75' }, 'unknown parameter “prefecure” (known: indicator, view'],
  [{ breakdown: 'x'.repeat(201) }, '`breakdown`:'],
  [{ indicator: undefined }, '`indicator` is missing'],
  [{ view: '', grain: 'week' }, '`grain`: “week” is not one of month, year, none'],
])('refuses %j and says what was expected', (input, expected) => {
  expect(mistakeOf(input)).toContain(expected);
});

test('says of an unknown indicator that there is none', () => {
  expect(() => parse({ indicator: 'Z-99' })).toThrow(NotFound);
});

test('describes each parameter, with the codes it may take', () => {
  const { properties = {} } = z.toJSONSchema(valuesParameters(reference), { io: 'input' });
  expect(properties.prefecture).toMatchObject({
    type: 'string',
    enum: expect.arrayContaining(['2A', 'all']),
  });
  for (const [name, schema] of Object.entries(properties)) {
    expect(schema, name).toMatchObject({ description: expect.stringMatching(/\.$/) });
  }
});
