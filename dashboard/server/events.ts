import { createHash, timingSafeEqual } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Request, RequestHandler } from 'express';
import { insert, select, type Database } from '#core/database.ts';
import { BadRequest, DeliveryError } from '#core/errors.ts';
import { exitStatus, ingest, type IngestReport } from '#ingest/ingest.ts';
import type { Reference } from '#seed/reference/reference.ts';
import {
  Busy,
  Conflict,
  Forbidden,
  NothingTaken,
  TooLarge,
  Unauthorized,
  Unsupported,
} from './problem.ts';

/** What the event endpoint needs beside what every address has. */
export interface Intake {
  /** The account that may write. */
  writer: Database;
  /** What those who send must show; undefined: nobody may send. */
  token: string | undefined;
  /** The longest body, decompressed. */
  max_bytes: number;
}

export const EVENTS = {
  path: '/events',
  summary: 'Takes events of the contract, a line each; the same checks as any delivery.',
  types: ['application/x-ndjson', 'application/jsonl', 'application/ndjson'],
} as const;

/** Deliveries that are checked side by side; more are asked to come back. */
const AT_ONCE = 4;

/** The contract's answer. */
export type Accepted = Omit<IngestReport, 'messages'>;

/**
 * Takes a delivery over HTTP: its body is written to a file as it comes, bounded, and then checked and
 * stored like any other, so that the answer says what became of it. An `Idempotency-Key` gives the
 * same answer again for the same body; without one, events that come twice are duplicates all the same.
 */
export function eventIntake(
  { writer, token, max_bytes }: Intake,
  { reference, now }: { reference: Reference; now: () => Date },
): RequestHandler {
  const keys = new Set<string>();
  let running = 0;
  return async (request, response) => {
    authorise(request, token);
    const compressed = checkHead(request, max_bytes);
    const key = keyOf(request);
    if (running >= AT_ONCE) throw new Busy('Several deliveries are being taken; ask again later.');
    if (key !== undefined && keys.has(key)) {
      throw new Conflict('A delivery with this Idempotency-Key is being taken.');
    }
    running += 1;
    if (key !== undefined) keys.add(key);
    const folder = await mkdtemp(join(tmpdir(), 'observatoire-events-'));
    try {
      const path = join(folder, 'events.ndjson');
      const body_hash = await receive(request, path, compressed, max_bytes);
      const before = key === undefined ? undefined : await answered(writer, key);
      if (before && before.body_hash !== body_hash) {
        throw new Conflict('This Idempotency-Key was used for another body.');
      }
      const answer = before
        ? (JSON.parse(before.answer) as Accepted)
        : await store(writer, path, reference, now());
      if (key !== undefined && !before) {
        const at = now().toISOString();
        const row = {
          key_hash: key,
          body_hash,
          batch: answer.batch,
          answer: JSON.stringify(answer),
          at,
        };
        await insert(writer, 'event_request', [row]);
      }
      response.status(202).set('Cache-Control', 'no-store').json(answer);
    } finally {
      running -= 1;
      if (key !== undefined) keys.delete(key);
      await rm(folder, { recursive: true, force: true });
    }
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

function authorise(request: Request, token: string | undefined): void {
  if (!token) throw new Forbidden('OBS_TOKEN_EVENTS is not set here: nobody may send events.');
  const [, shown] = /^Bearer +(\S+)$/i.exec(request.get('Authorization') ?? '') ?? [];
  // Digests, so that neither the length nor the first letters show in the time it takes.
  if (!shown || !timingSafeEqual(digest(shown), digest(token))) {
    throw new Unauthorized('A valid bearer token is needed.');
  }
}

/** Is the body compressed? Throws for what cannot be taken, before any of it is read. */
function checkHead(request: Request, max_bytes: number): boolean {
  if (!request.is([...EVENTS.types])) {
    throw new Unsupported(`The body must be one of ${EVENTS.types.join(', ')}.`);
  }
  const encoding = request.get('Content-Encoding') ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new Unsupported('The body may be plain or gzip.');
  }
  if (Number(request.get('Content-Length') ?? 0) > max_bytes) throw tooLarge(max_bytes);
  return encoding === 'gzip';
}

const tooLarge = (max_bytes: number) =>
  new TooLarge(`The body is longer than ${max_bytes} bytes: send it in parts.`);

/** The hash of the key: what a client calls its deliveries is not ours to keep. */
function keyOf(request: Request): string | undefined {
  const key = request.get('Idempotency-Key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e ]{1,255}$/.test(key)) {
    throw new BadRequest('Idempotency-Key must be 1 to 255 printable ASCII characters.');
  }
  return digest(key).toString('hex');
}

/** Writes the body to a file as it comes. Returns its hash. */
async function receive(
  request: Request,
  path: string,
  compressed: boolean,
  max_bytes: number,
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > max_bytes) done(tooLarge(max_bytes));
      else done(null, chunk);
    },
  });
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await (compressed
      ? pipeline(request, createGunzip(), bounded, file)
      : pipeline(request, bounded, file));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_')) throw new BadRequest('The body is not valid gzip.');
    throw error;
  }
  if (bytes === 0) throw new BadRequest('The body is empty.');
  return hash.digest('hex');
}

async function answered(db: Database, key_hash: string) {
  const [row] = await select<{ body_hash: string; answer: string }>(
    db,
    'SELECT body_hash, answer FROM event_request WHERE key_hash = {key_hash:String} ORDER BY at LIMIT 1',
    { key_hash },
  );
  return row;
}

async function store(
  db: Database,
  path: string,
  reference: Reference,
  now: Date,
): Promise<Accepted> {
  let report: IngestReport;
  try {
    report = await ingest({ db, files: [path], reference, now });
  } catch (error) {
    if (error instanceof DeliveryError) throw new Conflict(error.message.split('\n')[0] ?? '');
    throw error;
  }
  const { messages, ...answer } = report;
  if (exitStatus(report) === 1) throw new NothingTaken(`Nothing was taken. ${messages.join(' ')}`);
  return answer;
}
