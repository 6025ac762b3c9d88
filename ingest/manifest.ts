import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import { DeliveryError } from '#core/errors.ts';
import { FIRST_DAY, LAST_DAY } from '#domain/contract.ts';

const day = z.iso
  .date()
  .refine((value) => value >= FIRST_DAY && value <= LAST_DAY, `not in ${FIRST_DAY} … ${LAST_DAY}`);

/** What a delivery says of itself: what it covers, and which files it is made of. */
const Manifest = z.strictObject({
  /** A source of the contract, or the name of a program that speaks for several. */
  source: z.string().min(1).max(64),
  extracted_at: z.iso.datetime({ offset: true }).nullish(),
  covers_from: day.nullish(),
  covers_to: day.nullish(),
  prefectures: z.array(z.string().regex(/^[0-9A-Z]{2,3}$/)).nullish(),
  origin: z.enum(['real', 'synthetic']).nullish(),
  key_id: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,64}$/)
    .nullish(),
  files: z
    .array(
      z.strictObject({
        name: z
          .string()
          .min(1)
          .refine(
            (name) => !isAbsolute(name) && !normalize(name).startsWith('..'),
            'must lie beside the manifest',
          ),
        rows: z.int().min(0),
        sha256: z
          .string()
          .regex(/^[0-9a-fA-F]{64}$/)
          .toLowerCase(),
      }),
    )
    .min(1),
});

export type Manifest = z.output<typeof Manifest>;

/** A file that a manifest names. */
export interface NamedFile {
  path: string;
  rows: number;
  sha256: string;
}

/** Reads a manifest; the files lie beside it. Throws DeliveryError. */
export async function readManifest(
  path: string,
): Promise<{ manifest: Manifest; files: NamedFile[] }> {
  const bytes = await readFile(path).catch((cause: Error) => {
    throw new DeliveryError(`The manifest ${path} cannot be read: ${cause.message}`, { cause });
  });
  const manifest = parseManifest(bytes, path);
  const folder = dirname(path);
  const files = manifest.files.map(({ name, rows, sha256 }) => ({
    path: join(folder, name),
    rows,
    sha256,
  }));
  return { manifest, files };
}

/** Understands the bytes of a manifest. Throws DeliveryError. */
export function parseManifest(bytes: Buffer, name: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new DeliveryError(`The manifest ${name} cannot be read: ${said}`, { cause });
  }
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) {
    throw new DeliveryError(`The manifest ${name} is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/** The SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
