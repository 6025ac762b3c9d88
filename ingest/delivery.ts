import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeliveryError } from '#core/errors.ts';
import { hashFile, readManifest, type Manifest, type NamedFile } from './manifest.ts';
import { Refused } from './refused.ts';

export type Format = 'ndjson' | 'csv' | 'parquet';
export type Compression = 'gz' | 'zst';

/** A file of a delivery: where it lies, and how to read it. */
export interface DeliveredFile {
  /** What messages and the quarantine call it. */
  name: string;
  path: string;
  bytes: number;
  format: Format;
  compression: Compression | undefined;
}

/** Bytes that come from elsewhere than a file: the event endpoint, the simulator. */
export interface DeliveredBody {
  name: string;
  format: Format;
  body: Readable;
}

/** What is given to be ingested, before anything is known of it. */
export interface Delivery {
  items: Item[];
  manifest: Manifest | undefined;
  /** Removes what had to be written beside. */
  cleanUp(): Promise<void>;
}

/** A file or body as it is given. */
export interface Item {
  name: string;
  /** Its size where it is a file that exists. */
  bytes: number;
  /** Finds out whether it can be read at all. Throws Refused. */
  open(): Promise<DeliveredFile>;
  /** How many rows it must have, where a manifest says so. */
  rows: number | undefined;
}

const FORMATS: Record<string, Format | undefined> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  parquet: 'parquet',
};

/** What a file's name says of it; undefined when it is none of the contract's. */
function formatOf(
  name: string,
): { format: Format; compression: Compression | undefined } | undefined {
  const [, extension = '', outside] = /\.([a-z]+?)(?:\.(gz|zst))?$/i.exec(name) ?? [];
  const format = FORMATS[extension.toLowerCase()];
  const compression = outside?.toLowerCase() as Compression | undefined;
  if (!format || (format === 'parquet' && compression)) return undefined;
  return { format, compression };
}

/** The files given, or those that one manifest names. Throws DeliveryError. */
export async function openDelivery(given: readonly (string | DeliveredBody)[]): Promise<Delivery> {
  const manifests = given.filter((item) => typeof item === 'string' && /\.json$/i.test(item));
  if (given.length === 0) throw new DeliveryError('No file was given.');
  if (manifests.length > 0 && given.length > 1) {
    throw new DeliveryError(
      'A manifest is given alone: it names its files. Events are .ndjson, .csv or .parquet.',
    );
  }
  let folder: string | undefined;
  const spoolFolder = async () =>
    (folder ??= await mkdtemp(join(tmpdir(), 'observatoire-ingest-')));
  const cleanUp = async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  };
  const [only] = manifests;
  if (typeof only === 'string') {
    const { manifest, files } = await readManifest(only);
    return {
      items: await Promise.all(files.map((file) => fileItem(file.path, file))),
      manifest,
      cleanUp,
    };
  }
  const items = await Promise.all(
    given.map((item) => (typeof item === 'string' ? fileItem(item) : bodyItem(item, spoolFolder))),
  );
  return { items, manifest: undefined, cleanUp };
}

async function fileItem(path: string, named?: NamedFile): Promise<Item> {
  const name = basename(path);
  const found = await stat(path).catch(() => undefined);
  return {
    name,
    bytes: found?.isFile() ? found.size : 0,
    rows: named?.rows,
    async open() {
      if (!found) throw new Refused('fichier_illisible', 'does not exist.');
      if (!found.isFile()) throw new Refused('fichier_illisible', 'is not a file.');
      const format = formatOf(name);
      if (!format) {
        throw new Refused(
          'fichier_illisible',
          'is none of .ndjson, .jsonl, .csv (also .gz, .zst) or .parquet.',
        );
      }
      if (named && (await hashFile(path)) !== named.sha256) {
        throw new Refused(
          'manifeste_discordant',
          'does not have the sha256 that the manifest says.',
        );
      }
      return { name, path, bytes: found.size, ...format };
    },
  };
}

/** A body is written to a file first, because a file may have to be read twice. */
async function bodyItem(
  { name, format, body }: DeliveredBody,
  folder: () => Promise<string>,
): Promise<Item> {
  return {
    name,
    bytes: 0,
    rows: undefined,
    async open() {
      const path = join(await folder(), `body-${Math.random().toString(36).slice(2)}`);
      await pipeline(body, createWriteStream(path, { mode: 0o600 }));
      const { size } = await stat(path);
      return { name, path, bytes: size, format, compression: undefined };
    },
  };
}
