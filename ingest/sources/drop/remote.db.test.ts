import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, SourceError } from '#core/errors.ts';
import { figuresOf } from '#queries/testing.ts';
import { depot, ndjson, testIngest } from '../../testing.ts';
import { manifestOf, testPull } from '../testing.ts';
import { readListing } from './bucket.ts';
import { linksOf } from './listing.ts';

const { database, stored } = testIngest();
const source = testPull(database);

/** What lies on the server, by name. */
const objects = new Map<string, string>();
let handler: (request: IncomingMessage, response: ServerResponse) => void = () => {};
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  handler(request, response);
});
let base = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  objects.clear();
  asked.length = 0;
});

/** Applications filed in January 2026, as the indicator counts them. */
async function filedInJanuary() {
  const figure = await figuresOf(database.writer, ['V-01'], '2026-11-02T00:00:00Z');
  return figure('V-01', 'period 2026-01 count');
}

const DOSSIERS = ['a', 'b', 'c'].map((letter) => letter.repeat(32));

function deliver(folder: string, text: string) {
  objects.set(`${folder}/événements 1.ndjson`, text);
  objects.set(`${folder}/manifest.json`, manifestOf({ 'événements 1.ndjson': text }));
}
const network = `network: { http: true, private: [127.0.0.0/8] }`;
const http = { tries: 2, wait_ms: 1 };

describe('a bucket', () => {
  const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'a secret key' };
  const secrets = new Map([
    ['OBS_USER_EXTRACT', KEYS.accessKeyId],
    ['OBS_SECRET_EXTRACT', KEYS.secretAccessKey],
  ]);
  const yaml = () => `sources:
  - name: extract
    kind: bucket
    ${network}
    settings: { endpoint: '${base}', bucket: ministry, prefix: anef/, region: fr-par }
`;
  const take = () => source.pull(yaml(), { secrets, http });

  /** Signs a request as it came, with the right keys: the same signature, or somebody else's. */
  async function isSigned({ url = '', headers }: IncomingMessage): Promise<boolean> {
    const { headers: right } = await new AwsV4Signer({
      ...{ url: `${base}${url}`, ...KEYS, region: 'fr-par', service: 's3', method: 'GET' },
      datetime: String(headers['x-amz-date']),
    }).sign();
    return right.get('authorization') === headers.authorization;
  }

  beforeEach(() => {
    handler = async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', base);
      if (!(await isSigned(request))) return response.writeHead(403).end();
      if (pathname !== '/ministry') {
        const text = objects.get(decodeURIComponent(pathname.slice('/ministry/anef/'.length)));
        return text === undefined ? response.writeHead(404).end() : response.end(text);
      }
      // Pages of two, as a service that lists much would cut them.
      const keys = [...objects.keys()].sort();
      const from = Number(searchParams.get('continuation-token') ?? 0);
      const encoded = keys
        .slice(from, from + 2)
        .map((key) => `anef/${key}`.split('/').map(encodeURIComponent).join('/'))
        .map(
          (key) => `<Contents><Key>${key.replaceAll('%20', '+')}</Key><Size>1</Size></Contents>`,
        );
      const more = from + 2 < keys.length;
      return response.end(
        `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <IsTruncated>${more}</IsTruncated>${encoded.join('')}
        ${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''}</ListBucketResult>`,
      );
    };
  });

  test('gives its deliveries once, over several pages, signed, and they make a figure', async () => {
    const [a, b, c] = DOSSIERS.map((dossier) => ({ dossier }));
    deliver('2026-10', ndjson(depot('a', a), depot('b', b)));
    deliver('2026-11', ndjson(depot('c', c)));
    objects.set('readme', 'hello');
    expect(await take()).toMatchObject({ deliveries: 2, inserted: 3 });
    asked.length = 0;
    expect(await take()).toMatchObject({ deliveries: 0 });
    // Manifests are read again, files are not.
    expect(asked.filter((url) => url.includes('ndjson'))).toEqual([]);
    expect(await stored()).toHaveLength(3);
    expect(await filedInJanuary()).toMatchObject({ value: 3, origin: 'real' });
  });

  test('is waited for when it has only half of a delivery', async () => {
    deliver('1', ndjson(depot('a')));
    objects.delete('1/événements 1.ndjson');
    expect(await take()).toMatchObject({ deliveries: 0, waiting: 1 });
    objects.set('1/événements 1.ndjson', ndjson(depot('a')).slice(0, 40));
    expect(await take()).toMatchObject({ deliveries: 0, waiting: 1 });
    objects.set('1/événements 1.ndjson', ndjson(depot('a')));
    expect(await take()).toMatchObject({ deliveries: 1, inserted: 1, waiting: 0 });
  });

  test('says what is wrong with the keys, and never which they are', async () => {
    await expect(source.pull(yaml(), { http })).rejects.toThrow(ConfigError);
    const wrong = new Map([...secrets, ['OBS_SECRET_EXTRACT', 'another secret']]);
    const refused = source.pull(yaml(), { secrets: wrong, http });
    await expect(refused).rejects.toThrow(`${base}/ministry answers 403.`);
  });

  test('is refused when what it lists cannot be trusted', () => {
    const read = (xml: string) => () => readListing(xml, 'x');
    expect(read('<ListBucketResult><Contents>')).toThrow(SourceError);
    expect(read('<!DOCTYPE a [<!ENTITY b "c">]><ListBucketResult/>')).toThrow('document type');
    expect(read('<html></html>')).toThrow('another document');
    expect(read('<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>')).toThrow(
      'token',
    );
  });
});

describe('a listing', () => {
  const yaml = (auth = 'bearer') => `sources:
  - name: extract
    kind: listing
    ${network}
    settings: { url: '${base}/out/', auth: ${auth} }
`;
  const secrets = new Map([['OBS_TOKEN_EXTRACT', 'let-me-in']]);

  /** Serves what lies below `/out/`, and the index pages by `index`. */
  const serve = (index: (names: string[]) => string) => {
    handler = (request, response) => {
      if (request.headers.authorization !== 'Bearer let-me-in')
        return response.writeHead(401).end();
      const path = decodeURIComponent(new URL(request.url ?? '', base).pathname).slice(
        '/out/'.length,
      );
      const text = objects.get(path);
      if (text !== undefined) return response.end(text);
      const names = [...objects.keys()]
        .filter((name) => name.startsWith(path))
        .map((name) => name.slice(path.length).replace(/\/.*/, '/'));
      if (names.length === 0) return response.writeHead(404).end();
      return response.end(index([...new Set(names)]));
    };
  };
  const encode = (name: string) => name.split('/').map(encodeURIComponent).join('/');

  test.each([
    [
      'index pages',
      (names: string[]) =>
        `<html><a href="?C=N;O=D">Name</a><a href="/">Parent</a><a href="../">..</a>
        <a href="http://169.254.169.254/x/manifest.json">x</a>
        ${names.map((name) => `<a class='f' href="${encode(name)}">${name}</a>`).join('\n')}</html>`,
    ],
    [
      'the objects of nginx',
      (names: string[]) =>
        JSON.stringify(
          names.map((name) =>
            name.endsWith('/')
              ? { name: name.slice(0, -1), type: 'directory' }
              : { name, type: 'file', size: 1 },
          ),
        ),
    ],
    ['plain names', (names: string[]) => JSON.stringify(names)],
  ])('is read from %s, each delivery taken once, to a figure', async (_title, index) => {
    serve(index);
    const [a, b] = DOSSIERS.map((dossier) => ({ dossier }));
    deliver('2026/10', ndjson(depot('a', a)));
    deliver('2026/11', ndjson(depot('b', b)));
    expect(await source.pull(yaml(), { secrets, http })).toMatchObject({
      deliveries: 2,
      inserted: 2,
    });
    expect(await source.pull(yaml(), { secrets, http })).toMatchObject({ deliveries: 0 });
    expect(await filedInJanuary()).toMatchObject({ value: 2, origin: 'real' });
  });

  test('is refused without the token, and where it is not there', async () => {
    serve(() => '[]');
    const wrong = new Map([['OBS_TOKEN_EXTRACT', 'no']]);
    await expect(source.pull(yaml(), { secrets: wrong, http })).rejects.toThrow('answers 401');
    await expect(source.pull(yaml(), { secrets, http })).rejects.toThrow('is not there');
    await expect(source.pull(yaml('basic'), { secrets, http })).rejects.toThrow('OBS_USER_EXTRACT');
  });

  test('names nothing but files and folders', () => {
    const folder = new URL('https://files.example.org/out/');
    const links = (page: string) => linksOf(page, folder).map(({ href }) => href);
    expect(links('<A HREF="a%20b.csv">a</A><a href="x?y=1">y</a><a href="http://[">z</a>')).toEqual(
      ['https://files.example.org/out/a%20b.csv'],
    );
    expect(links('["a#1.csv", {"name": "d", "type": "directory"}]')).toEqual([
      'https://files.example.org/out/a%231.csv',
      'https://files.example.org/out/d/',
    ]);
    expect(() => links('[{"nom": 1}]')).toThrow(SourceError);
  });
});
