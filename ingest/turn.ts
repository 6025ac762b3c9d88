import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseError } from '@clickhouse/client';
import { command, select, type Database } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { atWork, isAt, readHolder, writeHolder } from './holder.ts';

/** The right to change the log, or to have it stand still. Only one has it at a time: a batch, or a computation that fixes its instant. */
export interface Turn {
  /** Throws DeliveryError when another batch has taken the turn, believing that we were dead. */
  check(): Promise<void>;
}

/** A holder on another machine is believed dead when it has given no sign of life for so long. */
const STALE_S = 30;
const BEAT_MS = 5000;
const POLL_MS = 100;

interface TurnTable {
  name: string;
  number: number;
  /** '' when nobody has it. */
  batch: string;
}

/**
 * Runs `work` as the only one who may change the log. The turn is a table whose name says who has
 * it: `turn_7_free` becomes `turn_8_<batch>` by RENAME, which only one of two can do; that works on
 * any ClickHouse, across processes and machines. It is taken over from a process that has died.
 * Throws DeliveryError when `signal` ends the waiting for it.
 */
export const inTurn = <T>(
  db: Database,
  batch: string,
  work: (turn: Turn) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> =>
  atWork(batch, async () => {
    const held = await take(db, batch, signal);
    const beat = setInterval(() => {
      // A missed beat is not an error of this batch: `check` finds out what became of the turn.
      beatOnce(db, held).catch(() => {});
    }, BEAT_MS);
    try {
      return await work({ check: () => check(db, held) });
    } finally {
      clearInterval(beat);
      // Where that fails, the next who wants the turn sees that we are not at it any more.
      await rename(db, held.name, nameOf(held.number, '')).catch(() => false);
    }
  });

const nameOf = (number: number, batch: string) => `turn_${number}_${batch || 'free'}`;

async function findTurn(db: Database, tries = 50): Promise<TurnTable> {
  const tables = await select<{ name: string }>(
    db,
    `SELECT name FROM system.tables
    WHERE database = currentDatabase() AND match(name, '^turn_[0-9]+_')`,
  );
  const turns = tables.map(({ name }) => {
    const [, number = '', batch = ''] = /^turn_(\d+)_(.+)$/.exec(name) ?? [];
    return { name, number: Number(number), batch: batch === 'free' ? '' : batch };
  });
  const latest = turns.sort((a, b) => b.number - a.number)[0];
  if (latest) return latest;
  // A list of tables made while one is renamed may show neither name.
  if (tries === 0) throw new DeliveryError('The database has no turn table: run `migrate` first.');
  await sleep(POLL_MS);
  return findTurn(db, tries - 1);
}

async function take(db: Database, batch: string, signal?: AbortSignal): Promise<TurnTable> {
  for (;;) {
    const found = await findTurn(db);
    if (found.batch && (await isAlive(db, found))) {
      if (signal?.aborted) {
        throw new DeliveryError(
          'Asked to stop while somebody else had the right to change the log. Nothing was stored; run the command again.',
        );
      }
      await sleep(POLL_MS);
      continue;
    }
    // Who we are is written first: a turn never has a holder of whom nothing is known.
    const number = found.number + 1;
    const ours = { name: nameOf(number, batch), number, batch };
    const written = await ifThere(beatOnce(db, { name: found.name, batch }).then(() => true));
    if (written && (await rename(db, found.name, ours.name))) return ours;
  }
}

/** Does the batch that has the turn still run? */
async function isAlive(db: Database, { name, batch }: TurnTable): Promise<boolean> {
  const signs = await ifThere(
    select<{ holder: string; age_s: number }>(
      db,
      `SELECT argMax(holder, at) AS holder, dateDiff('second', max(at), now64(3)) AS age_s
      FROM ${name} WHERE batch = {batch:String}`,
      { batch },
    ),
  );
  const sign = signs?.[0];
  if (!sign) return true;
  const holder = readHolder(sign.holder);
  return (holder && isAt(holder, batch)) ?? sign.age_s < STALE_S;
}

/** An answer, or undefined when the table has just been renamed. */
async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The engine says the second where the table is renamed between its looking for it and its writing to it. */
const isGone = (error: unknown) =>
  error instanceof ClickHouseError &&
  ['UNKNOWN_TABLE', 'TABLE_UUID_MISMATCH'].includes(error.type ?? '');

/** Renames a table; false when somebody else was faster. */
const rename = async (db: Database, from: string, to: string) =>
  (await ifThere(command(db, `RENAME TABLE ${from} TO ${to}`).then(() => true))) ?? false;

const beatOnce = (db: Database, { name, batch }: Pick<TurnTable, 'name' | 'batch'>) =>
  command(db, `INSERT INTO ${name} SELECT {batch:String}, {holder:String}, now64(3)`, {
    batch,
    holder: writeHolder(),
  });

async function check(db: Database, { name }: TurnTable): Promise<void> {
  const found = await findTurn(db);
  if (found.name !== name) {
    throw new DeliveryError(
      'Somebody else took over because this one gave no sign of life for too long. ' +
        'Nothing was stored; run the command again.',
    );
  }
}
