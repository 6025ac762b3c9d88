import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DeliveryError, SourceError } from '#core/errors.ts';
import { exportCoverage, type Coverage } from '../../coverage.ts';
import { hashFile } from '../../manifest.ts';
import { dateIn } from '../../table.ts';
import type { Json, Parcel, PullContext } from '../source.ts';

/** How exports are found in a folder, and read. */
export interface Exports {
  folder: string;
  /** A file that changed in these last seconds is still being written. */
  settle_s: number;
  isExport: (name: string) => boolean;
  /** How they are read, as a text: when it changes, all of them are taken again. */
  how: string;
  /** Writes the events of an export to a path. Throws DeliveryError when it cannot be read. */
  read: (path: string, name: string, to: string) => Promise<void>;
  /** What they speak for: a source of the contract, or a part of one. */
  covers: Pick<Coverage, 'source' | 'part'>;
}

export const settleSeconds = z
  .int()
  .min(0)
  .default(60)
  .describe('A file that changed in these last seconds is still being written.');

/** The files that were taken: of each, the SHA-256 of what it said and of how it was read. */
const Taken = z.strictObject({ files: z.record(z.string(), z.string()) });

/**
 * Takes each export once: a file whose bytes were not taken yet, or were read in another way, so that
 * a mended mapping replays what it misread. A file that cannot be read does not keep the others from
 * being taken; it fails the pull after them.
 */
export async function* pullExports(exports: Exports, context: PullContext): AsyncGenerator<Parcel> {
  const { since } = context;
  const names = await listExports(exports);
  const before = Taken.safeParse(context.checkpoint).data?.files ?? {};
  const taken = Object.fromEntries(Object.entries(before).filter(([name]) => names.includes(name)));
  const unread: string[] = [];

  for (const name of names) {
    if (await isBeingWritten(join(exports.folder, name), exports, context)) {
      context.notWhole(`${name} changed a moment ago: looked at again next time.`);
      continue;
    }
    // What is hashed is what is read, whatever happens to the original.
    const copy = join(context.folder, name);
    await copyFile(join(exports.folder, name), copy, constants.COPYFILE_FICLONE);
    const digest = createHash('sha256')
      .update(`${await hashFile(copy)} ${exports.how}`)
      .digest('hex');
    const day = dateIn(name);
    const again = since !== undefined && (day ?? since) >= since;
    if (taken[name] === digest && !again) continue;
    // Read to its end before anything of it is handed on.
    const events = `${copy}.ndjson`;
    try {
      await exports.read(copy, name, events);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      unread.push(error.message);
      continue;
    }
    taken[name] = digest;
    yield {
      files: [events],
      checkpoint: { files: { ...taken } } satisfies Json,
      coverage: { ...exports.covers, ...exportCoverage([name]) },
    };
  }
  if (unread.length > 0) throw new SourceError(unread.join('\n'));
}

async function listExports({ folder, isExport }: Exports): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    (cause: NodeJS.ErrnoException) => {
      throw new SourceError(`The folder ${folder} cannot be read (${cause.code}).`, { cause });
    },
  );
  return entries
    .filter((entry) => entry.isFile() && isExport(entry.name) && !/^[.~]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

async function isBeingWritten(path: string, { settle_s }: Exports, { now }: PullContext) {
  if (settle_s === 0) return false;
  const found = await lstat(path).catch(() => undefined);
  return !found || found.mtimeMs > now().getTime() - settle_s * 1000;
}
