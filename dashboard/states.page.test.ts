import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { close, complete, server, testBrowser, textOf, visit } from './testing-browser.ts';

const { blank, open } = testBrowser();

const VALUES = /\/api\/v1\/values/;

/** A page whose values come as told. */
async function withValues(path: string, answer: (route: Route) => Promise<void>): Promise<Page> {
  const { page } = await blank();
  await page.route(VALUES, answer);
  await visit(page, path);
  return page;
}

const problem = (status: number, detail: string) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ status, detail }),
  });

/** The same rows, as if each had been changed by \`change\`. */
const changed = (change: (row: Record<string, unknown>) => object) => async (route: Route) => {
  const response = await route.fetch();
  const rows: unknown = await response.json();
  const body = Array.isArray(rows) ? rows.map((row) => ({ ...row, ...change(row) })) : rows;
  await route.fulfill({ response, json: body });
};

test('what failed says why, and is tried again', async () => {
  const page = await withValues('/droits', problem(503, 'Le calcul est en cours.'));
  const failed = page.locator('.state-failed').first();
  expect(await textOf(failed)).toContain('Le calcul est en cours.');
  await page.unroute(VALUES);
  const count = await page.locator('.state-failed').count();
  await failed.getByRole('button').click();
  await expect.poll(() => page.locator('.state-failed').count()).toBeLessThan(count);
  await close(page);
});

test('what the reader may not see is no failure, and offers no button', async () => {
  const page = await withValues('/anomalies', problem(403, 'Not for you.'));
  const first = page.locator('.state-forbidden').first();
  expect(await textOf(first)).toContain('Accès réservé');
  expect(await page.locator('.state-failed').count()).toBe(0);
  expect(await first.getByRole('button').count()).toBe(0);
  await close(page);
});

test('what is not computed yet keeps its question, its definition and its place', async () => {
  const page = await withValues('/anomalies', (route) => route.fulfill({ json: [] }));
  const first = page.locator('.state-empty').first();
  expect(await textOf(first)).toContain('ne se calcule pas pour ce lieu');
  expect(await first.getByRole('link').count()).toBeGreaterThan(0);
  const box = await page.locator('.chart-space').first().boundingBox();
  expect(box?.height).toBeGreaterThan(300);
  await close(page);
});

test('what is suppressed says that people are protected, and gives no figure', async () => {
  const page = await withValues(
    '/anomalies',
    changed(() => ({
      value: null,
      lower: null,
      upper: null,
      status: 'suppressed',
      suppressed: true,
    })),
  );
  expect(await textOf(page.locator('.state-suppressed').first())).toContain(
    'trop peu de personnes',
  );
  expect(await page.locator('series-chart').count()).toBe(0);
  await close(page);
});

test('figures that do not follow a choice say so', async () => {
  const page = await open('/anomalies?motif=etudiant');
  expect(await textOf(page.locator('.state-partial').first())).toContain('n’est pas réparti');
  await close(page);
});

test('while the network is slow the page keeps its place, then shows its figures', async () => {
  const { page } = await blank();
  await page.route(VALUES, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(`${server.url}/anomalies`);
  await page.locator('.state-loading').first().waitFor();
  expect((await page.locator('.chart-space').first().boundingBox())?.height).toBeGreaterThan(300);
  await complete(page);
  expect(await page.locator('series-chart, dots-chart').count()).toBeGreaterThan(0);
  await close(page);
});

test('when a run finishes the figures change by themselves, and focus and scroll stay', async () => {
  const { page } = await blank();
  await visit(page, '/anomalies');
  const button = page.locator('chart-frame .actions button').first();
  await button.focus();
  await button.scrollIntoViewIfNeeded();
  const top = await page.evaluate<number>('scrollY');
  const line = await page.locator('chart-frame .source').first().textContent();

  await page.route(
    VALUES,
    changed(() => ({ cutoff: '2026-11-01' })),
  );
  await fetch(server.runFinished, { method: 'POST' });
  await expect.poll(() => page.locator('chart-frame .source').first().textContent()).not.toBe(line);
  expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
  expect(await page.evaluate<number>('scrollY')).toBe(top);

  await page.route(VALUES, problem(503, 'away'));
  await fetch(server.runFinished, { method: 'POST' });
  await page.locator('.notice.stale').waitFor();
  expect(await page.locator('series-chart').count()).toBeGreaterThan(0);
  await close(page);
});

test('a chart is read by the arrow keys, turned into its table by T, and its card opened by Enter', async () => {
  const page = await open('/anomalies');
  const chart = page.getByRole('slider').first();
  await chart.focus();
  await page.keyboard.press('End');
  const last = await chart.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  expect(await chart.getAttribute('aria-valuetext')).not.toBe(last);
  await page.keyboard.press('t');
  await expect.poll(() => page.url()).toContain('tableau=');
  const table = page.locator('chart-frame table').first();
  await table.waitFor();
  expect(await table.locator('tbody tr').count()).toBeGreaterThan(3);
  await chart.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await close(page);
});

test.each(['svg', 'png'] as const)(
  'a chart is saved as %s with its title and source',
  async (type) => {
    const page = await open('/anomalies');
    await page.locator('.take summary').first().click();
    const waiting = page.waitForEvent('download');
    await page
      .getByRole('button', { name: type === 'svg' ? 'Image SVG' : 'Image PNG' })
      .first()
      .click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${type}$`));
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (type === 'svg') expect(bytes.toString()).toContain('Démonstration');
    else expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    await close(page);
  },
);
