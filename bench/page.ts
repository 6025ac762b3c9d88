import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { createApp } from '#dashboard/server/app.ts';
import { listen } from '#dashboard/server/listen.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { loadReference } from '#seed/reference/reference.ts';
import type { Connection } from '../command/connect.ts';

export interface PageFigures {
  /** What is loaded before anybody clicks, compressed. */
  js_kB: number;
  css_kB: number;
  /** Everything that was built, compressed. */
  all_kB: number;
  /** From the request to the first headline figure on the screen: median of five, cold cache. */
  first_figure_ms: number;
  lcp_ms: number;
}

const BROWSER = process.env.CHROME_PATH ?? '/usr/bin/chromium';
const RUNS = 5;
const dist = join(import.meta.dirname, '..', 'dist', 'dashboard');

/** Run in the page: when its largest element was painted, in ms. */
const LARGEST_PAINT = `new Promise((resolve) => {
  const told = (list) => resolve(list.getEntries().at(-1)?.startTime ?? 0);
  new PerformanceObserver(told).observe({ type: 'largest-contentful-paint', buffered: true });
})`;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The weight of the page, and how soon it says something. */
export async function benchPage({ reader }: Connection): Promise<PageFigures> {
  const app = createApp({
    reader,
    catalogue: loadCatalogue(),
    reference: loadReference(),
    now: () => new Date(),
    staticDir: dist,
  });
  const server = await listen(app, '127.0.0.1', 0);
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
  try {
    const seen: number[] = [];
    const largest: number[] = [];
    let loaded: string[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      loaded = [];
      page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
      const start = performance.now();
      await page.goto(server.url);
      await page.locator('.headline .figure .big').first().waitFor();
      seen.push(performance.now() - start);
      largest.push(await page.evaluate<number>(LARGEST_PAINT));
      await context.close();
    }
    const size = (extension: string) =>
      loaded
        .filter((path) => path.endsWith(extension))
        .reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);
    const built = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const all = built.reduce(
      (sum, { parentPath, name }) => sum + gzipSync(readFileSync(join(parentPath, name))).length,
      0,
    );
    return {
      js_kB: Math.round(size('.js') / 1000),
      css_kB: Math.round(size('.css') / 1000),
      all_kB: Math.round(all / 1000),
      first_figure_ms: Math.round(median(seen)),
      lcp_ms: Math.round(median(largest)),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
