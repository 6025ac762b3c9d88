import { afterAll, beforeAll } from 'vitest';
import type { Database } from '#core/database.ts';
import { testDatabase, type TestDatabase } from '#core/testing.ts';
import type { Definition } from '#queries/catalogue.ts';
import { migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { createApp, type AppOptions } from './app.ts';
import { listen, type Listening } from './listen.ts';

export const NOW = new Date('2026-11-20T08:00:00.000Z');
export const reference = loadReference();

const definition = (given: Partial<Definition> = {}): Definition => ({
  id: 'P-01',
  title_fr: 'Délai de décision',
  title_en: 'Time to decision',
  definition_fr: 'Jours entre le dépôt et la première décision.',
  definition_en: 'Days from filing to the first decision.',
  unit: 'days',
  better: 'lower',
  demand: ['D3a'],
  formula: 'Kaplan–Meier',
  population: 'All filings.',
  exclusions: 'None.',
  censoring: 'Open dossiers at the cut-off.',
  legal_basis: 'CESEDA R. 432-1',
  sources: ['anef'],
  covers: ['anef'],
  dimensions: ['prefecture', 'motif'],
  statistics: ['median', 'count'],
  per: '',
  counted: '',
  settles_after: 0,
  min_n: 10,
  cadence: '10 5 * * *',
  version: 1,
  changelog: ['1: first version.'],
  sql: 'SELECT 1',
  file: 'p-01-delai-decision.sql',
  ...given,
});

export const catalogue = [definition(), definition({ id: 'P-02' })];

export interface TestApp {
  readonly database: TestDatabase;
  /** Asks the application; `path` is what follows `/api/v1`. */
  get(path: string, init?: RequestInit): Promise<Response>;
  readonly url: string;
}

/** An application of its own for one test file, listening, over an empty database. */
export function testApp(
  given: Partial<AppOptions> = {},
  through: (reader: Database) => Database = (reader) => reader,
  intakeOf: (writer: Database) => AppOptions['intake'] = () => undefined,
): TestApp {
  const database = testDatabase((db) => migrate(db, NOW));
  let listening: Listening | undefined;
  beforeAll(async () => {
    const app = createApp({
      reader: through(database.reader),
      catalogue,
      reference,
      now: () => NOW,
      log: () => {},
      intake: intakeOf(database.writer),
      ...given,
    });
    listening = await listen(app, '127.0.0.1', 0);
  });
  afterAll(() => listening?.close());
  return {
    database,
    get url() {
      return listening?.url ?? '';
    },
    get: (path, init) => fetch(`${listening?.url}/api/v1${path}`, init),
  };
}
