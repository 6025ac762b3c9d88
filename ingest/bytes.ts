import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { constants, createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { DeliveredFile } from './delivery.ts';
import { Refused } from './refused.ts';

/** Chunks of this size reach the engine fastest over HTTP. */
const CHUNK_BYTES = 256 * 1024;

/** What reading a file's bytes found out on the way. */
export interface Found {
  /** A compressed file that ends too early: what could be read of it was. */
  truncated: boolean;
}

/** Told of a file's own bytes as they are read, for progress. */
export type OnBytes = (bytes: number) => void;

/** The bytes of a file as they lie there. */
export async function* fileBytes(path: string, onBytes: OnBytes): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  for await (const chunk of source as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** The bytes of a text file, decompressed. */
export function textBytes(
  { path, compression }: DeliveredFile,
  found: Found,
  onBytes: OnBytes,
): AsyncGenerator<Buffer> {
  const bytes = fileBytes(path, onBytes);
  if (compression === 'gz') return gunzip(bytes, found);
  return compression === 'zst' ? unzstd(bytes, found) : bytes;
}

/**
 * Node's Gunzip throws away what it has not handed out when it meets an error. So everything is
 * drawn out of it before it is told of the end, which is when it finds that the file is cut.
 *
 * It may be destroyed at any moment, by bytes that are no gzip or by a reader that has gone, and then
 * answers nothing that it still owes: whatever is waited for, its close is too.
 */
async function* gunzip(source: AsyncIterable<Buffer>, found: Found): AsyncGenerator<Buffer> {
  const inflate = createGunzip({ chunkSize: CHUNK_BYTES });
  const closed = new Promise<void>((resolve) => inflate.once('close', resolve));
  const orClosed = (event: Promise<unknown>) => Promise.race([event, closed]);
  const feed = async () => {
    for await (const chunk of source) {
      if (!inflate.write(chunk)) await orClosed(once(inflate, 'drain'));
      if (inflate.destroyed) return;
    }
    await orClosed(
      new Promise<void>((resolve) => inflate.flush(constants.Z_SYNC_FLUSH, () => resolve())),
    );
    while (inflate.readableLength > 0 && !inflate.destroyed) await setImmediate();
    inflate.end();
  };
  const feeding = feed().catch((error: Error) => inflate.destroy(error));
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') found.truncated = true;
    else if (code?.startsWith('Z_'))
      throw new Refused('fichier_illisible', 'is not a valid .gz file.');
    else throw error;
  } finally {
    inflate.destroy();
    await feeding;
  }
}

async function* unzstd(source: AsyncIterable<Buffer>, found: Found): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const decompress = new Decompress((chunk) => {
    if (chunk.length > 0) ready.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  });
  const push = (chunk: Uint8Array, last: boolean) => {
    try {
      decompress.push(chunk, last);
    } catch {
      // The end came too early; every other complaint is about the bytes themselves.
      if (last) found.truncated = true;
      else throw new Refused('fichier_illisible', 'is not a valid .zst file.', '');
    }
  };
  for await (const chunk of source) {
    push(chunk, false);
    while (ready.length > 0) yield ready.shift()!;
  }
  push(new Uint8Array(0), true);
  yield* ready;
}
