import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach } from 'vitest';
import { command, select } from '#core/database.ts';
import type { TestDatabase } from '#core/testing.ts';
import { readCheckpoint } from '../checkpoint.ts';
import { pull, type PullOptions } from '../pull.ts';
import { now, reference } from '../testing.ts';
import { findSource, loadSources } from './configuration.ts';

/**
 * Pulls sources of a configuration as the command does. `folder()` holds the configuration and what
 * the test puts beside it; checkpoints and runs are empty before each test.
 */
export function testPull(database: TestDatabase) {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'observatoire-pull-test-'));
    for (const table of ['checkpoint', 'pull_run', 'reconciliation', 'full_extract']) {
      await command(database.writer, `TRUNCATE TABLE ${table}`);
    }
    return () => rm(folder, { recursive: true });
  });
  const said: string[] = [];
  return {
    folder: () => folder,
    /** What the pulls have told the operator. */
    said,
    /** Writes a file beside the configuration. */
    async put(name: string, content: string | Uint8Array): Promise<string> {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    /** Pulls the one source that the YAML configures. */
    async pull(yaml: string, rest: Partial<PullOptions> = {}) {
      const path = join(folder, 'sources.yaml');
      await writeFile(path, yaml);
      const [source] = loadSources(path);
      return pull({
        db: database.writer,
        source: findSource(source ? [source] : [], source?.name ?? ''),
        reference,
        keys: { linkage: 'a key for the tests only', sources: new Map() },
        secrets: new Map(),
        folder: join(folder, '.scratch'),
        cause: 'command',
        now: () => now,
        sleep: async () => {},
        log: (line) => said.push(line),
        ...rest,
      });
    },
    checkpoint: (source: string) => readCheckpoint(database.writer, source),
    runs: () =>
      select<Record<string, unknown>>(
        database.writer,
        `SELECT source, state, deliveries, rows, rejected, waiting, error, message
        FROM (SELECT * FROM pull_run ORDER BY at DESC LIMIT 1 BY run) ORDER BY started_at, run`,
      ),
  };
}

/** A manifest of files given by name, with their rows, as the text of `manifest.json`. */
export const manifestOf = (files: Record<string, string | Uint8Array>, rest: object = {}) =>
  JSON.stringify({
    source: 'anef',
    origin: 'real',
    ...rest,
    files: Object.entries(files).map(([name, content]) => ({
      name,
      rows: content.toString().trim().split('\n').length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  });
