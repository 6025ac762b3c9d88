import { expect, test } from 'vitest';
import { close, server, testBrowser, textOf, visit } from './testing-browser.ts';

const { blank, open } = testBrowser();

const ALERTS = /\/api\/v1\/alerts/;

interface Told {
  month: string;
  watched: number;
  told: number;
  alerts: { indicator: string; prefecture: string | null; kind: string }[];
}

const told = async () => (await (await fetch(`${server.url}/api/v1/alerts`)).json()) as Told;

test('the overview says how many series carry a signal, and leads to the chart of each', async () => {
  const { watched, alerts } = await told();
  const page = await open('/');
  const changes = page.locator('.changes');
  const text = await textOf(changes);
  expect(text).toContain('Ce qui a changé en octobre 2026');
  expect(text).toContain(`séries sur ${watched} portent un signal`);
  const local = alerts.find(({ kind, prefecture }) => kind === 'chart' && prefecture !== null);
  expect(local).toBeDefined();
  for (const fold of await changes.locator('summary').all()) await fold.click();
  await changes
    .locator(`a[href^="/prefectures/${local?.prefecture}"][href$="#maitrise"]`)
    .first()
    .click();
  await page.locator('#maitrise').waitFor();
  expect(page.url()).toContain(`/prefectures/${local?.prefecture}`);
  await expect
    .poll(
      () =>
        page.evaluate<number>(`document.querySelector('#maitrise').getBoundingClientRect().top`),
      { timeout: 60_000 },
    )
    .toBeLessThan(900);
  await close(page);
});

test('what changed says when nothing did, when nothing is watched, and when it failed', async () => {
  const quiet = { month: '2026-10', watched: 200, told: 0, expected_by_chance: 5.4, alerts: [] };
  const answers = [
    [{ json: quiet }, 'ne dépasse pas le hasard'],
    [{ json: { ...quiet, month: null, watched: 0 } }, 'il faut douze mois'],
    [{ status: 503, json: { detail: 'Le calcul est en cours.' } }, 'Le calcul est en cours.'],
  ] as const;
  const { page } = await blank();
  for (const [answer, sentence] of answers) {
    await page.route(ALERTS, (route) => route.fulfill(answer));
    await visit(page, '/');
    expect(await textOf(page.locator('.changes'))).toContain(sentence);
    await page.unroute(ALERTS);
  }
  await page.locator('.changes').getByRole('button').click();
  await page.locator('.changes .signals, .changes .signal-groups').first().waitFor();
  await close(page);
});

test('the overview says how fresh each source is, and which are late', async () => {
  const response = await fetch(`${server.url}/api/v1/freshness`);
  const freshness = (await response.json()) as Record<string, unknown>;
  const seen = { week: 20, expected_week: 60, objective_hours: null, late_prefectures: [] };
  const at = { last_arrival_at: null, measured_at: '2026-11-15T06:00:00.000Z' };
  const { page } = await blank();
  await page.route(/\/api\/v1\/freshness/, (route) =>
    route.fulfill({
      json: {
        ...freshness,
        watch: [
          { ...seen, ...at, source: 'anef', last_event_on: '2026-10-31', late: null },
          { ...seen, ...at, source: 'pan', last_event_on: '2026-10-12', late: 'volume' },
        ],
      },
    }),
  );
  await visit(page, '/');
  const text = await textOf(page.locator('.freshness'));
  expect(text).toContain('Leur dernier événement est du 31 octobre 2026. 1 source est en retard');
  expect(text).toContain('Points d’accueil numérique (PAN) : nettement moins d’événements');
  await close(page);
});

test('the theme button names what it will do', async () => {
  const { page } = await blank({ colorScheme: 'light' });
  await visit(page, '/methode');
  await page.getByRole('button', { name: 'Passer en sombre' }).click();
  await page.getByRole('button', { name: 'Passer en clair' }).click();
  await page.getByRole('button', { name: 'Passer en sombre' }).waitFor();
  await close(page);
});

test('an indicator shows its months against their limits, and what was published before', async () => {
  const revised = {
    indicator: 'P-01',
    vintages: [
      { run: 'a', version: 1, as_of: '2026-10-20T06:00:00.000Z', cutoff: '2026-09-30' },
      { run: 'b', version: 2, as_of: '2026-11-15T06:00:00.000Z', cutoff: '2026-10-31' },
    ],
    periods: [
      {
        period: '2026-09',
        figures: [71, 74].map((value) => ({
          value,
          lower: null,
          upper: null,
          n: 90,
          status: 'ok',
        })),
      },
      {
        period: '2026-10',
        figures: [null, { value: null, lower: null, upper: null, n: 9, status: 'too_few' }],
      },
    ],
  };
  const { page } = await blank();
  await page.route(/\/api\/v1\/revisions/, (route) => route.fulfill({ json: revised }));
  await visit(page, '/indicateurs/P-01');
  expect(await page.locator('control-chart').count()).toBe(1);
  const rows = page.locator('revision-table tbody tr');
  expect(await textOf(rows.nth(0))).toMatch(/octobre 2026\s*trop peu/);
  expect(await textOf(rows.nth(1))).toMatch(/septembre 2026\s*71\s*74/);
  await close(page);
});
