import { AwsV4Signer } from 'aws4fetch';
import { SaxesParser } from 'saxes';
import { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import type { HttpRequest } from '../../http.ts';
import { defineSource, type PullContext } from '../source.ts';
import { MAX_MANIFEST_BYTES, pullDrop, type Drop } from './drop.ts';

const Settings = z.strictObject({
  endpoint: z.url().describe('Where the service is, such as https://s3.fr-par.scw.cloud.'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  prefix: z.string().default('').describe('Only what begins so; a folder ends with /.'),
  region: z.string().default('us-east-1').describe('What the signature names.'),
});
type Settings = z.output<typeof Settings>;

/** Deliveries that are put into a bucket of S3, or of a service that speaks like it. */
export const bucketDrop = defineSource<Settings>({
  kind: 'bucket',
  summary: 'Deliveries with a manifest that are put into an S3-compatible bucket.',
  settings: Settings,
  hosts: ({ endpoint }) => [new URL(endpoint).host],
  pull: (context) => pullDrop(openBucket(context), context),
});

const LISTED_MAX = 100_000;
const PAGE_BYTES = 4 * 1024 * 1024;

function openBucket({ settings, http, secret, now }: PullContext<Settings>): Drop {
  const { endpoint, bucket, prefix, region } = settings;
  const root = `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const keys = { accessKeyId: secret('USER'), secretAccessKey: secret('SECRET') };
  const addressOf = (name: string) =>
    `${root}/${`${prefix}${name}`.split('/').map(encodeURIComponent).join('/')}`;

  /** The headers that say who asks. The signature holds for a quarter of an hour. */
  async function signed(url: string): Promise<HttpRequest> {
    const datetime = now()
      .toISOString()
      .replace(/[:-]|\.\d{3}/g, '');
    const { headers } = await new AwsV4Signer({
      ...{ url, ...keys, region, service: 's3', method: 'GET', datetime },
    }).sign();
    const { host: _host, ...rest } = Object.fromEntries(headers);
    return { headers: rest, accept: (status) => status === 200 || status === 404 };
  }

  async function page(after: string | undefined) {
    const url = new URL(root);
    url.searchParams.set('list-type', '2');
    url.searchParams.set('encoding-type', 'url');
    if (prefix) url.searchParams.set('prefix', prefix);
    if (after) url.searchParams.set('continuation-token', after);
    const asked = { ...(await signed(url.href)), max_bytes: PAGE_BYTES };
    const answer = await http.request(url, asked);
    if (answer.status === 404)
      throw new SourceError(`There is no bucket ${bucket} at ${endpoint}.`);
    return readListing(await answer.text(), root);
  }

  return {
    async list() {
      const names: string[] = [];
      let after: string | undefined;
      do {
        const listing = await page(after);
        names.push(...listing.keys.map((key) => key.slice(prefix.length)));
        if (names.length > LISTED_MAX) {
          throw new SourceError(`${root} lists more than ${LISTED_MAX} objects: name a prefix.`);
        }
        after = listing.next;
      } while (after);
      return names;
    },
    async manifest(name) {
      const url = addressOf(name);
      const asked = { ...(await signed(url)), max_bytes: MAX_MANIFEST_BYTES };
      const answer = await http.request(url, asked);
      const text = await answer.text();
      return answer.status === 404 ? undefined : Buffer.from(text);
    },
    async fetch(name, to) {
      const url = addressOf(name);
      const { status, ...fetched } = await http.download(url, to, await signed(url));
      return status === 404 ? undefined : { path: to, sha256: fetched.sha256 };
    },
  };
}

/** Reads an answer of ListObjectsV2: the keys, and where the next page begins. Throws SourceError. */
export function readListing(
  xml: string,
  what: string,
): { keys: string[]; next: string | undefined } {
  const keys: string[] = [];
  let next: string | undefined;
  let truncated = false;
  const path: string[] = [];
  let text = '';
  const wrong = (said: string) => {
    throw new SourceError(`${what} answers something that is not a listing of S3 (${said}).`);
  };
  const parser = new SaxesParser();
  parser.on('error', () => wrong('not well-formed XML'));
  // Without a document type there is no entity to expand.
  parser.on('doctype', () => wrong('a document type'));
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', () => {
    const at = path.join('/');
    if (at === 'ListBucketResult/Contents/Key') keys.push(decoded(text));
    if (at === 'ListBucketResult/IsTruncated') truncated = text === 'true';
    if (at === 'ListBucketResult/NextContinuationToken') next = text;
    path.pop();
  });
  parser.write(xml).close();
  if (!/<ListBucketResult[\s>]/.test(xml)) wrong('another document');
  if (truncated && !next) wrong('a page without the next one’s token');
  return { keys, next: truncated ? next : undefined };
}

/** Keys are asked for as they stand in a URL, since XML cannot hold them all. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
