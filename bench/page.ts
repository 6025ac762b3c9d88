import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Result } from 'lighthouse';
import type { Browser } from 'playwright-core';
import { createApp } from '#dashboard/server/app.ts';
import { listen } from '#dashboard/server/listen.ts';
import { openChromium } from '#dashboard/testing-chromium.ts';
import { openLighthouse, type Lighthouse } from '#dashboard/testing-lighthouse.ts';
import { EVERY_PAGE, isComplete } from '#dashboard/testing-pages.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { loadReference } from '#seed/reference/reference.ts';
import type { Connection } from '../command/connect.ts';
import { benchInteractions, type Interaction } from './interactions.ts';

/** One page as Lighthouse sees it over a warm server: medians of the desktop runs, one mobile run. */
interface PageSpeed {
  page: string;
  performance: number;
  lcp_ms: number;
  blocked_ms: number;
  shift: number;
  mobile_performance: number;
  mobile_lcp_ms: number;
  /** What is loaded before anybody clicks, compressed. */
  js_kB: number;
  css_kB: number;
}

export interface PageFigures {
  speeds: PageSpeed[];
  interactions: Interaction[];
  /** Everything that was built, compressed. */
  all_kB: number;
}

const RUNS = 5;
const FLAGS = { onlyCategories: ['performance'], disableFullPageScreenshot: true };
const dist = join(import.meta.dirname, '..', 'dist', 'dashboard');

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** How soon each page is there, what it weighs, and how soon it answers. */
export async function benchPage(
  { reader }: Connection,
  pages: readonly string[] = EVERY_PAGE,
): Promise<PageFigures> {
  const app = createApp({
    reader,
    catalogue: loadCatalogue(),
    reference: loadReference(),
    now: () => new Date(),
    staticDir: dist,
  });
  const server = await listen(app, '127.0.0.1', 0);
  const browser = await openChromium();
  const lighthouse = await openLighthouse();
  try {
    const speeds: PageSpeed[] = [];
    for (const page of pages) {
      const weight = await weigh(browser, server.url + page);
      speeds.push({ page, ...(await speedOf(lighthouse, server.url + page)), ...weight });
    }
    const interactions = await benchInteractions(browser, server.url);
    const files = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    return { speeds, interactions, all_kB: kilobytes(files) };
  } finally {
    await lighthouse.close();
    await browser.close();
    await server.close();
  }
}

/** Opens a page until it is complete, which warms the server too. */
async function weigh(browser: Browser, url: string) {
  const page = await browser.newPage({ locale: 'fr-FR' });
  const loaded = new Set<string>();
  page.on('response', (response) => loaded.add(new URL(response.url()).pathname));
  await page.goto(url);
  while (!(await isComplete(page))) await page.waitForTimeout(100);
  await page.close();
  const sizeOf = (extension: string) =>
    kilobytes(
      [...loaded].filter((path) => path.endsWith(extension)).map((path) => join(dist, path)),
    );
  return { js_kB: sizeOf('.js'), css_kB: sizeOf('.css') };
}

const kilobytes = (paths: string[]) =>
  Math.round(paths.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0) / 1000);

async function speedOf(lighthouse: Lighthouse, url: string) {
  const runs: Result[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await lighthouse.judge(url, 'desktop', FLAGS));
  const mobile = await lighthouse.judge(url, 'mobile', FLAGS);
  const middle = (figure: (run: Result) => number) => median(runs.map(figure));
  return {
    performance: middle(scoreOf),
    lcp_ms: Math.round(middle(figureOf('largest-contentful-paint'))),
    blocked_ms: Math.round(middle(figureOf('total-blocking-time'))),
    shift: Number(middle(figureOf('cumulative-layout-shift')).toFixed(3)),
    mobile_performance: scoreOf(mobile),
    mobile_lcp_ms: Math.round(figureOf('largest-contentful-paint')(mobile)),
  };
}

const scoreOf = ({ categories }: Result) => Math.round((categories.performance?.score ?? 0) * 100);

const figureOf =
  (audit: string) =>
  ({ audits }: Result) =>
    audits[audit]?.numericValue ?? 0;
