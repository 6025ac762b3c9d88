import { beforeAll, beforeEach } from 'vitest';
import { startFakeApi, type FakeApi } from './testing-api.ts';
import { fakeDossier, type FakeDemarche, type FakeDossier } from './testing-demarche.ts';
import { pullOnce, testClock, type PullOptions } from './testing-pull.ts';

const START = '2026-06-01T06:00:00Z';

/** What an application is, in a configuration. */
export const CLASSIFIED = {
  kind: 'DEMANDE_TITRE',
  prefecture: '94',
  titre: 'L421-9',
  motif: 'economique',
  demande: 'premiere',
};

/** One démarche of applications, each page a delivery. */
export const SETTINGS = { pages_per_delivery: 1, demarches: [{ number: 42, ...CLASSIFIED }] };

/** The source over a server of its own, which is empty and behaves well before each test. */
export function testSource() {
  const clock = testClock(START);
  let api: FakeApi;
  beforeAll(async () => {
    api = await startFakeApi({ now: clock.now });
    return () => api.close();
  });
  beforeEach(() => {
    clock.set(START);
    api.demarches.clear();
    api.asked.length = 0;
    api.meet = () => undefined;
  });
  /** The questions of one kind that were answered. */
  const asked = (operation: string) =>
    api.asked.filter((question) => question.operation === operation);
  return {
    clock,
    asked,
    pull: (rest: Partial<PullOptions> = {}) =>
      pullOnce({ api, clock, settings: SETTINGS, ...rest }),
    /** Puts dossiers into a démarche. */
    give(dossiers: FakeDossier[], number = 42) {
      const demarche: FakeDemarche = { dossiers, retention_months: 12 };
      api.demarches.set(number, demarche);
      return { demarche, dossiers };
    },
    /** What happens to each question before it is answered. */
    meet(meet: FakeApi['meet']) {
      api.meet = meet;
    },
    forget: () => void (api.asked.length = 0),
    /** The page sizes that were asked for. */
    sizes: () => asked('ObservatoireDossiers').map(({ variables }) => variables.first),
  };
}

/** The minute at which the n-th dossier of a scan was changed. */
export const minute = (index: number) => {
  const [hour, rest] = [8 + Math.floor(index / 60), index % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `2026-02-01T${hour}:${rest}:00+01:00`;
};

/** Filed dossiers, each changed a minute after the one before. */
export const filedDossiers = (count: number, from = 1000): FakeDossier[] =>
  Array.from({ length: count }, (_, index) =>
    fakeDossier(from + index, [['depose', minute(index)]]),
  );

export const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
};

/** Something that happens to a dossier, which moves it to the end of the scan. */
export function act(dossier: FakeDossier, event: string, when: string, state = dossier.state) {
  dossier.traitements.push({
    id: `Traitement-${dossier.number}-${dossier.traitements.length}`,
    event,
    dateTraitement: when,
  });
  Object.assign(dossier, { updated_at: when, state });
}

export const events = (rows: readonly { event: string }[]) => rows.map(({ event }) => event);
export const unique = (rows: readonly { event_id: string }[]) =>
  new Set(rows.map(({ event_id }) => event_id)).size;
