/** N-01, N-03 and N-05: the tracker and the outages, worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventName } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { aside, computed, deliver, national, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
let values: Value[] = [];
const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));

const anomaly = (
  reference: string,
  event: EventName,
  day: string,
  gravite: 'bloquante' | 'mineure',
) => aside('anomalies', event, day, { reference, module: 'depot', gravite });
const outage = (debut_at: string, fin_at: string, issue: 'programmee' | 'non_programmee') =>
  aside('anomalies', 'indisponibilite', debut_at.slice(0, 10), {
    module: 'anef',
    debut_at,
    fin_at,
    issue,
  });

beforeAll(async () => {
  await deliver(database.writer, [
    // Ten fixed after ten days, ten still open at the cut-off, one rejected, one fixed twice.
    ...several(10, (i) => [
      anomaly(`F-${i}`, 'anomalie_ouverte', '2026-01-05', 'bloquante'),
      anomaly(`F-${i}`, 'anomalie_corrigee', '2026-01-15', 'bloquante'),
    ]),
    ...several(10, (i) => [anomaly(`O-${i}`, 'anomalie_ouverte', '2026-01-06', 'mineure')]),
    anomaly('R-1', 'anomalie_ouverte', '2026-01-05', 'bloquante'),
    anomaly('R-1', 'anomalie_rejetee', '2026-01-08', 'bloquante'),
    anomaly('T-1', 'anomalie_ouverte', '2026-01-05', 'bloquante'),
    anomaly('T-1', 'anomalie_ouverte', '2026-01-06', 'bloquante'),
    anomaly('T-1', 'anomalie_corrigee', '2026-01-25', 'bloquante'),
    anomaly('T-1', 'anomalie_rouverte', '2026-03-01', 'bloquante'),
    anomaly('T-1', 'anomalie_corrigee', '2026-03-11', 'bloquante'),
    aside('anomalies', 'mise_en_service', '2026-01-01', { module: 'anef', version: '1' }),
    // Two that overlap: six hours in all; and one over the end of March, in Paris time.
    outage('2026-01-10T00:00:00Z', '2026-01-10T04:00:00Z', 'programmee'),
    outage('2026-01-10T02:00:00Z', '2026-01-10T06:00:00Z', 'non_programmee'),
    outage('2026-03-31T21:00:00Z', '2026-03-31T23:00:00Z', 'programmee'),
  ]);
  values = await computed(
    database.writer,
    loadCatalogue().filter(({ id }) => ['N-01', 'N-03', 'N-05'].includes(id)),
  );
});

test('N-01 counts what changes the stock, and its balance', () => {
  const all = of('N-01');
  expect(all.get('period 2026-01 count flux=ouvertes')?.value).toBe(22);
  expect(all.get('period 2026-01 count flux=corrigees')?.value).toBe(11);
  expect(all.get('period 2026-01 count flux=rejetees;gravite=bloquante')?.value).toBe(1);
  expect(all.get('period 2026-01 count')?.value).toBe(10);
  expect(all.get('period 2026-03 count flux=rouvertes;module=depot')?.value).toBe(1);
  expect(all.get('period 2026 count gravite=mineure')?.value).toBe(10);
});

test('N-03 counts those still open, and follows a reopened one again', () => {
  const all = of('N-03');
  // Blocking ones of January: ten at 10 days, one at 20, one censored at 3.
  expect(all.get('cohort 2026-01 median gravite=bloquante')).toMatchObject({
    value: 10,
    n: 12,
    censored: 1,
  });
  // Of all 22, one censored at 3, ten fixed at 10 (11/21 left), one of the eleven at 20.
  expect(all.get('cohort 2026-01 median')).toMatchObject({
    value: 20,
    n: 22,
    censored: 11,
  });
  expect(all.get('period 2026-03 median')).toMatchObject({ n: 11, censored: 10 });
});

test('N-05 counts overlapping outages once, by the days of Paris', () => {
  const all = of('N-05');
  const january = 31 * 24;
  expect(all.get('period 2026-01 share')?.value).toBeCloseTo(1 - 6 / january, 12);
  expect(all.get('period 2026-01 share cause=programmee')?.value).toBeCloseTo(1 - 4 / january, 12);
  expect(all.get('period 2026-02 share')).toMatchObject({ value: 1, n: 0 });
  // March has an hour less; the outage begins at 23 h and ends at 1 h.
  expect(all.get('period 2026-03 share')?.value).toBeCloseTo(1 - 1 / (31 * 24 - 1), 12);
  expect(all.get('period 2026-04 share')?.value).toBeCloseTo(1 - 1 / (30 * 24), 12);
  const half = (Date.parse('2026-06-30T22:00:00Z') - Date.parse('2025-12-31T23:00:00Z')) / 3.6e6;
  expect(all.get('period 2026 share')?.value).toBeCloseTo(1 - 8 / half, 12);
});
