import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEngine } from './engine/embedded.ts';
import { TEST_PREFIX } from './testing-names.ts';

/** Vitest's global set-up: one embedded engine for the whole run, in a folder that goes with it. */
export default async function setup(project: TestProject) {
  const directory = await mkdtemp(join(tmpdir(), 'observatoire-test-'));
  const engine = await openEngine({
    directory,
    database: `${TEST_PREFIX}*`,
    published: [],
    log: (line) => process.stderr.write(`${line}\n`),
  });
  project.provide('engine', { url: engine.url, accounts: engine.accounts });
  return async () => {
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
