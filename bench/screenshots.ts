/**
 * `npm run screenshots`: pictures every page at two widths and in both themes into `docs/screenshots`,
 * from a fresh demonstration, or from the server whose address is given.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createApp } from '#dashboard/server/app.ts';
import { listen } from '#dashboard/server/listen.ts';
import { openChromium } from '#dashboard/testing-chromium.ts';
import { isComplete } from '#dashboard/testing-pages.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { compute } from '#queries/compute.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { withFreshDatabase } from './demonstration.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots');
const PAGES: Record<string, string> = {
  'vue-d-ensemble': '/',
  prefectures: '/prefectures',
  prefecture: '/prefectures/75',
  delais: '/delais',
  acces: '/acces',
  decisions: '/decisions',
  droits: '/droits',
  anomalies: '/anomalies',
  pilotes: '/pilotes',
  evaluation: '/evaluation',
  indicateurs: '/indicateurs',
  indicateur: '/indicateurs/P-01',
  donnees: '/donnees',
  methode: '/methode',
  accessibilite: '/accessibilite',
  'mentions-legales': '/mentions-legales',
};
const WINDOWS = [
  { width: 1440, height: 1100 },
  { width: 390, height: 844 },
];
const THEMES = ['light', 'dark'] as const;
/** Small enough to be kept beside the sources. */
const QUALITY = 60;
const WAIT_MS = 120_000;

async function picture(browser: Browser, url: string): Promise<void> {
  for (const viewport of WINDOWS) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ viewport, colorScheme, locale: 'fr-FR' });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        const end = Date.now() + WAIT_MS;
        while (!(await isComplete(page)) && Date.now() < end) {
          await page.waitForTimeout(200);
        }
        const file = `${name}-${viewport.width}-${colorScheme}.jpg`;
        await page.screenshot({ path: join(FOLDER, file), type: 'jpeg', quality: QUALITY });
        process.stdout.write(`${file}\n`);
      }
      await context.close();
    }
  }
}

async function demonstration(use: (url: string) => Promise<void>): Promise<void> {
  await withFreshDatabase(async ({ reader, writer }) => {
    const catalogue = loadCatalogue();
    const now = () => new Date();
    await seedDatabase(writer, { dossiers: 60_000, seed: 1 }, now());
    await compute({ db: writer, indicators: catalogue, cause: 'command', now });
    const staticDir = join(import.meta.dirname, '..', 'dist', 'dashboard');
    const app = createApp({ reader, catalogue, reference: loadReference(), now, staticDir });
    const server = await listen(app, '127.0.0.1', 0);
    try {
      await use(server.url);
    } finally {
      await server.close();
    }
  });
}

mkdirSync(FOLDER, { recursive: true });
const browser = await openChromium();
try {
  const [url] = process.argv.slice(2);
  if (url) await picture(browser, url);
  else await demonstration((own) => picture(browser, own));
} finally {
  await browser.close();
}
