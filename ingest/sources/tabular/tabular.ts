import { createHash } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { DeliveryError, SourceError } from '#core/errors.ts';
import { SOURCES } from '#domain/contract.ts';
import { hashFile } from '../../manifest.ts';
import { mapFile, readMapping, type Mapping } from '../../mapping.ts';
import { dateIn, isTable } from '../../table.ts';
import type { Coverage } from '../../coverage.ts';
import { defineSource, type Json, type Parcel, type PullContext } from '../source.ts';

const Settings = z.strictObject({
  path: z.string().min(1).describe('The folder that the exports are put into.'),
  mapping: z.string().min(1).describe('How a row becomes events.'),
  settle_s: z
    .int()
    .min(0)
    .default(60)
    .describe('A file that changed in these last seconds is still being written.'),
});
type Settings = z.output<typeof Settings>;

/** Exports of any program, as CSV or XLSX, that are put into a folder. */
export const tabular = defineSource({
  kind: 'tabular',
  summary: 'CSV or XLSX exports that are put into a folder, through a mapping.',
  settings: Settings,
  hosts: () => [],
  pull: pullTables,
});

/** The files that were taken: of each, the SHA-256 of what it said and of how it was read. */
const Taken = z.strictObject({ files: z.record(z.string(), z.string()) });

/**
 * Takes each export once: a file whose bytes were not taken yet, or were with another mapping, so that
 * a mended mapping replays what it misread. A file that cannot be read does not keep the others from
 * being taken; it fails the pull after them.
 */
async function* pullTables(context: PullContext<Settings>): AsyncGenerator<Parcel> {
  const { settings, since, resolve } = context;
  const folder = resolve(settings.path);
  const path = resolve(settings.mapping);
  const mapping = readMapping(path);
  const how = await hashFile(path);
  const names = await listTables(folder);
  const before = Taken.safeParse(context.checkpoint).data?.files ?? {};
  const taken = Object.fromEntries(Object.entries(before).filter(([name]) => names.includes(name)));
  const unread: string[] = [];

  for (const name of names) {
    if (await isBeingWritten(join(folder, name), context)) {
      context.notWhole(`${name} changed a moment ago: looked at again next time.`);
      continue;
    }
    // What is hashed is what is read, whatever happens to the original.
    const copy = join(context.folder, name);
    await copyFile(join(folder, name), copy, constants.COPYFILE_FICLONE);
    const digest = digestOf(await hashFile(copy), how);
    const day = dateIn(name);
    const again = since !== undefined && (day ?? since) >= since;
    if (taken[name] === digest && !again) continue;
    const events = await mapTable(copy, name, mapping, context).catch((error: unknown) => {
      if (!(error instanceof DeliveryError)) throw error;
      unread.push(error.message);
    });
    if (!events) continue;
    taken[name] = digest;
    yield {
      files: [events],
      checkpoint: { files: { ...taken } } satisfies Json,
      coverage: coverageOf(mapping, day),
    };
  }
  if (unread.length > 0) throw new SourceError(unread.join('\n'));
}

const digestOf = (...texts: string[]) => createHash('sha256').update(texts.join(' ')).digest('hex');

async function listTables(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    (cause: NodeJS.ErrnoException) => {
      throw new SourceError(`The folder ${folder} cannot be read (${cause.code}).`, { cause });
    },
  );
  return entries
    .filter((entry) => entry.isFile() && isTable(entry.name) && !/^[.~]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

async function isBeingWritten(path: string, { settings, now }: PullContext<Settings>) {
  const { settle_s } = settings;
  if (settle_s === 0) return false;
  const found = await lstat(path).catch(() => undefined);
  return !found || found.mtimeMs > now().getTime() - settle_s * 1000;
}

/** Writes the events of a table beside, so that what is handed on has been read to its end. */
async function mapTable(
  path: string,
  name: string,
  mapping: Mapping,
  { folder, keys }: PullContext,
): Promise<string> {
  const events = mapFile(path, mapping, keys);
  const to = join(folder, `${name}.ndjson`);
  await pipeline(events.body, createWriteStream(to, { mode: 0o600 }));
  return to;
}

/** An export covers the days before it was made: the one of its name is not over then. */
function coverageOf({ fields }: Mapping, day: string | undefined): Coverage {
  const source = SOURCES.find((name) => name === fields.source);
  if (!day) return { source };
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return { source, covers_to: before };
}
