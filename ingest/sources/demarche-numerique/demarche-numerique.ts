import { ConfigError, SourceError } from '#core/errors.ts';
import { defineSource, type Parcel, type PullContext } from '../source.ts';
import { Retention } from './answers.ts';
import { openCheckpoint, progressOf, type Checkpoint } from './checkpoint.ts';
import { ApiError } from './api-error.ts';
import { openApi, type Api } from './client.ts';
import { coverageOf, firstDay, followed } from './coverage.ts';
import { openIdentity, type Identity } from './identity.ts';
import { openLoad } from './load.ts';
import { openPages } from './pages.ts';
import { RETENTION } from './queries.ts';
import { readDeletions, readDossiers, today, unload, type Scan } from './scan.ts';
import { checkSchema } from './schema-check.ts';
import { Settings } from './settings.ts';
import { openTally } from './tally.ts';

/** The key of the contract's source, whatever the configuration calls this one. */
const KEY = 'demarche_numerique';
/** Numbers of dossiers are few enough to try them all: only the key keeps them. */
const KEY_LENGTH_MIN = 16;

/**
 * Dossiers of demarche.numerique.gouv.fr (Démarches Simplifiées), by its GraphQL API: no field of a
 * form, no person, no text. Numbers of dossiers become pseudonyms as they are read.
 */
export const demarcheNumerique = defineSource<Settings>({
  kind: 'demarche_numerique',
  summary: 'Dossiers of demarche.numerique.gouv.fr (Démarches Simplifiées), by its API.',
  settings: Settings,
  hosts: ({ url }) => [new URL(url).host],
  pull,
});

async function* pull(context: PullContext<Settings>): AsyncGenerator<Parcel> {
  const { settings, now, log } = context;
  const { demarches } = settings;
  const identity = identityOf(context);
  const api = openApi({
    ...context,
    url: settings.url,
    token: context.secret('TOKEN'),
    timeout_ms: settings.timeout_s * 1000,
  });
  const checkpoint = openCheckpoint(context, identity.keyId);
  await checkSchema(api, log);
  await findFirstDays(api, context, checkpoint);
  const load = openLoad({
    name: context.name,
    pages_max: settings.pages_per_delivery,
    covered: coverageOf(demarches, checkpoint),
    now,
  });
  const shared = { demarches, identity, load, checkpoint, now };

  const failed: string[] = [];
  let ended: unknown;
  for (const demarche of demarches) {
    const { number } = demarche;
    const progress = progressOf(checkpoint, demarche);
    const pages = openPages({
      api,
      number,
      before: {
        breaker: progress.breaker,
        size: progress.page?.on === today(context) ? progress.page.size : undefined,
      },
      pause_ms: settings.pause_minutes * 60_000,
      log,
    });
    const tally = openTally(demarche);
    const scan: Scan = { ...shared, demarche, pages, progress, tally };
    try {
      yield* readDossiers(scan);
      yield* readDeletions(scan);
    } catch (error) {
      if (!(error instanceof ApiError) || error.trouble === 'away') ended = error;
      else failed.push(`démarche ${number}: ${error.message}`);
    }
    const { size, breaker } = pages.state();
    progress.page = size === undefined ? undefined : { size, on: today(context) };
    progress.breaker = breaker;
    for (const line of tally.lines()) log(line);
    if (ended) break;
  }

  // What was read before a failure is whole, and is handed on.
  yield unload(shared);
  if (ended) throw ended;
  if (failed.length > 0) {
    const { covers_to } = coverageOf(demarches, checkpoint);
    throw new SourceError(
      `Read, but for ${failed.length} of ${demarches.length} démarches. Until they are, the source counts ` +
        `as followed up to ${covers_to}.\n${failed.join('\n')}`,
    );
  }
}

function identityOf({ keys }: PullContext<Settings>): Identity {
  const key = keys.sources.get(KEY) ?? '';
  if (key.length >= KEY_LENGTH_MIN) return openIdentity(key);
  throw new ConfigError(
    `Numbers of dossiers are hashed under OBS_KEY_DEMARCHE_NUMERIQUE, which ${key ? 'is too short' : 'is not in the environment'}: ` +
      `it has at least ${KEY_LENGTH_MIN} characters, drawn by chance.`,
  );
}

/** Asks, once for each démarche, how long its closed dossiers are kept. */
async function findFirstDays(
  api: Api,
  context: PullContext<Settings>,
  checkpoint: Checkpoint,
): Promise<void> {
  for (const demarche of followed(context.settings.demarches)) {
    const progress = progressOf(checkpoint, demarche);
    if (progress.covers_from) continue;
    const { number } = demarche;
    let months: number | undefined;
    try {
      months = await api.ask(RETENTION, { number }, Retention);
    } catch (error) {
      if (!(error instanceof ApiError) || error.trouble === 'away') throw error;
      context.log(
        `Démarche ${number} does not say how long it keeps closed dossiers: 12 months are assumed.`,
      );
    }
    progress.covers_from = firstDay(today(context), months, progress.since);
  }
}
