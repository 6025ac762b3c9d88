import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip' | 'identity';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** The best that the client takes; brotli wins over gzip whatever their order. */
export function encodingFor(request: Request): Encoding {
  for (const encoding of ['br', 'gzip'] as const) {
    if (request.acceptsEncodings(encoding)) return encoding;
  }
  return 'identity';
}

/** For answers made on request, `fast`; `small` is for what is compressed once and sent for ever. */
export type Effort = 'fast' | 'small';

const brotliOptions = (effort: Effort): zlib.BrotliOptions => ({
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: effort === 'fast' ? 5 : 11 },
});

export async function encode(
  bytes: Buffer,
  encoding: Encoding,
  effort: Effort = 'fast',
): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  if (encoding === 'br') return brotli(bytes, brotliOptions(effort));
  return gzip(bytes, { level: effort === 'fast' ? 6 : 9 });
}

/** A stream that compresses what passes, for what is too large to hold. */
export function encoder(encoding: Exclude<Encoding, 'identity'>): Transform {
  return encoding === 'br' ? zlib.createBrotliCompress(brotliOptions('fast')) : zlib.createGzip();
}
