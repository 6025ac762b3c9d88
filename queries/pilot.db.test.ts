/** IA-01 to IA-10 and M-01 on a few dossiers, worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventName, EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { aside, computed, deliver, dossier, named, national, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const INDICATORS = [
  ...['IA-01', 'IA-02', 'IA-03', 'IA-04', 'IA-05', 'IA-06', 'IA-07', 'IA-08', 'IA-09', 'IA-10'],
  'M-01',
];
let values: Value[] = [];
const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));

const ia = (name: string, event: EventName, day: string, row: Partial<EventRow> = {}) =>
  aside('pilote_ia', event, day, {
    dossier: named(name),
    prefecture: '59',
    version: 'v1',
    ...row,
  });
const reviewed = (
  name: string,
  issue: 'favorable' | 'defavorable',
  review: EventName,
  duree_s: number,
) => [
  ia(name, 'ia_suggestion', '2026-02-03', { reference: named(`s ${name}`), issue }),
  // Reviewed elsewhere than where the file was lodged.
  ia(name, review, '2026-02-04', { prefecture: '75', reference: named(`s ${name}`), duree_s }),
];

beforeAll(async () => {
  await deliver(
    database.writer,
    [
      // A pilot prefecture: before, decided after 40 days; since, after 20, sixteen of twenty treated.
      ...several(12, (i) =>
        dossier(`before${i}`, { depot: '2025-10-01', decision: '2025-11-10', prefecture: '59' }),
      ),
      ...several(20, (i) => [
        ...dossier(`since${i}`, {
          depot: '2026-02-01',
          decision: '2026-02-21',
          prefecture: '59',
          more: i === 3 ? [{ event: 'reouverture', occurred_on: '2026-03-10' }] : [],
        }),
        ...(i < 16
          ? [ia(`since${i}`, 'ia_traite', '2026-02-01', { issue: i < 4 ? 'tri' : 'proposition' })]
          : []),
      ]),
      // Annulled within three months; what becomes of the others is covered as long as their reopening.
      aside('recours', 'decision_justice', '2026-03-20', {
        dossier: named('since5'),
        reference: named('appeal'),
        issue: 'annulation',
      }),
      // Of a kind that the application does not treat there: not eligible.
      ...several(5, (i) =>
        dossier(`other${i}`, {
          depot: '2026-02-01',
          decision: '2026-06-01',
          prefecture: '59',
          row: { demande: 'duplicata' },
        }),
      ),
      // Elsewhere: 30 days before, 30 since, half still open.
      ...several(10, (i) =>
        dossier(`there${i}`, { depot: '2025-12-01', decision: '2025-12-31', prefecture: '93' }),
      ),
      ...several(20, (i) =>
        dossier(`there since${i}`, {
          depot: '2026-03-01',
          decision: i < 10 ? '2026-03-31' : undefined,
          prefecture: '93',
        }),
      ),
      // Refused elsewhere before: one in five after ten days.
      ...several(10, (i) =>
        dossier(`shared${i}`, {
          depot: '2025-12-01',
          decision: i < 2 ? '2025-12-11' : '2026-01-10',
          event: i < 2 ? 'decision_defavorable' : 'decision_favorable',
          prefecture: '92',
          row: { titre: 'L421-1' },
        }),
      ),
      ...several(12, (i) =>
        i < 5
          ? [ia(`since${i}`, 'mention_algo_notifiee', '2026-02-22')]
          : i === 5
            ? [ia('outage', 'ia_indisponible', '2026-04-01', { dossier: null })]
            : [],
      ),
      // Too early for the comparison.
      ...dossier('old', { depot: '2024-11-30', decision: '2024-12-05', prefecture: '59' }),
      ...several(10, (i) =>
        reviewed(`since${i}`, 'favorable', i < 9 ? 'agent_valide' : 'agent_modifie', 60 + i),
      ),
      ...several(10, (i) =>
        reviewed(
          `since${i + 10}`,
          'defavorable',
          i < 6 ? 'agent_valide' : 'agent_rejette',
          i < 3 ? 5 : i === 9 ? 90_000 : 100,
        ),
      ),
    ].map((row) => ({ ...row, recorded_at: recorded(row) })),
  );
  values = await computed(
    database.writer,
    loadCatalogue().filter(({ id }) => INDICATORS.includes(id)),
  );
});

/** A week after the fact, but decisions of February eight days after. */
function recorded({ event, occurred_on }: EventRow): string {
  const late = event === 'decision_favorable' && occurred_on === '2026-02-21' ? 8 : 7;
  const day = new Date(`${occurred_on ?? ''}T12:00:00Z`);
  return new Date(day.getTime() + late * 86_400_000).toISOString();
}

test('IA-01 divides by what was filed since the start, of the kinds treated', () => {
  const all = of('IA-01');
  expect(all.get('period 2026-02 share')).toMatchObject({ value: 16 / 20, n: 20 });
  expect(all.get('period 2026-02 share tache=tri')?.value).toBe(4 / 20);
  expect(all.get('period 2026 share version=v1')?.value).toBe(16 / 20);
  expect(all.has('period 2025 share')).toBe(false);
});

test('IA-02 sets pilots and others side by side, twelve months before and after', () => {
  const all = of('IA-02');
  const row = (groupe: string, moment: string, statistic: string) =>
    all.get(`cohort now ${statistic} groupe=${groupe};moment=${moment}`);
  expect(row('pilotes', 'avant', 'median')).toMatchObject({ value: 40, n: 12 });
  expect(row('pilotes', 'apres', 'rmst120')).toMatchObject({ value: 20, n: 20 });
  expect(row('autres', 'avant', 'median')).toMatchObject({ value: 30, n: 20 });
  expect(row('autres', 'apres', 'rmst120')?.value).toBeCloseTo(30 + 90 / 2, 9);
  expect(row('autres', 'apres', 'median')).toMatchObject({ n: 20, censored: 10 });
});

test('IA-03 and IA-05 read the first review of each suggestion', () => {
  expect(of('IA-03').get('period 2026-02 share')).toMatchObject({ value: 15 / 20, n: 20 });
  expect(of('IA-03').get('period 2026-02 share sens=defavorable')?.value).toBe(0.6);
  const effort = of('IA-05');
  expect(effort.get('period 2026-02 median sens=favorable')?.value).toBe(64.5);
  expect(effort.get('period 2026-02 share sens=defavorable;seuil=10s')?.value).toBe(0.3);
  // Nine tenths of the way lies between 100 s and the hour that a forgotten screen counts for.
  expect(effort.get('period 2026-02 p90 sens=defavorable')?.value).toBeCloseTo(100 + 0.1 * 3500, 9);
});

test('IA-06 follows decisions to their reopening or annulment', () => {
  const all = of('IA-06');
  expect(all.get('cohort now share groupe=assistees;horizon=3m')).toMatchObject({ n: 16 });
  expect(all.get('cohort now share groupe=assistees;horizon=3m')?.value).toBeCloseTo(2 / 16, 12);
  expect(all.get('cohort now share groupe=assistees;horizon=12m')?.status).toBe('not_reached');
  expect(all.get('cohort now share groupe=autres;horizon=3m')).toMatchObject({ value: 0 });
});

test('IA-04 subtracts what agents do not follow in one direction from the other', () => {
  // 4 of 10 unfavourable, 1 of 10 favourable: too few to be given.
  expect(of('IA-04').get('period 2026-02 share')).toMatchObject({ n: 10, status: 'too_few' });
  const places = values.filter(
    ({ indicator, prefecture, titre }) => indicator === 'IA-04' && prefecture !== null && !titre,
  );
  expect(places.map(({ period, prefecture }) => `${period} ${prefecture}`).sort()).toEqual([
    '2026 59',
    '2026-02 59',
  ]);
});

test('IA-07 gives the incidence of refusals where it was followed, and IA-08 the other kinds', () => {
  const all = of('IA-07');
  const refused = all.get(
    'cohort now share groupe=autres;moment=avant;cause=defavorable;horizon=6m',
  );
  expect(refused).toMatchObject({ n: 20 });
  expect(refused?.value).toBeCloseTo(2 / 20, 12);
  const rows = values.filter(({ indicator, titre }) => indicator === 'IA-07' && titre === 'L421-1');
  expect(rows.find(({ breakdown }) => breakdown?.includes('cause=defavorable'))?.value).toBeCloseTo(
    2 / 10,
    12,
  );
  const median = of('IA-08').get('cohort now median groupe=pilotes;moment=apres');
  expect(median).toMatchObject({ n: 5, status: 'too_few' });
});

test('IA-09 and IA-10 count mentions, versions and outages', () => {
  expect(of('IA-09').get('period 2026-02 share')).toMatchObject({ value: 5 / 16, n: 16 });
  expect(of('IA-10').get('period 2026-02 share version=v1')).toMatchObject({ value: 0.75, n: 20 });
  expect(of('IA-10').get('period 2026-04 count')?.value).toBe(1);
});

test('M-01 says what is late and what is missing', () => {
  const all = of('M-01');
  // February: 25 filings, 16 treatments, 20 suggestions, 20 reviews, 20 decisions, 5 mentions.
  expect(all.get('period 2026-02 share')).toMatchObject({ value: 20 / 106, n: 106 });
  expect(all.get('period 2026-02 share defaut=completude')).toMatchObject({ value: 1, n: 20 });
  expect(all.get('period 2026-02 share defaut=remise')).toMatchObject({ value: 1, n: 20 });
  expect(all.has('period 2026-06 share defaut=remise')).toBe(false);
});
