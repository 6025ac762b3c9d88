import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { closeDatabase, openDatabase, selectOne } from '#core/database.ts';
import { openEngine, type Engine } from '#core/engine/embedded.ts';
import { EngineError } from '#core/errors.ts';
import { migrate } from '#queries/migrate.ts';

/** A pull that is killed and resumed, and how. The same seed gives the same points. */
export interface FaultPlan {
  events: number;
  deliveries: number;
  kills: number;
  seed: number;
  /** How many of the kills are the engine's. */
  engine_share: number;
  /** No more kills after so long: the pull is then left to end. */
  budget_ms: number;
  log?: (line: string) => void;
}

export interface FaultReport {
  events: number;
  ingester_kills: number;
  engine_kills: number;
  lost: number;
  doubled: number;
  /** Rows of batches that are not stored, batches that are not settled, tables left behind. */
  strays: number;
  unsettled: number;
  tables: number;
  /** Batches that did not agree with the log. */
  disagreeing: number;
  seconds: number;
}

const DATABASE = 'observatoire_faults';
/** A delivery takes about so many statements: a kill comes within two of them. */
const STATEMENTS = 45;

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Writes a drop of filings: `e0`, `e1`… in so many deliveries, each with its manifest. */
export async function writeDrop(folder: string, events: number, deliveries: number): Promise<void> {
  const columns =
    'event_id,source,event,occurred_on,recorded_at,dossier,prefecture,titre,motif,demande,canal';
  for (let delivery = 0; delivery < deliveries; delivery += 1) {
    const first = Math.floor((delivery * events) / deliveries);
    const end = Math.floor(((delivery + 1) * events) / deliveries);
    const lines = [columns];
    for (let index = first; index < end; index += 1) {
      const dossier = createHash('md5').update(`${index}`).digest('hex');
      lines.push(
        `e${index},anef,depot,2026-01-05,2026-02-01T03:00:00Z,${dossier},75,L421-1,economique,premiere,anef`,
      );
    }
    const text = `${lines.join('\n')}\n`;
    const within = join(folder, String(delivery).padStart(4, '0'));
    await mkdir(within, { recursive: true });
    await writeFile(join(within, 'events.csv'), text);
    const file = {
      name: 'events.csv',
      rows: end - first,
      sha256: createHash('sha256').update(text).digest('hex'),
    };
    const manifest = { source: 'anef', origin: 'real', files: [file] };
    await writeFile(join(within, 'manifest.json'), JSON.stringify(manifest));
  }
}

/**
 * Pulls a drop with an engine of its own, and kills now the ingester, now the engine, with -9, at
 * points that the seed chooses: when a statement is about to be sent, or a moment later. Then lets
 * the pull end, and counts what the log has.
 */
export async function killAndResume(plan: FaultPlan): Promise<FaultReport> {
  const { events, deliveries, kills, budget_ms, log = () => {} } = plan;
  const started = performance.now();
  const random = seeded(plan.seed);
  const folder = await mkdtemp(join(tmpdir(), 'observatoire-faults-'));
  const directory = join(folder, 'engine');
  const sources = join(folder, 'sources.yaml');
  const report = { ingester_kills: 0, engine_kills: 0 };
  let engine = await open(directory);
  const spares: ChildProcess[] = [];
  try {
    await prepare(engine);
    await writeDrop(join(folder, 'drop'), events, deliveries);
    await writeFile(
      sources,
      'sources: [{ name: faults, kind: folder, settings: { path: drop } }]\n',
    );
    const ready = () => startPull(engine, sources, join(folder, 'scratch'));
    let next = ready();
    for (let ended = false; !ended;) {
      const child = next;
      // The one that will take over loads its code meanwhile, and begins when it is told to.
      next = ready();
      spares.push(child, next);
      child.stdin.end();
      const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
      let left = nextKill(random);
      for await (const _statement of createInterface(child.stdout)) {
        const done = report.ingester_kills + report.engine_kills;
        if (done >= kills || performance.now() - started > budget_ms) continue;
        left -= 1;
        if (left > 0) continue;
        log(`${done + 1} kills`);
        await sleep(random() * 30);
        if (random() >= plan.engine_share) {
          child.kill('SIGKILL');
          report.ingester_kills += 1;
          break;
        }
        engine = await killEngine(engine, directory);
        report.engine_kills += 1;
        left = nextKill(random);
      }
      const [code, signal] = await exit;
      if (signal === null && code !== 0) throw new Error(`The pull ended with status ${code}.`);
      ended = signal === null;
    }
    const found = await count(engine, events);
    return { events, ...report, ...found, seconds: (performance.now() - started) / 1000 };
  } finally {
    for (const child of spares) child.kill('SIGKILL');
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const nextKill = (random: () => number) => 1 + Math.floor(random() * 2 * STATEMENTS);

async function prepare({ url, accounts }: Engine): Promise<void> {
  const admin = openDatabase({ url, database: 'system', ...accounts.migrator });
  const migrator = openDatabase({ url, database: DATABASE, ...accounts.migrator });
  await admin.client.command({ query: `CREATE DATABASE ${DATABASE} ENGINE = Atomic` });
  await migrate(migrator, new Date());
  await Promise.all([admin, migrator].map(closeDatabase));
}

const child = fileURLToPath(new URL('testing-pull-child.ts', import.meta.url));

function startPull({ url, accounts }: Engine, sources: string, folder: string) {
  const target = { url, database: DATABASE, ...accounts.writer };
  return spawn(
    process.execPath,
    ['--import', 'tsx', child, JSON.stringify({ target, sources, folder })],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
}

/** Opens the engine; on a machine that is busy, more patiently than a command would. */
async function open(directory: string, tries = 5): Promise<Engine> {
  try {
    return await openEngine({ directory, database: DATABASE, published: [] });
  } catch (error) {
    if (!(error instanceof EngineError) || tries === 1) throw error;
    return open(directory, tries - 1);
  }
}

/** Kills the engine and starts it again over the same data, at the same address. */
async function killEngine(engine: Engine, directory: string): Promise<Engine> {
  if (engine.pid !== undefined) process.kill(engine.pid, 'SIGKILL');
  await engine.stop();
  const again = await open(directory);
  if (again.url !== engine.url) throw new Error('The engine has come back at another address.');
  return again;
}

async function count({ url, accounts }: Engine, events: number) {
  const db = openDatabase({ url, database: DATABASE, ...accounts.writer });
  const found = await selectOne<{ rows: number; ids: number; strange: number } & Remains>(
    db,
    `WITH states AS (SELECT batch, argMax(state, at) AS last FROM batch GROUP BY batch)
    SELECT
      (SELECT count() FROM event) AS rows,
      (SELECT uniqExact(event_id) FROM event) AS ids,
      (SELECT countIf(toUInt64OrZero(substring(event_id, 2)) >= {events:UInt64}) FROM event) AS strange,
      (SELECT count() FROM event WHERE batch NOT IN
        (SELECT batch FROM states WHERE last = 'stored')) AS strays,
      (SELECT count() FROM states WHERE last NOT IN ('stored', 'forgotten')) AS unsettled,
      (SELECT count() FROM system.tables
        WHERE database = currentDatabase() AND name LIKE 'stage%') AS tables,
      (SELECT count() FROM reconciliation WHERE NOT agrees) AS disagreeing`,
    { events },
  );
  await closeDatabase(db);
  const { rows, ids, strange, ...remains } = found;
  return { ...remains, lost: events - (ids - strange), doubled: rows - ids };
}

type Remains = Pick<FaultReport, 'strays' | 'unsettled' | 'tables' | 'disagreeing'>;
