import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { complete, testBrowser, visit } from './testing-browser.ts';
import { EVERY_PAGE } from './testing-pages.ts';

const { blank } = testBrowser();

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Text that its own box cuts off, shadow roots included; what can be scrolled is not cut off. */
const CLIPPED = `(() => {
  const clipped = [];
  const cuts = (way) => way === 'hidden' || way === 'clip';
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
      if (clientWidth <= 1 || !element.textContent.trim()) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      if ((cuts(overflowX) && scrollWidth > clientWidth + 1) || (cuts(overflowY) && scrollHeight > clientHeight + 1)) {
        clipped.push(element.outerHTML.slice(0, 120));
      }
    }
  };
  walk(document.body);
  return clipped;
})()`;

/** What a theme or a width can change; all the other rules give the same answer in each. */
const RULES_OF_LOOKS = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
];

/**
 * What axe finds on the page as it is now, in few words. In its legacy mode, which is for pages
 * without frames: otherwise most of its time goes to carrying its notes to a page of its own.
 */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true);
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

interface Look {
  width: number;
  colorScheme: 'light' | 'dark';
  /** In percent, as a reader sets it. */
  text: number;
  rules?: string[];
}

/** A window of 640 px is also what the browser's zoom at 200 % makes of one of 1280 px. */
const LOOKS: readonly Look[] = [
  { width: 390, colorScheme: 'dark', text: 100, rules: RULES_OF_LOOKS },
  { width: 640, colorScheme: 'light', text: 100 },
  { width: 390, colorScheme: 'light', text: 200 },
];

async function take(page: Page, { width, colorScheme, text }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(`document.documentElement.style.fontSize = '${text}%'`);
  await complete(page);
}

/** One page of the browser for all tests: what it has loaded once it keeps. */
let page: Page;
let complaints: string[];
beforeAll(async () => {
  ({ page, complaints } = await blank());
});

test.each(EVERY_PAGE)(
  '%s breaks no rule that axe knows, wide and light or narrow and dark, and fits its window, with text twice as large too',
  async (path) => {
    complaints.length = 0;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await visit(page, path);
    const wrong = await violationsOf(page);
    for (const look of LOOKS) {
      await take(page, look);
      const at = `at ${look.width} px and ${look.text} %`;
      if (look.rules) wrong.push(...(await violationsOf(page, look.rules)));
      const overflow = await page.evaluate<number>(OVERFLOW);
      if (overflow > 0) wrong.push(`${at}, wider than its window by ${overflow} px`);
      const clipped = await page.evaluate<string[]>(CLIPPED);
      wrong.push(...clipped.map((html) => `${at}, cut off: ${html}`));
    }
    expect([...wrong, ...complaints]).toEqual([]);
  },
);
