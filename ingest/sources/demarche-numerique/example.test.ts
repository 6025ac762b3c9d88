/** The example of the documentation: its configuration is valid, and its answer becomes its events. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSources } from '../configuration.ts';
import { Dossier, pageOf } from './answers.ts';
import { isMapped } from './demarche.ts';
import { eventsOf } from './events.ts';
import { openIdentity } from './identity.ts';
import type { Settings } from './settings.ts';

const FOLDER = 'docs/examples/demarche-numerique';

test('is a configuration that can be loaded, and an answer that becomes the events beside it', () => {
  const [source] = loadSources(`${FOLDER}/sources.yaml`);
  const { demarches = [] } = (source?.settings ?? {}) as Partial<Settings>;
  const [demarche] = demarches;
  if (!demarche || !isMapped(demarche)) throw new Error('The example has no mapped démarche.');
  const answer = JSON.parse(readFileSync(`${FOLDER}/answer.json`, 'utf8')) as { data: unknown };
  const identity = openIdentity('the key of the example');
  const rows = pageOf(Dossier)
    .parse(answer.data)
    .nodes.flatMap((dossier) => eventsOf(dossier, { demarche, identity }).rows)
    .map((row) => ({ ...row, recorded_at: '2026-03-05T03:20:00.000Z' }));
  const written = readFileSync(`${FOLDER}/events.ndjson`, 'utf8');
  expect(rows).toEqual(
    written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  );
});
