import type { Browser, Page } from 'playwright-core';
import { isComplete } from '#dashboard/testing-pages.ts';

export interface Interaction {
  page: string;
  what: string;
  /** From the key or click to the next paint; the browser tells it in steps of 8, and nothing under 16. */
  median_ms: number;
  worst_ms: number;
}

/** What a reader does, again and again: every second time undoes the one before where that matters. */
interface Deed {
  page: string;
  what: string;
  act(page: Page, time: number): Promise<void>;
}

const TIMES = 6;
/** A paint is told of only after it. */
const AFTER_MS = 400;

const LEAST_MS = 16;
const WATCH = `
  globalThis.interactions = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) globalThis.interactions.push(duration);
    }
  }).observe({ type: 'event', durationThreshold: ${LEAST_MS} });
`;
/** The longest since it was last asked for. */
const LONGEST = `Math.max(0, ...globalThis.interactions.splice(0))`;

/** Presses keys on something that has the focus already, after the first time. */
const press =
  (selector: string, ...keys: string[]) =>
  async (page: Page, time: number) => {
    if (time === 0) await page.locator(selector).first().focus();
    for (const key of keys) await page.keyboard.press(key);
  };

const click = (selector: string, at: (time: number) => number) => (page: Page, time: number) =>
  page.locator(selector).nth(at(time)).click();

const DEEDS: readonly Deed[] = [
  {
    page: '/',
    what: 'sort the table of prefectures',
    act: click('prefecture-table thead button', (time) => 1 + (time % 2)),
  },
  {
    page: '/',
    what: 'choose a prefecture in the table',
    act: click('prefecture-table tbody th button', (time) => 10 + time),
  },
  {
    page: '/',
    what: 'choose a prefecture on the map',
    act: (page, time) =>
      page
        .locator(`prefecture-map [data-code="${['33', '59', '13', '69', '31', '44'][time % 6]}"]`)
        .first()
        .click({ force: true }),
  },
  { page: '/', what: 'choose another month', act: press('#choose-period', 'ArrowDown') },
  {
    page: '/',
    what: 'read a series month by month',
    act: press('series-chart [role=slider]', 'ArrowLeft', 'ArrowLeft'),
  },
  {
    page: '/',
    what: 'turn a series into its table, and back',
    act: press('series-chart [role=slider]', 't'),
  },
  {
    page: '/',
    what: 'open and close an identity card',
    act: async (page) => {
      await page.locator('.headline .figure button').first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    page: '/',
    what: 'turn the theme',
    act: click('header.site .tools button', () => 0),
  },
  {
    page: '/prefectures',
    what: 'search a prefecture',
    act: press('.search input', 'a', 'Backspace'),
  },
  {
    page: '/prefectures',
    what: 'read a funnel prefecture by prefecture',
    act: press('funnel-chart [role=slider]', 'ArrowRight', 'ArrowRight'),
  },
  { page: '/delais', what: 'choose a prefecture', act: press('#choose-place', 'ArrowDown') },
  {
    page: '/indicateurs',
    what: 'search an indicator',
    act: press('.search input', 'd', 'Backspace'),
  },
];

/** How long the page takes to show that it heard: real keys and clicks, on complete pages. */
export async function benchInteractions(browser: Browser, url: string): Promise<Interaction[]> {
  const context = await browser.newContext({
    viewport: { width: 1350, height: 940 },
    locale: 'fr-FR',
  });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  const figures: Interaction[] = [];
  for (const deed of DEEDS) {
    await page.goto(url + deed.page);
    await settle(page);
    const longest: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      await deed.act(page, time);
      await page.waitForTimeout(AFTER_MS);
      longest.push(await page.evaluate<number>(LONGEST));
      await settle(page);
    }
    const told = longest.map((ms) => Math.max(LEAST_MS, ms)).toSorted((a, b) => a - b);
    figures.push({
      page: deed.page,
      what: deed.what,
      median_ms: told[told.length >> 1] ?? 0,
      worst_ms: told.at(-1) ?? 0,
    });
  }
  await context.close();
  return figures;
}

async function settle(page: Page): Promise<void> {
  while (!(await isComplete(page))) await page.waitForTimeout(100);
}
