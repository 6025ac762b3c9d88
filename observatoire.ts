#!/usr/bin/env node
/**
 * What `observatoire <command>` can do: the command line, and with `command/` the one composition
 * root. Only they know every room, open things, read the environment and read the clock.
 * Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with rejects.
 */
import { pipeline } from 'node:stream/promises';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { seedFolder } from './command/demonstration.ts';
import { doctor } from './command/doctor.ts';
import { configuredSource, pullWithProgress, tellPull } from './command/pull.ts';
import {
  computeWithProgress,
  EXIT,
  ingestWithProgress,
  now,
  seedWithProgress,
  tellIngest,
  tellRun,
  withDatabase,
  withSchema,
  type Session,
} from './command/session.ts';
import { start } from './command/start.ts';
import { measure } from './command/upkeep.ts';
import { loadConfig } from '#core/config.ts';
import { streamOut } from '#core/database.ts';
import { KnownError } from '#core/errors.ts';
import { openTerminal } from '#core/terminal.ts';
import { exitStatus } from '#ingest/ingest.ts';
import { parseAsOf } from '#queries/as-of.ts';
import { findIndicator, loadCatalogue } from '#queries/catalogue.ts';
import { migrate, pendingMigrations } from '#queries/migrate.ts';
import { FORMATS, inFormat, valuesQuery, type Format } from '#queries/values.ts';
import { parseValuesFilter } from '#queries/values-filter.ts';
import { loadReference } from '#seed/reference/reference.ts';

const whole = (text: string) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('Expected a whole number.');
  return value;
};

const day = (text: string) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Expected a day, YYYY-MM-DD.');
  return text;
};

const list = (text: string, before: string[] = []) => [...before, ...text.split(',')];

function program(env: NodeJS.ProcessEnv): Command {
  const root = new Command('observatoire')
    .description('Open observatory of the quality of France’s residence-permit procedure.')
    .option('--json', 'answer in JSON lines on standard output; messages in JSON on standard error')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help shows what each command takes)')
    .exitOverride();

  /** Gives a command its session, and its exit status from what it returns. */
  const command = <Options extends object>(
    usage: string,
    description: string,
    run: (session: Session, args: string[], options: Options) => Promise<number | void>,
  ) =>
    root
      .command(usage)
      .description(description)
      .option('--json', 'answer in JSON lines')
      .action(async (...parameters) => {
        const self = parameters.at(-1) as Command;
        const options = self.optsWithGlobals<Options & { json?: boolean }>();
        const json = options.json === true;
        const session = { config: loadConfig(env), terminal: openTerminal({ json }), json };
        process.exitCode = (await run(session, self.args, options)) ?? EXIT.done;
      });

  command('start', 'start everything: engine, demonstration, schedule, page', async (session) =>
    start(session),
  );

  command<{ dossiers: number; seed: number; out?: string }>(
    'seed',
    'generate a synthetic population, into the database or a folder',
    async (session, _args, options) => {
      const { dossiers, seed, out } = options;
      const { terminal, json } = session;
      if (out) {
        const progress = terminal.progress('Generating', dossiers);
        const written = await seedFolder(out, { dossiers, seed }, progress.to);
        progress.end();
        if (json) terminal.json(written);
        else
          terminal.say(`${written.rows} rows in ${written.folder}: ${written.files.join(', ')}.`);
        return EXIT.done;
      }
      return withSchema(session, async (connection) => {
        const report = await seedWithProgress(session, connection, { dossiers, seed });
        tellIngest(session, report);
        return exitStatus(report);
      });
    },
  )
    .option('--dossiers <n>', 'how many applications', whole, 60_000)
    .option('--seed <s>', 'the same seed gives the same population', whole, 1)
    .option(
      '--out <folder>',
      'write the delivery, its manifest and its truth there, and store nothing',
    );

  command<{ mapping?: string; backfill?: boolean; dryRun?: boolean }>(
    'ingest <file...>',
    'take a delivery: contract files, or a manifest.json',
    async (session, files, options) =>
      withSchema(session, async (connection) => {
        const report = await ingestWithProgress(session, connection, files, options);
        tellIngest(session, report);
        return exitStatus(report);
      }),
  )
    .option('--mapping <map.yaml>', 'how a delivery in another shape becomes events')
    .option('--backfill', 'the delivery is history: it was known when it was recorded')
    .option('--dry-run', 'check the delivery and say what would be done; store nothing');

  command<{ since?: string; dryRun?: boolean }>(
    'pull <source>',
    'take what is new at a source that OBS_SOURCES configures',
    async (session, [name = ''], { since, dryRun }) => {
      const source = configuredSource(session.config, name);
      return withSchema(session, async (connection) => {
        const report = await pullWithProgress(session, connection, source, {
          cause: 'command',
          since,
          dryRun,
        });
        tellPull(session, report);
        return exitStatus(report);
      });
    },
  )
    .option('--since <day>', 'take again what covers this day or later', day)
    .option('--dry-run', 'check what is new and say what would be done; store nothing');

  interface ComputeOptions {
    indicator?: string[];
    asOf?: string;
  }
  command<ComputeOptions>('compute', 'compute indicators', async (session, _args, options) => {
    const { indicator: ids, asOf } = options;
    const catalogue = loadCatalogue();
    const indicators = ids ? ids.map((id) => findIndicator(catalogue, id)) : catalogue;
    const instant = asOf ? parseAsOf(asOf) : undefined;
    return withSchema(session, async (connection) => {
      const reports = await computeWithProgress(session, connection, indicators, {
        cause: 'command',
        asOf: instant,
      });
      for (const report of reports) {
        if (session.json) session.terminal.json(report);
        else tellRun(session.terminal, report);
      }
      if (!ids && !asOf) await measure(session, connection);
      return reports.some(({ state }) => state === 'failed') ? EXIT.failed : EXIT.done;
    });
  })
    .option('--indicator <id...>', 'only these (several, or comma-separated)', list)
    .option('--as-of <t>', 'as known at an instant (RFC 3339) or at the end of a day in Paris');

  const values = command<Record<string, string | undefined>>(
    'values',
    'print the published values of an indicator',
    async (session, _args, options) => {
      const { format, json: _json, asOf, ...rest } = options;
      const reference = loadReference();
      const asked = { ...rest, ...(asOf && { as_of: asOf }) };
      const filter = parseValuesFilter(asked, loadCatalogue(), reference);
      return withDatabase(session, async ({ reader }) => {
        const query = inFormat(valuesQuery(filter, reference), (format ?? 'json') as Format);
        await pipeline(await streamOut(reader, query), process.stdout, { end: false });
        return EXIT.done;
      });
    },
  )
    .requiredOption('--indicator <id>', 'such as P-01, in any case')
    .addOption(
      new Option('--format <format>', 'how to write them')
        .choices(Object.keys(FORMATS))
        .default('json'),
    )
    .option('--as-of <t>', 'as published at an instant (RFC 3339) or at the end of a day in Paris');
  for (const [name, meaning] of [
    ['view', 'cohort or period'],
    ['statistic', 'such as median'],
    ['breakdown', 'such as seuil=4m; all = none'],
    ['level', 'national, region or prefecture'],
    ['region', 'INSEE code of a region; all = national'],
    ['prefecture', 'code of a prefecture; all = national and regional'],
    ['titre', 'code of a title; all = the total'],
    ['motif', 'motive; all = the total'],
    ['demande', 'kind of application; all = the total'],
    ['canal', 'channel; all = the total'],
    ['grain', 'month, year or none'],
    ['from', 'first month, YYYY-MM'],
    ['to', 'last month, YYYY-MM'],
  ] as const) {
    values.option(`--${name} <value>`, meaning);
  }

  command<{ dryRun?: boolean }>(
    'migrate',
    'bring the database to the current schema',
    async (session, _args, options) =>
      withDatabase(session, async ({ migrator }) => {
        const { terminal, json } = session;
        const dryRun = options.dryRun === true;
        const names = dryRun ? await pendingMigrations(migrator) : await migrate(migrator, now());
        if (json) terminal.json({ [dryRun ? 'pending' : 'applied']: names });
        else
          terminal.say(
            names.length > 0
              ? `${dryRun ? 'Pending' : 'Applied'}: ${names.join(', ')}.`
              : 'The schema is up to date.',
          );
      }),
  ).option('--dry-run', 'say what would be applied, and apply nothing');

  command('doctor', 'check this machine, the settings and the database', async (session) => {
    const findings = await doctor(session.config, env, (use) => withDatabase(session, use));
    for (const { subject, right, text } of findings) {
      if (session.json) session.terminal.json({ subject, ok: right, text });
      else session.terminal.say(`${right ? '✓' : '✗'} ${subject.padEnd(28)} ${text}`);
    }
    return findings.every(({ right }) => right) ? EXIT.done : EXIT.failed;
  });

  return root;
}

/** A command's own errors are told in a sentence; a bug is told whole. */
function tellFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (readerLeft) return EXIT.done;
  const json = process.argv.includes('--json');
  const known = error instanceof KnownError;
  const text = known
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(
    json
      ? `${JSON.stringify({ error: known ? error.code : 'internal', message: text })}\n`
      : `${text}\n`,
  );
  const usage = known && ['bad_request', 'not_found', 'config'].includes(error.code);
  return usage ? EXIT.usage : EXIT.failed;
}

/** Whoever reads the results may have had enough of them (`| head`): other work goes on, and it is no failure. */
let readerLeft = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  readerLeft = true;
});

try {
  await program(process.env).parseAsync();
} catch (error) {
  process.exitCode = tellFailure(error);
}
