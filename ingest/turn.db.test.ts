import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseError } from '@clickhouse/client';
import { describe, expect, test } from 'vitest';
import { command } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { atWork, thisProcess, type Holder } from './holder.ts';
import { depot, ndjson, testIngest } from './testing.ts';
import { inTurn } from './turn.ts';

const { database, file, take, query } = testIngest();
const db = database.writer;

const turns = async () =>
  (
    await query<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'turn%'`,
    )
  ).map(({ name }) => name);

/** Gives the turn to a process that we make up, which gave its last sign of life so long ago. */
async function giveTurn(holder: Holder, age_s: number) {
  const [name = ''] = await turns();
  const number = Number(name.split('_')[1]) + 1;
  const batch = `b1_${number}`;
  const held = `turn_${number}_${batch}`;
  await command(db, `RENAME TABLE ${name} TO ${held}`);
  await command(
    db,
    `INSERT INTO ${held}
    SELECT {batch:String}, {holder:String}, now64(3) - INTERVAL {age:UInt32} SECOND`,
    { batch, holder: JSON.stringify(holder), age: age_s },
  );
  return { held, batch };
}

describe('the turn', () => {
  test('is one at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(20);
      inside -= 1;
    };
    await Promise.all(['b1_a1', 'b1_a2', 'b1_a3', 'b1_a4'].map((name) => inTurn(db, name, work)));
    expect(most).toBe(1);
    expect(await turns()).toEqual([expect.stringMatching(/^turn_\d+_free$/)]);
  });

  test('is free again when its work fails', async () => {
    const failing = inTurn(db, 'b1_a1', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await inTurn(db, 'b1_a2', () => Promise.resolve(1))).toBe(1);
  });

  test.each<[who: string, holder: Holder, age_s: number]>([
    ['has died', { ...thisProcess, pid: 2 ** 22 + 1 }, 0],
    ['has died, and whose number another has', { ...thisProcess, began: '1' }, 0],
    ['is elsewhere and silent', { ...thisProcess, host: 'elsewhere' }, 31],
    ['is ours, but not at it any more', thisProcess, 0],
  ])('is taken over from a process that %s', async (_who, holder, age_s) => {
    await giveTurn(holder, age_s);
    expect(await inTurn(db, 'b1_a1', () => Promise.resolve('ours'))).toBe('ours');
  });

  test.each<[who: string, holder: Holder]>([
    ['is at it', thisProcess],
    ['gave a sign of life elsewhere', { ...thisProcess, host: 'elsewhere' }],
  ])('is waited for when a process %s', async (_who, holder) => {
    const { held, batch } = await giveTurn(holder, 5);
    let ours = false;
    let waiting: Promise<unknown> | undefined;
    await atWork(batch, async () => {
      waiting = inTurn(db, 'b1_a1', () => Promise.resolve((ours = true)));
      await sleep(500);
      expect(ours).toBe(false);
      await command(db, `RENAME TABLE ${held} TO ${held.replace(/b1_.*/, 'free')}`);
    });
    await waiting;
    expect(ours).toBe(true);
  });

  test.each(['UNKNOWN_TABLE', 'TABLE_UUID_MISMATCH'])(
    'is asked for again where another was faster (%s)',
    async (type) => {
      const { client, name } = db;
      let lost = 0;
      const slower: typeof client.command = (asked) => {
        if (!asked.query.startsWith('INSERT INTO turn_') || lost > 0) return client.command(asked);
        lost += 1;
        return Promise.reject(new ClickHouseError({ message: 'renamed', code: '0', type }));
      };
      const late = { name, client: Object.create(client, { command: { value: slower } }) };
      expect(await inTurn(late, 'b1_a1', () => Promise.resolve('ours'))).toBe('ours');
      expect(lost).toBe(1);
    },
  );

  test('is not waited for any longer by who is asked to stop', async () => {
    const stopping = new AbortController();
    await inTurn(db, 'b1_a1', async () => {
      const waiting = inTurn(db, 'b1_a2', () => Promise.resolve(), stopping.signal);
      stopping.abort();
      await expect(waiting).rejects.toThrow('Asked to stop');
    });
  });

  test('is lost by who is believed dead, who then stores nothing', async () => {
    await inTurn(db, 'b1_a1', async (turn) => {
      await turn.check();
      const [held = ''] = await turns();
      await command(db, `RENAME TABLE ${held} TO turn_900_b1_ff`);
      await expect(turn.check()).rejects.toThrow(DeliveryError);
      await command(db, 'RENAME TABLE turn_900_b1_ff TO turn_901_free');
    });
  });
});

test('deliveries that come at once are stored once', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => depot(`e${index}`));
  const path = await file('a.ndjson', ndjson(...rows));
  const reports = await Promise.all([take([path]), take([path]), take([path])]);
  expect(reports.map(({ inserted }) => inserted).sort()).toEqual([0, 0, 500]);
  expect(reports.every(({ rows: count, rejected }) => count === 500 && rejected === 0)).toBe(true);
  expect(await query('SELECT count() AS rows, uniqExact(event_id) AS ids FROM event')).toEqual([
    { rows: 500, ids: 500 },
  ]);
});
