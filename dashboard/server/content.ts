import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { byteCache } from './byte-cache.ts';
import { encode, encoder, encodingFor, type Effort, type Encoding } from './encoding.ts';
import { sharing } from './sharing.ts';

/** Something to answer with, not read yet. */
export interface Content {
  /** Media type, with its charset where it is text. */
  type: string;
  /** Names these very bytes: two contents of one version are equal byte for byte. */
  version: string;
  /** Under which name a browser saves it; absent: it shows it. */
  filename?: string;
  cacheControl?: string;
  /** False for what is compressed already, such as pictures. */
  compressible?: boolean;
  effort?: Effort;
  /** Reads it; aborting the signal ends the reading, down to the query. */
  open(signal: AbortSignal): Promise<Readable | Buffer>;
}

/** Sends contents, compressed, once per version: what many ask for is read and compressed once. */
export type SendContent = (request: Request, response: Response, content: Content) => Promise<void>;

export interface ContentLimits {
  /** What the compressed answers kept in memory may take together. */
  cache_bytes_max: number;
  /** An answer larger than this is streamed and not kept. */
  held_bytes_max: number;
}

const LIMITS: ContentLimits = {
  cache_bytes_max: 64 * 1024 * 1024,
  held_bytes_max: 16 * 1024 * 1024,
};

/** Bytes that were held, or the word that there are too many. */
type Held = Buffer | 'too large';

export function contentSender(limits: ContentLimits = LIMITS): SendContent {
  const cache = byteCache(limits.cache_bytes_max);
  const large = new Set<string>();
  const shareHolding = sharing<Held>();
  const shareEncoding = sharing<Held>();

  /** The encoded bytes, from memory or made once for all who wait for them. */
  async function encoded(content: Content, encoding: Encoding, signal: AbortSignal): Promise<Held> {
    const { version, effort } = content;
    if (large.has(version)) return 'too large';
    const key = `${version} ${encoding}`;
    const kept = cache.get(key);
    if (kept) return kept;
    return shareEncoding(key, signal, async (shared) => {
      const held = await shareHolding(version, shared, (alone) =>
        hold(content, limits.held_bytes_max, alone),
      );
      if (held === 'too large') {
        if (large.size > 1000) large.clear();
        large.add(version);
        return held;
      }
      const bytes = await encode(held, encoding, effort);
      cache.set(key, bytes);
      return bytes;
    });
  }

  return async (request, response, content) => {
    const encoding = content.compressible === false ? 'identity' : encodingFor(request);
    const suffix = encoding === 'identity' ? '' : `-${encoding}`;
    response.set({
      ETag: `"${content.version}${suffix}"`,
      'Cache-Control': content.cacheControl ?? 'private, no-cache',
      'Content-Type': content.type,
    });
    response.vary('Accept-Encoding');
    if (hasAlready(request, response)) {
      response.status(304).end();
      return;
    }
    if (content.filename) {
      response.set('Content-Disposition', `attachment; filename="${content.filename}"`);
    }

    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const bytes = await encoded(content, encoding, gone.signal);
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    if (bytes !== 'too large') {
      response.set('Content-Length', String(bytes.length));
      response.end(bytes);
      return;
    }
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const source = await content.open(gone.signal);
    // A failure on the way destroys the connection, so that half an answer never looks whole.
    if (encoding === 'identity') await pipeline(source, response);
    else await pipeline(source, encoder(encoding), response);
  };
}

/**
 * Does the client have this version? Express's own `fresh` says no to who also sends
 * `Cache-Control: no-cache`, as `fetch` of Node does, though that speaks to caches on the way.
 */
function hasAlready(request: Request, response: Response): boolean {
  const tags = request
    .get('If-None-Match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  return tags?.some((tag) => tag === '*' || tag === response.get('ETag')) ?? false;
}

async function hold(content: Content, bytes_max: number, signal: AbortSignal): Promise<Held> {
  const source = await content.open(signal);
  if (Buffer.isBuffer(source)) return source.length > bytes_max ? 'too large' : source;
  const chunks: Buffer[] = [];
  let size_bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size_bytes += chunk.length;
    // Leaving the loop destroys the stream.
    if (size_bytes > bytes_max) return 'too large';
  }
  return Buffer.concat(chunks, size_bytes);
}

/** A short name for some bytes or text. */
export const versionOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 27);

/** A value as a JSON answer, named by what it says. */
export function jsonContent(value: unknown): Content {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    type: 'application/json; charset=utf-8',
    version: versionOf(bytes),
    open: async () => bytes,
  };
}
