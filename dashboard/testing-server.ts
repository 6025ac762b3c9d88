import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadConfig } from '#core/config.ts';
import { createApp } from '#dashboard/server/app.ts';
import { listen } from '#dashboard/server/listen.ts';
import type { Happenings } from '#dashboard/server/stream.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { compute } from '#queries/compute.ts';
import { migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { connect } from '../command/connect.ts';
import { seedDatabase } from '../command/demonstration.ts';

/** What the set-up of the page tests hands to each file. */
declare module 'vitest' {
  interface ProvidedContext {
    page: {
      /** The one server of the run, over a computed demonstration. */
      url: string;
      /** The same with a theme of an operator's own, whose accent is `#123456`. */
      themed: string;
      /** A POST there tells every page that a run has finished. */
      runFinished: string;
    };
  }
}

const DOSSIERS = 6000;
const now = () => new Date('2026-11-15T06:00:00Z');

/** Vitest's set-up of the page tests: one engine, one population, one server for all of them. */
export default async function setup(project: TestProject) {
  const directory = await mkdtemp(join(tmpdir(), 'observatoire-page-'));
  const connection = await connect(loadConfig({ OBS_DATA_DIR: directory }), () => {});
  await migrate(connection.migrator, now());
  await seedDatabase(connection.writer, { dossiers: DOSSIERS, seed: 3 }, now());
  const catalogue = loadCatalogue();
  await compute({ db: connection.writer, indicators: catalogue, cause: 'start', now });

  const happenings: Happenings = new EventEmitter();
  const options = {
    reader: connection.reader,
    catalogue,
    reference: loadReference(),
    now,
    happenings,
    staticDir: join(import.meta.dirname, '..', 'dist', 'dashboard'),
  };
  const server = await listen(createApp(options), '127.0.0.1', 0);
  const themeDir = join(directory, 'theme');
  await mkdir(themeDir);
  await writeFile(join(themeDir, 'theme.css'), ':root { --accent: #123456; }\n');
  const themed = await listen(createApp({ ...options, themeDir }), '127.0.0.1', 0);
  const bell = createServer((_request, response) => {
    const as_of = now().toISOString();
    happenings.emit('run-finished', { run: 'test', indicator: 'P-01', state: 'done', as_of });
    response.end();
  });
  bell.listen(0, '127.0.0.1');
  await once(bell, 'listening');
  const { port } = bell.address() as AddressInfo;
  project.provide('page', {
    url: server.url,
    themed: themed.url,
    runFinished: `http://127.0.0.1:${port}`,
  });
  return async () => {
    bell.close();
    await themed.close();
    await server.close();
    await connection.close();
    await rm(directory, { recursive: true, force: true });
  };
}
