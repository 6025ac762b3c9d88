import { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import type { HttpRequest } from '../../http.ts';
import { defineSource, type PullContext } from '../source.ts';
import { MAX_MANIFEST_BYTES, pullDrop, type Drop } from './drop.ts';

const Settings = z.strictObject({
  url: z
    .url()
    .refine((url) => url.endsWith('/'), 'must end with /: what lies below it is listed')
    .describe('The folder on the web server.'),
  auth: z
    .enum(['none', 'bearer', 'basic'])
    .default('none')
    .describe('With OBS_TOKEN_<NAME>, or OBS_USER_<NAME> and OBS_SECRET_<NAME>.'),
});
type Settings = z.output<typeof Settings>;

/** Deliveries that a web server lists: as JSON, or as the index pages of nginx and Apache. */
export const listingDrop = defineSource<Settings>({
  kind: 'listing',
  summary: 'Deliveries with a manifest that a web server lists.',
  settings: Settings,
  hosts: ({ url }) => [new URL(url).host],
  pull: (context) => pullDrop(openListing(context), context),
});

const DEPTH_MAX = 3;
const LISTED_MAX = 100_000;
const PAGE_BYTES = 16 * 1024 * 1024;

const Names = z.array(
  z.union([z.string(), z.looseObject({ name: z.string(), type: z.string().optional() })]),
);

function openListing({ settings, http, secret }: PullContext<Settings>): Drop {
  const root = new URL(settings.url);
  const headers = authorisation(settings.auth, secret);
  const asked = (max_bytes?: number): HttpRequest => ({
    headers,
    accept: (status) => status === 200 || status === 404,
    ...(max_bytes !== undefined && { max_bytes }),
  });

  /** The files below a folder, as URLs. */
  async function below(folder: URL, depth: number): Promise<URL[]> {
    const answer = await http.request(folder, asked(PAGE_BYTES));
    const page = await answer.text();
    if (answer.status === 404)
      throw new SourceError(`${folder.origin}${folder.pathname} is not there.`);
    const found: URL[] = [];
    for (const url of linksOf(page, folder)) {
      // Only what lies below: a link to the parent, or elsewhere, is none of this listing.
      if (url.origin !== root.origin || !url.pathname.startsWith(folder.pathname)) continue;
      if (url.pathname === folder.pathname) continue;
      if (!url.pathname.endsWith('/')) found.push(url);
      else if (depth < DEPTH_MAX) found.push(...(await below(url, depth + 1)));
      if (found.length > LISTED_MAX) {
        throw new SourceError(
          `${root.origin}${root.pathname} lists more than ${LISTED_MAX} files.`,
        );
      }
    }
    return found;
  }

  return {
    async list() {
      const urls = await below(root, 1);
      return [...new Set(urls.map(({ pathname }) => relativeName(pathname, root)))];
    },
    async manifest(name) {
      const answer = await http.request(addressOf(name, root), asked(MAX_MANIFEST_BYTES));
      const text = await answer.text();
      return answer.status === 404 ? undefined : Buffer.from(text);
    },
    async fetch(name, to) {
      const { status, sha256 } = await http.download(addressOf(name, root), to, asked());
      return status === 404 ? undefined : { path: to, sha256 };
    },
  };
}

const relativeName = (pathname: string, root: URL) =>
  pathname.slice(root.pathname.length).split('/').map(decodeURIComponent).join('/');

const addressOf = (name: string, root: URL) =>
  new URL(name.split('/').map(encodeURIComponent).join('/'), root);

function authorisation(
  auth: Settings['auth'],
  secret: PullContext['secret'],
): Record<string, string> {
  if (auth === 'none') return {};
  if (auth === 'bearer') return { authorization: `Bearer ${secret('TOKEN')}` };
  const pair = Buffer.from(`${secret('USER')}:${secret('SECRET')}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** What a listing names: a JSON array of names (nginx's objects too), or the links of an index page. */
export function linksOf(page: string, folder: URL): URL[] {
  const names = page.trimStart().startsWith('[') ? jsonNames(page, folder) : hrefs(page);
  return names.flatMap((name) => {
    try {
      const url = new URL(name, folder);
      return url.search || url.hash ? [] : [url];
    } catch {
      return [];
    }
  });
}

function jsonNames(page: string, folder: URL): string[] {
  let json: unknown;
  try {
    json = JSON.parse(page);
  } catch {
    json = undefined;
  }
  const parsed = Names.safeParse(json);
  if (!parsed.success) {
    throw new SourceError(
      `${folder.origin}${folder.pathname} answers a listing that cannot be read.`,
    );
  }
  return parsed.data.map((entry) => {
    const { name, type } = typeof entry === 'string' ? { name: entry, type: '' } : entry;
    const encoded = name.split('/').map(encodeURIComponent).join('/');
    return type === 'directory' && !encoded.endsWith('/') ? `${encoded}/` : encoded;
  });
}

const hrefs = (page: string) =>
  [...page.matchAll(/<a\s[^>]*?href\s*=\s*["']([^"'>]{1,2000})["']/gi)].map(([, href]) =>
    (href ?? '').replaceAll('&amp;', '&'),
  );
