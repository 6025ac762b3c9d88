import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { z } from 'zod';
import { DeliveryError } from '#core/errors.ts';
import { parseManifest, type Manifest } from '../../manifest.ts';
import type { Json, Parcel, PullContext } from '../source.ts';

/** A manifest longer than this is none. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/**
 * A place where a ministry puts down deliveries: contract files with a manifest beside them. The same
 * for a folder, a bucket and a list over HTTPS; only how one looks and reads differs.
 */
export interface Drop {
  /** The names of all that lies there, relative, with `/` between folders. */
  list(): Promise<string[]>;
  /** The bytes of a manifest; undefined: it has gone. */
  manifest(name: string): Promise<Buffer | undefined>;
  /**
   * Brings a file to a local path that ends with its name, and gives its SHA-256; undefined: it is not
   * there (yet). Where it already is one, that path.
   */
  fetch(name: string, to: string): Promise<{ path: string; sha256: string } | undefined>;
}

/** The deliveries that were taken: of each manifest, the SHA-256 of what it said. */
const Taken = z.strictObject({ manifests: z.record(z.string(), z.string()) });

/**
 * Takes each delivery once: a manifest whose bytes were not taken yet, when all of its files are there
 * with the hashes that it says. One that is being written is told and left for the next time; those
 * after it are taken, since an event's versions are put in order by `recorded_at` and not by arrival.
 */
export async function* pullDrop(drop: Drop, context: PullContext): AsyncGenerator<Parcel> {
  const names = await drop.list();
  const found = names.filter((name) => /(?:^|[/._-])manifest\.json$/i.test(name)).sort();
  const before = Taken.safeParse(context.checkpoint).data?.manifests ?? {};
  // What is no longer there needs not be remembered: the checkpoint is no longer than the listing.
  const taken = Object.fromEntries(Object.entries(before).filter(([name]) => found.includes(name)));

  for (const name of found) {
    const bytes = await drop.manifest(name);
    if (!bytes) continue;
    const digest = createHash('sha256').update(bytes).digest('hex');
    const manifest = readable(bytes, name, context);
    if (!manifest) continue;
    const again = context.since !== undefined && coversSince(manifest, context.since);
    if (taken[name] === digest && !again) continue;
    const folder = join(context.folder, 'delivery');
    if (!(await bring(drop, name, manifest, folder, context))) continue;
    const path = join(folder, basename(name));
    await writeFile(path, bytes, { mode: 0o600 });
    taken[name] = digest;
    yield { files: [path], checkpoint: { manifests: { ...taken } } satisfies Json };
  }
}

/** A manifest that cannot be read may be half-written. */
function readable(bytes: Buffer, name: string, { notWhole }: PullContext): Manifest | undefined {
  try {
    return parseManifest(bytes, name);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    notWhole(`${error.message}\nIt may still be written: looked at again next time.`);
    return undefined;
  }
}

const coversSince = ({ covers_to, extracted_at }: Manifest, since: string) =>
  (covers_to ?? extracted_at?.slice(0, 10) ?? since) >= since;

/** Brings the files of a delivery to a folder; false when it is not whole. */
async function bring(
  drop: Drop,
  name: string,
  manifest: Manifest,
  folder: string,
  { notWhole }: PullContext,
): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of manifest.files) {
    const at = posix.join(posix.dirname(name), file.name);
    const to = join(folder, file.name);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const fetched = await drop.fetch(at, to);
    if (fetched?.sha256 === file.sha256) continue;
    const what = fetched ? 'does not have the hash that its manifest says' : 'is not there';
    notWhole(`${name}: ${file.name} ${what}: waiting for the whole delivery.`);
    return false;
  }
  return true;
}
