import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import { createApp } from '#dashboard/server/app.ts';
import { listen, type Listening } from '#dashboard/server/listen.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { compute } from '#queries/compute.ts';
import { migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { seedDatabase } from '../command/demonstration.ts';

const DIST = join(import.meta.dirname, '..', 'dist', 'dashboard');
const BROWSER = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
);
const now = () => new Date('2026-11-15T06:00:00Z');

const database = testDatabase((db) => migrate(db, now()));
const catalogue = loadCatalogue();
let server: Listening;
let browser: Browser;

beforeAll(async () => {
  await seedDatabase(database.writer, { dossiers: 6000, seed: 3 }, now());
  await compute({ db: database.writer, indicators: catalogue, cause: 'start', now });
  const app = createApp({
    reader: database.reader,
    catalogue,
    reference: loadReference(),
    now,
    staticDir: DIST,
  });
  server = await listen(app, '127.0.0.1', 0);
  browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens an address, waits until it has its figures, and fails on any error that the page logs. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
  return page;
}

/** What is written there, with plain spaces for the no-break ones. */
const textOf = async (locator: Locator) =>
  ((await locator.textContent()) ?? '').replace(/\s+/g, ' ');

const close = (page: Page) => page.context().close();

describe('the overview', () => {
  test('says in French what it shows, that it is invented, and until when', async () => {
    const page = await open('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page
      .getByText('Données de démonstration : population simulée, aucun résultat réel')
      .first()
      .waitFor();
    expect(await page.locator('.headline .figure .big').count()).toBeGreaterThanOrEqual(4);
    expect(await textOf(page.locator('body'))).toContain('31 octobre 2026');
    await close(page);
  });

  test('shows the figure that the API gives, with its interval', async () => {
    const response = await fetch(
      `${server.url}/api/v1/values?indicator=P-01&view=period&statistic=median&level=national&grain=month&titre=all&motif=all&demande=all&canal=all&from=2026-10&to=2026-10`,
    );
    const [row] = (await response.json()) as { value: number; lower: number; upper: number }[];
    const page = await open('/');
    const headline = page
      .locator('.headline')
      .filter({ hasText: /décision/ })
      .first();
    const text = (await headline.textContent()) ?? '';
    expect(text).toContain(String(row?.value));
    expect(text).toMatch(new RegExp(`${row?.lower}.{1,4}${row?.upper}`));
    await close(page);
  });

  test('draws the 101 départements, and gives the same numbers in a table that sorts', async () => {
    const page = await open('/');
    await page.locator('prefecture-map').scrollIntoViewIfNeeded();
    await expect
      .poll(() =>
        page
          .locator('prefecture-map [data-code]')
          .evaluateAll(
            (marks) => new Set(marks.map((mark) => mark.getAttribute('data-code'))).size,
          ),
      )
      .toBeGreaterThanOrEqual(101);
    const firstCodes = () => page.locator('prefecture-table tbody tr th').first().textContent();
    expect(await firstCodes()).toContain('01');
    await page.locator('prefecture-table thead button').nth(1).click();
    await expect.poll(firstCodes).not.toContain('01');
    await close(page);
  });

  test('gives any number its identity card, by keyboard too, and the focus back', async () => {
    const page = await open('/');
    const number = page.locator('.headline .figure button').first();
    await number.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog');
    await card.waitFor();
    await expect.poll(() => card.textContent()).toContain('quantile');
    const text = await textOf(card);
    for (const part of ['P-01', 'SELECT', '31 octobre 2026']) expect(text).toContain(part);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    expect(await number.evaluate((button) => button.matches(':focus'))).toBe(true);
    await close(page);
  });

  test('speaks English when asked, in the address', async () => {
    const page = await open('/?lang=en');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByText('Demonstration data').first().waitFor();
    await close(page);
  });

  test('asks nothing of any other host', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(server.url);
    await page.waitForLoadState('networkidle');
    expect([...hosts]).toEqual([new URL(server.url).host]);
    await context.close();
  });
});

describe.each(['/', '/indicateurs', '/indicateurs/P-01', '/donnees', '/methode'])('%s', (path) => {
  test.each([
    { width: 1440, colorScheme: 'light' as const },
    { width: 390, colorScheme: 'dark' as const },
  ])('breaks no rule that axe knows, %o', async ({ width, colorScheme }) => {
    const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await close(page);
  });
});
