import { expect, test } from 'vitest';
import { dayOf, type Day } from './calendar.ts';
import { drawDossier, type Dossier } from './population.ts';
import type { Attestation, Card, Rights } from './rights.ts';
import { ruptureOf } from './rupture.ts';
import { buildWorld } from './world.ts';

const world = buildWorld({ dossiers: 10, seed: 1 });
const EXPIRY = dayOf('2024-06-30');

/** A renewal filed in the window of a one-year title that expires on 30 June 2024. */
const renewal = (given: Partial<Dossier> = {}): Dossier => ({
  ...drawDossier(world, 0),
  demande: 'renouvellement',
  canal: 'anef',
  filedOn: dayOf('2024-03-20'),
  outcome: 'decision_favorable',
  closedOn: dayOf('2024-08-01'),
  transfer: null,
  reopening: null,
  attempt: null,
  ...given,
});

const card = (handedOn: Day): Card => ({
  type: 'cst',
  debut: dayOf('2024-08-01'),
  fin: dayOf('2025-07-31'),
  work: true,
  availableOn: handedOn,
  handedOn,
  recorded: true,
});

const api = (debut: string, fin: string): Attestation => ({
  kind: 'api',
  issuedOn: dayOf(debut),
  debut: dayOf(debut),
  fin: dayOf(fin),
  work: true,
});

/** Complete, covered by an API to the decision and by an ADF to the card: no rupture. */
const rights = (given: Partial<Rights> = {}): Rights => ({
  held: { type: 'cst', debut: EXPIRY - 365, fin: EXPIRY, months: 12, work: true },
  timeliness: 'on_time',
  alertedOn: null,
  completeOn: dayOf('2024-03-25'),
  completenessRecorded: true,
  attestations: [api('2024-07-01', '2024-09-30')],
  grantedOn: dayOf('2024-08-01'),
  adfOn: dayOf('2024-08-01'),
  card: card(dayOf('2024-08-21')),
  ...given,
});

const NONE = { R1: 0, R2: 0, R3: 0, R4: 0, R5: 0 };

test('there is none while documents follow each other', () => {
  expect(ruptureOf(world, renewal(), rights())).toEqual(NONE);
});

test('the days before a late attestation are the administration’s', () => {
  const late = rights({ attestations: [api('2024-07-11', '2024-10-10')] });
  expect(ruptureOf(world, renewal(), late)).toEqual({ ...NONE, R1: 10 });
});

test('without a known completeness, nobody answers for them', () => {
  const bare = rights({ attestations: [], completenessRecorded: false });
  expect(ruptureOf(world, renewal(), bare)).toEqual({ ...NONE, R5: 31 });
});

test('after the decision, the days without an attestation of it are of another class', () => {
  const bare = rights({ attestations: [], adfOn: null });
  expect(ruptureOf(world, renewal(), bare)).toEqual({ ...NONE, R1: 31, R2: 20 });
});

test('a four-year card goes on for three months', () => {
  const held = { type: 'csp' as const, debut: EXPIRY - 1460, fin: EXPIRY, months: 48, work: true };
  expect(ruptureOf(world, renewal(), rights({ held, attestations: [], adfOn: null }))).toEqual(
    NONE,
  );
  const short = { ...held, months: 24 };
  const rupture = ruptureOf(
    world,
    renewal(),
    rights({ held: short, attestations: [], adfOn: null }),
  );
  expect(rupture).toEqual({ ...NONE, R1: 31, R2: 20 });
});

test('a filing after expiry counts from the filing, and tells who was blocked', () => {
  const late = renewal({ filedOn: dayOf('2024-07-12') });
  const bare = rights({ timeliness: 'after_expiry', attestations: [] });
  expect(ruptureOf(world, late, bare)).toEqual({ ...NONE, R4: 20 });
  const blocked = { ...late, attempt: { on: dayOf('2024-06-20'), kind: 'echec' as const } };
  expect(ruptureOf(world, blocked, bare)).toEqual({ ...NONE, R3: 20 });
});

test('it is asked of renewals alone, and of those whose title expired meanwhile', () => {
  expect(ruptureOf(world, renewal({ demande: 'premiere' }), rights())).toBeNull();
  const early = renewal({ closedOn: dayOf('2024-05-02') });
  const done = rights({ grantedOn: dayOf('2024-05-02'), card: card(dayOf('2024-05-20')) });
  expect(ruptureOf(world, early, done)).toBeNull();
});
