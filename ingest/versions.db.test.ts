import { expect, test } from 'vitest';
import { depot, knownAt, ndjson, testIngest } from './testing.ts';

const { file, take, stored, rejects, query } = testIngest();

const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T03:00:00Z`;
const versions = () => stored('event_id, revision, toDate(recorded_at) AS day, prefecture');

test('takes the same delivery once, however often it comes', async () => {
  const path = await file('a.ndjson', ndjson(depot('a'), depot('b')));
  expect(await take([path])).toMatchObject({ rows: 2, inserted: 2, duplicates: 0 });
  expect(await take([path])).toMatchObject({ rows: 2, inserted: 0, duplicates: 2 });
  expect(await take([path, path])).toMatchObject({ rows: 4, inserted: 0, duplicates: 4 });
  expect(await stored()).toEqual([{ event_id: 'a' }, { event_id: 'b' }]);
});

test('takes a row that stands twice in one delivery once', async () => {
  const path = await file('a.ndjson', ndjson(depot('a'), depot('b'), depot('a')));
  const again = await file('b.ndjson', ndjson(depot('b', { recorded_at: at(9) })));
  expect(await take([path, again])).toMatchObject({ rows: 4, inserted: 2, duplicates: 2 });
  expect(await versions()).toMatchObject([
    { event_id: 'a', revision: 0, day: '2026-02-01' },
    { event_id: 'b', revision: 0, day: '2026-02-01' },
  ]);
});

test('does not take the same id of two sources for one event', async () => {
  const path = await file('a.ndjson', ndjson(depot('a'), depot('a', { source: 'agdref' })));
  expect(await take([path])).toMatchObject({ inserted: 2, duplicates: 0, rejected: 0 });
});

test('keeps a correction beside what it corrects', async () => {
  await take([await file('a.ndjson', ndjson(depot('a'), depot('b')))]);
  const later = depot('a', { prefecture: '13', recorded_at: at(2) });
  expect(await take([await file('b.ndjson', ndjson(later, depot('c')))])).toMatchObject({
    rows: 2,
    inserted: 1,
    corrected: 1,
    duplicates: 0,
  });
  expect(await versions()).toEqual([
    { event_id: 'a', revision: 0, day: '2026-02-01', prefecture: '75' },
    { event_id: 'a', revision: 1, day: '2026-02-02', prefecture: '13' },
    { event_id: 'b', revision: 0, day: '2026-02-01', prefecture: '75' },
    { event_id: 'c', revision: 0, day: '2026-02-01', prefecture: '75' },
  ]);
});

test('counts an older version than the one held as a duplicate', async () => {
  await take([await file('a.ndjson', ndjson(depot('a', { recorded_at: at(5) })))]);
  const older = await file(
    'b.ndjson',
    ndjson(depot('a', { prefecture: '13', recorded_at: at(3) })),
  );
  expect(await take([older])).toMatchObject({ duplicates: 1, corrected: 0, rejected: 0 });
  expect(await versions()).toMatchObject([{ revision: 0, prefecture: '75' }]);
});

test('counts what is said again later as a duplicate', async () => {
  await take([await file('a.ndjson', ndjson(depot('a')))]);
  const again = await file('b.ndjson', ndjson(depot('a', { recorded_at: at(9) })));
  expect(await take([again])).toMatchObject({ duplicates: 1, corrected: 0 });
});

test('puts the versions of one delivery in order, wherever they stand', async () => {
  const path = await file(
    'a.ndjson',
    ndjson(
      depot('a', { prefecture: '31', recorded_at: at(4) }),
      depot('a', { prefecture: '13', recorded_at: at(3) }),
      depot('a', { prefecture: '13', recorded_at: at(2) }),
    ),
  );
  expect(await take([path])).toMatchObject({ inserted: 1, corrected: 1, duplicates: 1 });
  expect(await versions()).toEqual([
    { event_id: 'a', revision: 0, day: '2026-02-02', prefecture: '13' },
    { event_id: 'a', revision: 1, day: '2026-02-04', prefecture: '31' },
  ]);
  const back = depot('a', { prefecture: '13', recorded_at: at(6) });
  const more = await file(
    'b.ndjson',
    ndjson(back, depot('a', { prefecture: '33', recorded_at: at(5) })),
  );
  expect(await take([more])).toMatchObject({ corrected: 2 });
  expect((await versions()).map(({ revision, prefecture }) => [revision, prefecture])).toEqual([
    [0, '13'],
    [1, '31'],
    [2, '33'],
    [3, '13'],
  ]);
});

test('sets aside what contradicts the log at the same instant, with its line', async () => {
  await take([await file('a.ndjson', ndjson(depot('a')))]);
  const path = await file('b.ndjson', ndjson(depot('b'), depot('a', { prefecture: '13' })));
  expect(await take([path])).toMatchObject({ rows: 2, inserted: 1, rejected: 1 });
  expect(await rejects('file, line, reason, source, event')).toEqual([
    { file: 'b.ndjson', line: 2, reason: 'conflit', source: 'anef', event: 'depot' },
  ]);
  expect((await versions()).length).toBe(2);
});

test('takes the first of two rows that contradict each other in one delivery', async () => {
  const first = await file('z.ndjson', ndjson(depot('x'), depot('a', { prefecture: '33' })));
  const second = await file(
    'a.csv',
    `${Object.keys(depot('a')).join(',')}\n${[depot('a', { prefecture: '13' }), depot('a', { prefecture: '33' }), depot('a', { prefecture: '14' })].map((row) => Object.values(row).join(',')).join('\n')}\n`,
  );
  expect(await take([first, second])).toMatchObject({
    rows: 5,
    inserted: 2,
    duplicates: 1,
    rejected: 2,
  });
  expect(await rejects('file, line, reason')).toEqual([
    { file: 'a.csv', line: 2, reason: 'conflit' },
    { file: 'a.csv', line: 4, reason: 'conflit' },
  ]);
  expect(await versions()).toMatchObject([{ event_id: 'a', prefecture: '33' }, { event_id: 'x' }]);
});

test('withdraws an event, and restores it by a later version', async () => {
  await take([await file('a.ndjson', ndjson(depot('a')))]);
  const withdrawal = { event_id: 'a', source: 'anef', event: 'retractation', recorded_at: at(2) };
  expect(await take([await file('b.ndjson', ndjson(withdrawal))])).toMatchObject({ corrected: 1 });
  const known = () => query(`SELECT event_id FROM ${knownAt('2027-01-01 00:00:00.000')}`);
  expect(await known()).toEqual([]);
  expect(
    await take([await file('c.ndjson', ndjson(depot('a', { recorded_at: at(3) })))]),
  ).toMatchObject({ corrected: 1 });
  expect(await known()).toEqual([{ event_id: 'a' }]);
});

test('knows a back-fill from when it was recorded', async () => {
  const path = await file('a.ndjson', ndjson(depot('a')));
  await take([path], { backfill: true });
  expect(await stored("known_at, batch != '' AS named")).toEqual([
    { known_at: '2026-02-01 03:00:00.000', named: 1 },
  ]);
});

test('tells by content, not by how it is written', async () => {
  await take([await file('a.ndjson', ndjson(depot('a', { rang: 2 })))]);
  const other = `${JSON.stringify({ ...depot('a'), recorded_at: '2026-02-01t05:00:00.000+02:00', rang: '2' })}\n`;
  expect(await take([await file('b.ndjson', other)])).toMatchObject({ duplicates: 1, rejected: 0 });
});
