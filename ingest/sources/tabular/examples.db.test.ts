/**
 * From the wire format of every tabular source to figures: the documented examples, pulled through
 * their documented mappings, stored, and computed. What each should give was counted in its file.
 */
import { createHmac } from 'node:crypto';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { aside, deliver, dossier, figuresOf, named, several } from '#queries/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { testIngest } from '../../testing.ts';
import { testPull } from '../testing.ts';

const { database, take } = testIngest();
const source = testPull(database);
const keys = {
  linkage: 'the linkage key of the tests',
  sources: new Map(
    [
      'ccc',
      'pan',
      'france_services',
      'alertes',
      'pilotage',
      'rendez_vous',
      'recours',
      'satisfaction',
    ].map((name) => [name, `the key of ${name}`]),
  ),
};

const pullExample = (example: string, rest = {}) =>
  source.pull(
    `sources:
  - name: ${example}
    kind: tabular
    settings:
      path: ${resolve('docs/examples', example)}
      mapping: ${resolve('docs/examples', example, 'mapping.yaml')}
      settle_s: 0
`,
    { keys, ...rest },
  );

/** Each example, with how many events of each kind its file holds. */
const EXAMPLES: Record<string, Record<string, number>> = {
  ccc: { ccc_contact: 48, ccc_resolu: 30, ccc_signalement_dgef: 12 },
  pan: {
    impossibilite_constatee: 11,
    pan_rdv_annule: 2,
    pan_rdv_demande: 40,
    pan_rdv_pris: 38,
    pan_visite: 36,
    substitution_convocation: 7,
    substitution_depot: 4,
  },
  emeraude: { pan_rdv_demande: 12, pan_visite: 12 },
  'france-services': { fs_accompagnement: 12 },
  alertes: { alerte_expiration: 30 },
  effectifs: { effectif: 27 },
  'rendez-vous': { rdv_annule: 1, rdv_honore: 9, rdv_pris: 12, rdv_recherche: 20 },
  'sonde-rendez-vous': { rdv_recherche: 20 },
  satisfaction: { avis_usager: 20 },
  recours: {
    decision_justice: 12,
    demande_motifs: 3,
    execution: 5,
    injonction: 6,
    recours_gracieux: 3,
    recours_hierarchique: 3,
    recours_ta: 3,
    refere_mesures_utiles: 9,
    refere_suspension: 3,
  },
  'defenseur-des-droits': { ddd_saisine: 9 },
};

/** What the examples come to, with 40 applications filed on the ANEF in January. */
const FIGURES: [indicator: string, figure: string, expected: Partial<Value>][] = [
  // Of the 48 tickets, 30 were solved and 12 went to the DGEF.
  ['C-01', 'period 2026 share', { value: 12 / 40 }],
  ['C-03', 'period 2026 share', { value: 30 / 48 }],
  // Twelve people by their ticket, six by a visit, eleven by a finding, six by an urgent case: 26 in all.
  ['C-04', 'period 2026 share', { value: 26 / 66, n: 66 }],
  ['C-04', 'period 2026 share motif=refere', { value: 6 / 66 }],
  // Three of the tickets that went to the DGEF were followed, under the same reference, by a convocation.
  ['C-05', 'period 2026 median', { status: 'not_reached', n: 12, censored: 9 }],
  // 40 appointments asked for at the PAN and 12 at e-MERAUDE; 3 of 48 did not come.
  ['A-01', 'period 2026 median', { value: 9, n: 52 }],
  ['A-01', 'period 2026 share issue=absence', { value: 3 / 48 }],
  ['A-02', 'period 2026 share origine=sonde', { value: 12 / 20 }],
  ['A-02', 'period 2026 share origine=usager', { value: 8 / 20 }],
  ['A-05', 'period 2026 share etape=convocation', { value: 7 / 11 }],
  ['A-05', 'period 2026 share etape=depot', { value: 4 / 11 }],
  ['A-06', 'period 2026 share', { value: 4 / 40 }],
  // 189, 192 and 195 full-time equivalents in the foreigners' services, those of the PAN not counted.
  ['A-09', 'period 2026 count mesure=etpt', { value: 192 }],
  // Nobody of the 48 had called before.
  ['C-02', 'period 2026 ratio', { value: 48 / 40 }],
  // 13 visits to the PAN and 6 to e-MERAUDE ended in a filing.
  ['A-04', 'period 2026 share issue=depose', { value: 19 / 48 }],
  // Who did not come is no visit. France Services helped 2 238 people; 20 applications were filed there.
  ['A-07', 'period 2026 ratio', { value: 1000 * (45 / 40) }],
  ['A-07', 'period 2026 ratio mesure=france_services', { value: 1000 * (2238 / 20), n: 20 }],
  // Of twelve appointments three were kept after 9 days, four after 20 and two after 40.
  ['A-10', 'period 2026 median etape=rendez_vous', { value: 20, n: 12, censored: 3 }],
  // 118.5 points over 20 marks, commas and all.
  ['Q-07', 'period 2026 mean', { value: 118.5 / 20, n: 20 }],
  // Nine urgent applications for access to the procedure.
  ['L-01', 'period 2026 ratio', { value: 1000 * (9 / 40), n: 40 }],
  // 37, 36 and 35 referrals a département, over the 40 applications.
  ['L-05', 'period 2026 ratio', { value: 1000 * (108 / 40), n: 40 }],
  // Every event but the 12 of the last week was recorded more than seven days after the fact.
  ['M-01', 'period 2026 share', { value: 548 / 560, n: 560 }],
  // Of 16 suggestions 10 were followed, two of them within ten seconds.
  ['IA-03', 'period 2026 share', { value: 10 / 16 }],
  ['IA-05', 'period 2026 share seuil=10s', { value: 2 / 16 }],
];

test('every example is taken whole, as invented, and together they give figures', async () => {
  for (const [example, expected] of Object.entries(EXAMPLES)) {
    const rows = Object.values(expected).reduce((sum, each) => sum + each, 0);
    const { batch, ...report } = await pullExample(example);
    expect.soft(report, example).toMatchObject({ rows, inserted: rows, rejected: 0 });
    const found = await select<{ event: string; rows: number }>(
      database.writer,
      'SELECT event, count() AS rows FROM event WHERE batch = {batch:String} GROUP BY event',
      { batch },
    );
    expect
      .soft(Object.fromEntries(found.map((row) => [row.event, row.rows])), example)
      .toEqual(expected);
  }
  const batches = await select<object>(
    database.writer,
    `SELECT origin, covers_to FROM batch WHERE state = 'stored' GROUP BY ALL`,
  );
  expect(batches).toEqual([{ origin: 'synthetic', covers_to: '2026-03-31' }]);

  // The AI pilot delivers events of the contract as they are.
  const pilot = resolve('docs/examples/pilote-ia/pilote-ia-2026-04-01.ndjson');
  expect(await take([pilot])).toMatchObject({ rows: 61, inserted: 61, rejected: 0 });

  const filed = Array.from({ length: 40 }, (_, index) =>
    dossier(`filed-${index}`, {
      depot: `2026-01-${String(5 + (index % 20)).padStart(2, '0')}`,
      prefecture: index < 20 ? '93' : '75',
    }),
  );
  await deliver(database.writer, filed.flat(), { coversTo: '2026-03-31', batch: 'anef' });
  await expectFigures(FIGURES);

  await deliver(database.writer, holders(), { coversTo: '2026-05-31', batch: 'holders' });
  // A later export of alerts, which says until when nobody else was warned.
  const other = { personne: named('somebody else'), prefecture: '75', issue: 'mel' } as const;
  const later = [aside('alertes', 'alerte_expiration', '2026-05-20', other)];
  await deliver(database.writer, later, { coversTo: '2026-05-31', batch: 'alerts' });
  await expectFigures(ALERTED);
}, 180_000);

async function expectFigures(figures: typeof FIGURES): Promise<void> {
  const ids = figures.map(([indicator]) => indicator);
  const found = await figuresOf(database.writer, ids, '2026-11-02T00:00:00Z');
  for (const [indicator, figure, { value, ...rest }] of figures) {
    const row = found(indicator, figure);
    const what = `${indicator} ${figure}`;
    if (typeof value === 'number') expect.soft(row?.value, what).toBeCloseTo(value, 9);
    expect.soft(row, what).toMatchObject({ origin: 'synthetic', ...rest });
  }
}

/**
 * Who asks for a renewal of a title that ends in May: the first ten holders of the sample of alerts,
 * and ten who received none. Of the first eight file in time, of the others four.
 */
const holders = () =>
  several(20, (index) => {
    const alerted = index < 10;
    const ends = Date.UTC(2026, 4, 3 + 2 * (index % 10));
    const inTime = index % 10 < (alerted ? 8 : 4);
    const day = (before: number) => new Date(ends - before * 86_400_000).toISOString().slice(0, 10);
    const number = `sim-${alerted ? 'ETR' : 'AGD'}-00${String((index % 10) + 1).padStart(2, '0')}`;
    const held = { type_titre: 'cst', debut: day(364), fin: day(0), droit_travail: true } as const;
    return dossier(`holder-${index}`, {
      // From the 120th to the 60th day before the end.
      depot: day(inTime ? 75 : 20),
      more: [{ event: 'titre_detenu', occurred_on: day(inTime ? 75 : 20), ...held }],
      row: { personne: linked(number) },
    });
  });

/** The pseudonym that every source gives to a person, as the contract makes it. */
const linked = (text: string) =>
  createHmac('sha256', keys.linkage)
    .update(text.replace(/[^A-Za-z0-9]/g, ''))
    .digest('hex')
    .slice(0, 32);

const ALERTED: typeof FIGURES = [
  ['A-08', 'period 2026 share', { value: 10 / 20, n: 20, missing: 0 }],
  ['A-08', 'period 2026 share alerte=oui', { value: 8 / 10, n: 10 }],
  ['A-08', 'period 2026 share alerte=non', { value: 4 / 10, n: 10 }],
];
