import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { openChromium } from './testing-chromium.ts';
import { isComplete } from './testing-pages.ts';

export const server = inject('page');

interface TestBrowser {
  /** A page that nothing was loaded into, and what it complains of from now on. */
  blank(options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
  /** Opens an address, waits until it has its figures, and fails on any error that the page logs. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
}

/** A browser for one test file. */
export function testBrowser(): TestBrowser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  async function blank(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: 'fr-FR', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return { page, complaints };
  }

  return {
    blank,
    async open(path, options) {
      const { page, complaints } = await blank(options);
      await visit(page, path);
      expect(complaints).toEqual([]);
      return page;
    },
  };
}

/** Goes to an address and waits until nothing on it is loading any more. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await complete(page);
}

/** Waits until the page shows all that it will. */
export const complete = (page: Page) =>
  expect.poll(() => isComplete(page), { interval: 100 }).toBe(true);

/** What is written there, with plain spaces for the no-break ones. */
export const textOf = async (locator: Locator) =>
  ((await locator.textContent()) ?? '').replace(/\s+/g, ' ');

export const close = (page: Page) => page.context().close();
