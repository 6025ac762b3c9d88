/** A reader who walks through every page, with the mouse and with keys alone, and over a bad network. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { close, complete, server, testBrowser, visit } from './testing-browser.ts';
import { EVERY_PAGE } from './testing-pages.ts';

const { blank, open } = testBrowser();

const pathOf = (page: Page) => new URL(page.url()).pathname;
const title = (page: Page) => page.locator('main h1').first();

/** The page that an address is of: one prefecture, one indicator stand for all. */
const kindOf = (path: string) =>
  path
    .replace(/^\/prefectures\/.+/, '/prefectures/75')
    .replace(/^\/indicateurs\/.+/, '/indicateurs/P-01');

/** Follows a link by `act`, and gives the page that it leads to, which has its title and its figures. */
async function follow(page: Page, href: string, act: () => Promise<void>): Promise<string> {
  await act();
  await expect.poll(() => pathOf(page)).toBe(new URL(href, server.url).pathname);
  await complete(page);
  expect(await title(page).textContent()).not.toBe('');
  return kindOf(pathOf(page));
}

const hrefsOf = (page: Page, links: string) =>
  page.locator(links).evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));

describe.each([
  ['fr', ''],
  ['en', '?lang=en'],
])('in %s', (language, query) => {
  const spoken = (page: Page) =>
    page.evaluate<string>(
      `document.documentElement.lang + ' ' + (new URLSearchParams(location.search).get('lang') ?? 'fr')`,
    );

  test('every page is a few clicks away, keeps the language, and the way back leads back', async () => {
    const page = await open(`/${query}`);
    const seen = new Set<string>();
    const click = async (link: string, href: string) => {
      const before = page.url();
      seen.add(await follow(page, href, () => page.locator(link).first().click()));
      expect(await spoken(page)).toBe(`${language} ${language}`);
      return before;
    };
    for (const link of ['#navigation a', 'footer.site a[href^="/"]:not([href^="/api"])']) {
      for (const href of await hrefsOf(page, link)) await click(`${link}[href="${href}"]`, href);
    }
    for (const list of ['/prefectures', '/indicateurs']) {
      await visit(page, list + query);
      const [href = ''] = await hrefsOf(page, `main a[href^="${list}/"]`);
      const before = await click(`main a[href="${href}"]`, href);
      await page.goBack();
      await expect.poll(() => page.url()).toBe(before);
    }
    expect([...seen].toSorted()).toEqual(EVERY_PAGE.toSorted());
    await close(page);
  });

  test('every page of the navigation is reached by keys, and the content past it by one', async () => {
    const page = await open(`/${query}`);
    const focused = (selector: string) =>
      page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`);
    await page.keyboard.press('Tab');
    expect(await focused('a.skip')).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused('#contenu, #contenu *')).toBe(true);
    // The page that it starts on comes last: its own link leads nowhere.
    for (const href of (await hrefsOf(page, '#navigation a')).toReversed()) {
      // A new page begins with the focus at its title: the navigation is behind.
      for (let i = 0; i < 20 && !(await focused(`#navigation a[href="${href}"]`)); i += 1) {
        await page.keyboard.press('Shift+Tab');
      }
      await follow(page, href, () => page.keyboard.press('Enter'));
      await expect.poll(() => focused('#contenu, #contenu *')).toBe(true);
    }
    await close(page);
  });
});

/** Where the focus is, shadow roots included: what it is on, and what is wrong with how it is seen. */
const FOCUS = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return null;
  globalThis.stops ??= new Map();
  if (!globalThis.stops.has(element)) globalThis.stops.set(element, globalThis.stops.size);
  const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const wrong = width * height === 0 ? 'is not seen' : !inside ? 'is out of the window' : !element.matches(':focus-visible') ? 'shows no focus' : '';
  return { stop: globalThis.stops.get(element), wrong: wrong && element.outerHTML.slice(0, 100) + ' ' + wrong, foot: element.closest('footer') !== null };
})()`;
interface Focus {
  stop: number;
  wrong: string;
  foot: boolean;
}
const MOST_STOPS = 900;

test.each(EVERY_PAGE)(
  'the Tab key goes through %s to its foot, and the focus is seen at each stop',
  async (path) => {
    const page = await open(path);
    const stops: Focus[] = [];
    for (let i = 0; i < MOST_STOPS; i += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate<Focus | null>(FOCUS);
      if (!focus || focus.stop < stops.length) break;
      stops.push(focus);
    }
    expect(stops.filter(({ wrong }) => wrong)).toEqual([]);
    expect(stops.at(-1)?.foot).toBe(true);
    await close(page);
  },
);

test.each(EVERY_PAGE)(
  '%s says what failed on a slow network, and shows it when asked again',
  async (path) => {
    const { page, complaints } = await blank();
    let away = true;
    await page.route(/\/api\/v1\/(?!stream)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (!away) return route.continue();
      return route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 503, detail: 'The engine is away.' }),
      });
    });
    await page.goto(server.url + path);
    await title(page).waitFor();
    await page.getByText('The engine is away.').first().waitFor();
    away = false;
    const again = page.getByRole('button', { name: 'Réessayer' });
    await expect
      .poll(async () => {
        if (await again.count()) await again.first().click();
        await complete(page);
        return again.count();
      })
      .toBe(0);
    expect(await page.locator('.state-failed').count()).toBe(0);
    // The browser itself tells of each answer that failed; nothing else may be told.
    expect(complaints.filter((text) => !text.includes('503'))).toEqual([]);
    await close(page);
  },
);
