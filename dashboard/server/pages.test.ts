import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError } from '#core/errors.ts';
import { contentSender } from './content.ts';
import { listen, type Listening } from './listen.ts';
import { pages } from './pages.ts';
import { notFound, problemHandler } from './problem.ts';

const INDEX = '<!doctype html><html><head><title>Observatoire</title></head></html>';
const MANIFEST = {
  'index.html': { file: 'assets/index-1.js', imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared-2.js', imports: ['index.html'] },
  '_section.js': { file: 'assets/section-3.js', imports: ['index.html', '_shared.js'] },
  'pages/composed-page.ts': {
    file: 'assets/composed-4.js',
    imports: ['_section.js', '_shared.js'],
  },
};
let folder: string;
let served: Listening;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observatoire-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), INDEX);
  await writeFile(join(folder, 'theme.js'), '// theme');
  await writeFile(join(folder, '.env'), 'SECRET=1');
  await mkdir(join(folder, '.vite'));
  await writeFile(join(folder, '.vite', 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(
    join(folder, 'assets', 'main-abc123.js'),
    `export default '${'x'.repeat(5000)}';`,
  );
  const app = express();
  app.use(pages(folder, contentSender()));
  app.use(notFound);
  app.use(problemHandler(() => {}));
  served = await listen(app, '127.0.0.1', 0);
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const LINK = /<link [^>]*href="([^"]*)">/g;

const get = (path: string, init?: RequestInit) => fetch(`${served.url}${path}`, init);

test.each([
  '/',
  '/prefectures',
  '/prefectures/75',
  '/indicateurs/P-01',
  '/methode',
  '/droits?lang=en',
  '/accessibilite',
  '/mentions-legales',
])('opens the page at %s, to be asked for again each time', async (path) => {
  const response = await get(path);
  const text = await response.text();
  expect(text.replaceAll(LINK, '')).toBe(INDEX);
  expect(text).toContain('<link rel="preload" as="fetch" crossorigin href="/api/v1/freshness">');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

test('tells a browser of what the page will need, its own script left out', async () => {
  const linked = async (path: string) =>
    [...(await (await get(path)).text()).matchAll(LINK)].map(([, href]) => href);
  expect(await linked('/droits')).toEqual([
    '/assets/composed-4.js',
    '/assets/section-3.js',
    '/api/v1/freshness',
    '/api/v1/indicators',
    '/api/v1/prefectures',
    '/api/v1/milestones',
    '/api/v1/titres',
  ]);
  expect(await linked('/mentions-legales')).toEqual(['/api/v1/freshness']);
});

test('keeps what has a hash in its name for ever, compressed', async () => {
  const response = await get('/assets/main-abc123.js', { headers: { 'accept-encoding': 'br' } });
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await response.text()).toHaveLength(5018);
  const theme = await get('/theme.js');
  expect(theme.headers.get('cache-control')).toBe('no-cache');
  const again = await get('/theme.js', {
    headers: { 'if-none-match': theme.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test.each([
  '/.env',
  '/.vite/manifest.json',
  '/nothing',
  '/assets/',
  '/assets/nothing.js',
  '/..%2f..%2fetc/passwd',
  '/index.html',
  '/prefectures/75/x',
])('has nothing at %s', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  await response.text();
});

test('says in the page that an address is none, to a reader who asks for a page', async () => {
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
  const response = await get('/nothing', { headers: { accept } });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await response.text()).toBe(INDEX);
});

test('takes no other method', async () => {
  for (const path of ['/', '/theme.js']) {
    const response = await get(path, { method: 'POST' });
    expect(response.status).toBe(405);
    await response.text();
  }
});

test('says that a page has not been built', () => {
  expect(() => pages(join(folder, 'assets'), contentSender())).toThrow('has not been built');
});

test('applies an operator’s own theme after the built styles, and serves what it names', async () => {
  const theme = await mkdtemp(join(tmpdir(), 'observatoire-theme-'));
  await writeFile(join(theme, 'theme.css'), ':root { --accent: #123456; }');
  await mkdir(join(theme, 'assets'));
  await writeFile(join(theme, 'assets', 'serif.woff2'), 'font');
  const app = express();
  app.use(pages(folder, contentSender(), theme));
  const themed = await listen(app, '127.0.0.1', 0);
  try {
    const page = await fetch(`${themed.url}/droits`);
    expect(await page.text()).toContain('<link rel="stylesheet" href="/theme/theme.css">');
    const font = await fetch(`${themed.url}/theme/assets/serif.woff2`);
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect(font.headers.get('cache-control')).toBe('no-cache');
    expect(await font.text()).toBe('font');
  } finally {
    await themed.close();
    await rm(theme, { recursive: true });
  }
  expect(() => pages(folder, contentSender(), join(folder, 'assets'))).toThrow('no theme.css');
});

test('says that a port is taken', async () => {
  const port = Number(new URL(served.url).port);
  await expect(listen(express(), '127.0.0.1', port)).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken`,
  );
});

test.each([['assets'], ['nowhere']])('are refused where they were not built: %s', (name) => {
  const open = () => pages(join(folder, name), contentSender());
  expect(open).toThrow(ConfigError);
  expect(open).toThrow('the page has not been built');
});
