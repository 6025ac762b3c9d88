/**
 * `npm run bench`: prints what was measured as the table of `docs/benchmarks.md` and writes it as JSON
 * to `.bench/`. Ratios are taken within one run; absolute times are this machine's, today.
 * `npm run bench -- ingest api` measures only these; `--millions 1,10,30` says at how many events the
 * computation is, `--pages /,/delais` which pages Lighthouse opens (otherwise each).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '#queries/catalogue.ts';
import { compute } from '#queries/compute.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { benchApi } from './api.ts';
import { benchCompute, type ComputeFigures } from './compute.ts';
import { withFreshDatabase } from './demonstration.ts';
import { benchIngest } from './ingest.ts';
import { benchSeed } from './seed.ts';

const { positionals: asked, values: options } = parseArgs({
  allowPositionals: true,
  options: { millions: { type: 'string', default: '1,10' }, pages: { type: 'string' } },
});
const wants = (part: string) => asked.length === 0 || asked.includes(part);
const say = (text: string) => process.stdout.write(`${text}\n`);

const table = (head: string[], rows: (string | number)[][]) =>
  say(
    [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n') + '\n',
  );

const figures: Record<string, unknown> = {
  date: new Date().toISOString(),
  machine: {
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    memory_GB: Math.round(totalmem() / 1e9),
    node: process.version,
  },
};
say(`${figures.date as string} · ${JSON.stringify(figures.machine)}\n`);

if (wants('seed')) {
  const seed = await benchSeed(5_000_000);
  figures.seed = seed;
  say('### Generating a population\n');
  table(['figure', 'value'], Object.entries(seed));
}

if (wants('ingest')) {
  const ingests = await benchIngest();
  figures.ingest = ingests;
  say('### Ingest, against the engine alone\n');
  table(
    ['file', 'engine alone, rows/s', 'ours, rows/s', 'ratio', 'Node, MB'],
    ingests.map((row) => [
      row.file,
      row.engine_rows_s,
      row.ours_rows_s,
      row.ratio,
      row.node_rss_MB,
    ]),
  );
}

if (wants('compute')) {
  say('### Computing every indicator from scratch\n');
  const computes: ComputeFigures[] = [];
  figures.compute = computes;
  for (const millions of options.millions.split(',').map(Number)) {
    const row = await benchCompute(millions * 1_000_000);
    computes.push(row);
    table(
      ['figure', `${row.events} events`],
      [
        ['dossiers', row.dossiers],
        ['generated and ingested, s', row.seed_s],
        ['dossiers derived, s', row.derive_s],
        ['all indicators, s', row.compute_s],
        ['most memory of the engine, GB', row.memory_GB],
        ['values stored', row.values],
        ...Object.entries(row.by_indicator).map(([id, seconds]) => [`${id}, s`, seconds]),
        ...Object.entries(row.failed).map(([id, error]) => [`${id} failed`, error]),
      ],
    );
    table(
      ['three questions in plain SQL', 'ClickHouse, s', 'DuckDB, s', 'ratio'],
      row.peers.map((peer) => [peer.question, peer.clickhouse_s, peer.duckdb_s, peer.ratio]),
    );
  }
}

if (wants('api') || wants('page')) {
  await withFreshDatabase(async (connection) => {
    await seedDatabase(connection.writer, { dossiers: 60_000, seed: 1 }, new Date());
    const indicators = loadCatalogue();
    await compute({ db: connection.writer, indicators, cause: 'command', now: () => new Date() });
    if (wants('api')) {
      const latencies = await benchApi(connection);
      figures.api = latencies;
      say('### API, 100 connections that ask without pause (gzip)\n');
      table(
        ['asked', 'p50, ms', 'p99, ms', 'requests/s', 'failed'],
        latencies.map((row) => [row.what, row.p50_ms, row.p99_ms, row.requests_s, row.failed]),
      );
    }
    if (wants('page')) {
      // Only now: what it brings along would count as memory of the ingest.
      const { benchPage } = await import('./page.ts');
      const page = await benchPage(connection, options.pages?.split(','));
      figures.page = page;
      say(
        `### Page, warm server, 101 prefectures (everything built: ${page.all_kB} kB compressed)\n`,
      );
      table(
        [
          'page',
          'performance, desktop',
          'LCP, ms',
          'blocked, ms',
          'shift',
          'performance, mobile',
          'LCP, mobile, ms',
          'JS, kB',
          'CSS, kB',
        ],
        page.speeds.map((row) => Object.values(row)),
      );
      say('### From a key or click to the next paint, on complete pages\n');
      table(
        ['page', 'what', 'median, ms', 'worst, ms'],
        page.interactions.map((row) => Object.values(row)),
      );
    }
  });
}

mkdirSync('.bench', { recursive: true });
writeFileSync('.bench/figures.json', `${JSON.stringify(figures, null, 2)}\n`);
