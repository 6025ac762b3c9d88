import { expect, test } from 'vitest';
import { manifestOf, testPull } from './sources/testing.ts';
import { depot, ndjson, testIngest } from './testing.ts';
import type { EventRow } from '#domain/contract.ts';

const { database, query } = testIngest();
const source = testPull(database);
const yaml = `sources:
  - name: agdref-extract
    kind: folder
    extract: full
    settings: { path: in }
`;

/** Puts down a full extract and pulls it; gives what was tallied. */
async function extract(name: string, rows: EventRow[], rest: object = {}) {
  const text = ndjson(...rows);
  await source.put(`in/${name}/a.ndjson`, text);
  await source.put(`in/${name}/manifest.json`, manifestOf({ 'a.ndjson': text }, rest));
  await source.pull(yaml, { now: () => new Date(`2026-11-0${name}T00:00:00Z`) });
  const [last] = await query<Record<string, unknown>>(
    'SELECT source, events, vanished, mutated FROM full_extract ORDER BY at DESC LIMIT 1',
  );
  return last;
}
const keys = () => query(`SELECT DISTINCT batch FROM full_extract_key`);

test('a full extract is held against the one before: what it lacks has vanished, what it tells otherwise has changed', async () => {
  const later = { recorded_at: '2026-03-01T03:00:00Z' };
  expect(await extract('1', [depot('a'), depot('b'), depot('c'), depot('d')])).toMatchObject({
    ...{ source: 'agdref-extract', events: 4, vanished: 0, mutated: 0 },
  });
  expect(
    await extract('2', [
      depot('a'),
      depot('b', { ...later, prefecture: '13' }),
      { event_id: 'c', source: 'anef', event: 'retractation', ...later } as EventRow,
      depot('e'),
    ]),
  ).toMatchObject({ events: 4, vanished: 1, mutated: 2 });
  // What had vanished before does not vanish again, and what was withdrawn may go.
  expect(
    await extract('3', [depot('b', { ...later, prefecture: '13' }), depot('e')]),
  ).toMatchObject({
    ...{ events: 2, vanished: 1, mutated: 0 },
  });
  expect(await keys()).toHaveLength(1);
});

test('what an extract does not cover is silent, not gone, and is remembered until it is covered', async () => {
  const marseille = depot('m', { prefecture: '13' });
  await extract('1', [depot('a'), depot('b'), marseille]);
  expect(await extract('2', [depot('a')], { prefectures: ['75'] })).toMatchObject({ vanished: 1 });
  expect(await extract('3', [depot('a')], { prefectures: ['75', '13'] })).toMatchObject({
    vanished: 1,
  });
  expect(await extract('4', [], { covers_from: '2026-01-06' })).toMatchObject({ vanished: 0 });
});
