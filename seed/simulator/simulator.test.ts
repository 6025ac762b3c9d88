import { createHash } from 'node:crypto';
import { group } from 'd3';
import { describe, expect, test } from 'vitest';
import { EVENT_NAMES, TERMINAL_EVENTS, type EventName, type EventRow } from '#domain/contract.ts';
import { CSV_HEADER } from './csv.ts';
import { dossierRows, events, generate } from './simulator.ts';
import { faultsOf } from './testing.ts';
import { buildWorld } from './world.ts';

const population = [...events({ dossiers: 25_000, seed: 11 })];
const hash = (chunks: Iterable<Uint8Array>): string => {
  const sha = createHash('sha256');
  for (const chunk of chunks) sha.update(chunk);
  return sha.digest('hex');
};
const byId = group(population, ({ source, event_id }) => `${source} ${event_id}`);

describe('a population', () => {
  const small = { dossiers: 1200, seed: 5 };

  test('is the same bytes for the same seed, and others for another', () => {
    expect(hash(generate(small))).toBe(hash(generate(small)));
    expect(hash(generate({ ...small, seed: 6 }))).not.toBe(hash(generate(small)));
  });

  test('is the same bytes whole or in parts', () => {
    const parts = [
      { first: 0, last: 99 },
      { first: 100, last: 100 },
      { first: 101, last: 1199 },
    ];
    const joined = parts.flatMap((part) => [...generate(small, part)]);
    expect(hash(joined)).toBe(hash(generate(small)));
  });

  test('makes each dossier whatever the others are', () => {
    const [few, many] = [1000, 9000].map((dossiers) => buildWorld({ dossiers, seed: 5 }));
    for (const index of [0, 1, 2, 501, 999]) {
      expect(dossierRows(few!, index)).toEqual(dossierRows(many!, index));
    }
  });

  test('is delivered once by two deliveries that follow each other', () => {
    const first = [...events({ ...small, coversTo: '2025-06-18' })];
    const second = [...events({ ...small, coversTo: '2026-10-31', continues: '2025-06-18' })];
    const whole = [...events(small)];
    const text = (rows: EventRow[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(text([...first, ...second])).toEqual(text(whole));
    expect(second.length).toBeGreaterThan(100);
  });

  test('tells how many dossiers are made', () => {
    const told: number[] = [];
    for (const _ of generate(small, undefined, (dossiers) => told.push(dossiers)));
    expect(told).toEqual([500, 1000]);
  });

  test('refuses to be empty, or outside the years of the model', () => {
    expect(() => [...events({ dossiers: 0, seed: 1 })]).toThrow(RangeError);
    expect(() => [...events({ dossiers: 9, seed: 1, from: '2019-01-01' })]).toThrow(RangeError);
  });
});

describe('a row', () => {
  test('has nothing that the contract refuses', () => {
    const some = [...group(population, ({ event }) => event).values()].flatMap((rows) =>
      rows.slice(0, 400),
    );
    expect(some.flatMap(faultsOf)).toEqual([]);
  });

  test('is of every kind of event', () => {
    const seen = new Set<EventName>(population.map(({ event }) => event));
    expect(EVENT_NAMES.filter((name) => !seen.has(name))).toEqual([]);
  });

  test('is synthetic by its name, and its name is one of its own in its source', () => {
    expect(population.every(({ event_id }) => event_id.startsWith('sim-'))).toBe(true);
    const conflicts = [...byId.values()].filter((versions) => {
      const contents = new Map(versions.map((row) => [row.recorded_at, JSON.stringify(row)]));
      return versions.some((row) => contents.get(row.recorded_at) !== JSON.stringify(row));
    });
    expect(conflicts).toEqual([]);
  });

  test('is recorded by a Monday extraction', () => {
    const instants = [...new Set(population.map(({ recorded_at }) => recorded_at))];
    expect(instants.length).toBeGreaterThan(300);
    expect(instants.filter((instant) => !instant.endsWith('T03:00:00Z'))).toEqual([]);
    expect(new Set(instants.map((instant) => new Date(instant).getUTCDay()))).toEqual(new Set([1]));
  });

  test('comes no earlier than the filing of its dossier', () => {
    const filed = new Map(
      population
        .filter(({ event }) => event === 'depot')
        .toSorted((one, other) => (one.recorded_at < other.recorded_at ? 1 : -1))
        .map(({ dossier, recorded_at }) => [dossier, recorded_at]),
    );
    const early = population.filter(
      ({ dossier, recorded_at }) => filed.has(dossier!) && recorded_at < filed.get(dossier!)!,
    );
    expect(early).toEqual([]);
  });

  test('is now and then late, repeated, corrected or withdrawn', () => {
    const late = population.filter(
      ({ occurred_on, recorded_at }) =>
        occurred_on && Date.parse(recorded_at) - Date.parse(occurred_on) > 8 * 86_400_000,
    );
    expect(late.length / population.length).toBeGreaterThan(0.01);
    expect(late.length / population.length).toBeLessThan(0.05);

    const several = [...byId.values()].filter((versions) => versions.length > 1);
    const isRepeat = ([one, other]: EventRow[]) => one!.recorded_at === other!.recorded_at;
    const isWithdrawn = (versions: EventRow[]) =>
      versions.some(({ event }) => event === 'retractation');
    expect(several.filter(isRepeat).length).toBeGreaterThan(50);
    expect(several.filter(isWithdrawn).length).toBeGreaterThan(20);
    const corrected = several.filter((rows) => !isRepeat(rows) && !isWithdrawn(rows));
    expect(corrected.length).toBeGreaterThan(150);
  });
});

describe('a delivery', () => {
  test('ends at its cut-off and leaves dossiers open', () => {
    const last = population.reduce(
      (day, { occurred_on }) => (occurred_on! > day ? occurred_on! : day),
      '',
    );
    expect(last).toBe('2026-10-31');
    const filed = new Set(dossiersOf(population, ['depot']));
    const closed = new Set(dossiersOf(population, TERMINAL_EVENTS));
    const open = [...filed].filter((dossier) => !closed.has(dossier)).length;
    expect(open / filed.size).toBeGreaterThan(0.03);
    expect(open / filed.size).toBeLessThan(0.1);
  });

  test('holds about nine events a dossier', () => {
    const mean = population.filter(({ dossier }) => dossier).length / 25_000;
    expect(mean).toBeGreaterThan(8);
    expect(mean).toBeLessThan(9.5);
  });

  test('is plain CSV under the header of the contract', () => {
    const text = Buffer.concat([...generate({ dossiers: 50, seed: 2 })]).toString();
    const lines = text.trimEnd().split('\n');
    expect(`${lines[0]}\n`).toBe(CSV_HEADER);
    expect(text).not.toMatch(/["\r]/);
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([28]));
    const rows = [...events({ dossiers: 50, seed: 2 })];
    expect(lines).toHaveLength(rows.length + 1);
    const [row] = rows;
    const cells = Object.fromEntries(
      lines[0]!.split(',').map((name, rank) => [name, lines[1]!.split(',')[rank]]),
    );
    for (const [name, cell] of Object.entries(cells)) {
      expect(cell).toBe(String(row![name as keyof EventRow] ?? ''));
    }
  });

  test('has one filing a dossier, and a second pseudonym only where it is tied to the first', () => {
    const filed = new Set(dossiersOf(population, ['depot']));
    const tied = new Set(dossiersOf(population, ['rattachement']));
    const strangers = population.filter(
      ({ dossier }) => dossier && !filed.has(dossier) && !tied.has(dossier),
    );
    // A tie recorded after the last extraction is not in the delivery.
    expect(strangers.length).toBeLessThan(10);
  });
});

const dossiersOf = (rows: readonly EventRow[], names: readonly EventName[]): string[] =>
  rows.filter(({ event }) => names.includes(event)).map(({ dossier }) => dossier!);
