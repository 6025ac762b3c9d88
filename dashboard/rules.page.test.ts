import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { close, complete, EVERY_PAGE, testBrowser, visit } from './testing-browser.ts';

const { blank } = testBrowser();

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** What a theme or a width can change; all the other rules give the same answer in each. */
const RULES_OF_LOOKS = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
];

/** What axe finds on the page as it is now, in few words. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Text at 200 % is what the browser's zoom makes of a window of 1280 px. */
const LOOKS = [
  { width: 390, colorScheme: 'dark' },
  { width: 640, colorScheme: 'light' },
] as const;

test.each(EVERY_PAGE)(
  '%s breaks no rule that axe knows, wide and light or narrow and dark, and fits its window',
  async (path) => {
    const { page, complaints } = await blank({ viewport: { width: 1440, height: 900 } });
    await visit(page, path);
    const wrong = await violationsOf(page);
    for (const { width, colorScheme } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await complete(page);
      if (width === 390) wrong.push(...(await violationsOf(page, RULES_OF_LOOKS)));
      const overflow = await page.evaluate<number>(OVERFLOW);
      if (overflow > 0) wrong.push(`at ${width} px, wider than its window by ${overflow} px`);
    }
    expect([...wrong, ...complaints]).toEqual([]);
    await close(page);
  },
);
