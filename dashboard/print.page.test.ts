import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { close, testBrowser, textOf, visit } from './testing-browser.ts';

const { blank } = testBrowser();

/** A sheet of A4 between its margins, in CSS pixels. */
const PAPER = { width: 688, height: 986 };

/** What can only be pressed, and what is wider than the paper; a sort heading is a heading there. */
const FAULTS = `(() => {
  const faults = new Set();
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const { width, height, right } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || !element.checkVisibility()) continue;
      const name = element.tagName.toLowerCase();
      const isControl = ['select', 'input', 'dialog'].includes(name)
        || (name === 'button' && !/number|plain|sort/.test(element.className));
      if (isControl) faults.add(name + ': ' + element.textContent.trim());
      // The last label of an axis may stand over its end.
      if (right > ${PAPER.width} + 8 && !element.closest('.visually-hidden')) {
        faults.add(name + '.' + element.getAttribute('class') + ' ends at ' + Math.round(right));
      }
    }
  };
  walk(document);
  return [...faults];
})()`;

/** Pages of a PDF as Chromium writes it: their dictionaries are not compressed. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;

/** The page as it is laid out on paper. */
async function onPaper(page: Page) {
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
}

test('a prefecture is two sheets of A4, with what its head needs and nothing to press', async () => {
  const { page } = await blank({ viewport: { width: 1440, height: 900 } });
  await visit(page, '/prefectures/75');
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(2);
  await onPaper(page);
  const [first, second] = [page.locator('.sheet').nth(0), page.locator('.sheet').nth(1)];
  for (const part of ['.clocks', '.place-figures', '.changes', '#f-07 dots-chart']) {
    expect(await first.locator(part).isVisible(), part).toBe(true);
  }
  for (const part of [
    'age-chart',
    '#prevision',
    'control-chart',
    'funnel-chart',
    '#maitrise .notes',
  ]) {
    expect(await second.locator(part).first().isVisible(), part).toBe(true);
  }
  expect(await second.locator('#p-01').isVisible()).toBe(false);
  expect(await textOf(page.locator('.notice.demo'))).toContain('population simulée');
  expect(await page.evaluate<string[]>(FAULTS)).toEqual([]);
  await close(page);
});

test('a prefecture with hardly a figure, and every milestone, is two sheets too', async () => {
  const { page } = await blank({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await visit(page, '/prefectures/976?jalons=tous&lang=en');
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(2);
  await close(page);
});

test.each(['/', '/prefectures', '/indicateurs/P-01', '/donnees'])(
  '%s fits the paper, and prints nothing to press',
  async (path) => {
    const { page } = await blank({ viewport: { width: 1440, height: 900 } });
    await visit(page, path);
    await onPaper(page);
    expect(await page.evaluate<string[]>(FAULTS)).toEqual([]);
    await close(page);
  },
);

/** What of a name in a chart of dots is not inside the picture, or is not there. */
const LABELS = `[...document.querySelectorAll('dots-chart')].flatMap((chart) => {
  const svg = chart.shadowRoot.querySelector('svg');
  const edge = svg.getBoundingClientRect();
  const names = chart.entries.map(({ label }) => label).join(' ').replace(/\\s+/g, ' ');
  const texts = [...svg.querySelectorAll('text.ink')];
  const cut = texts.filter((text) => {
    const { left, right, bottom } = text.getBoundingClientRect();
    return left < edge.left - 1 || right > edge.right + 1 || bottom > edge.bottom + 1;
  });
  const written = texts.map(({ textContent }) => textContent).join(' ').replace(/\\s+/g, ' ');
  return [...cut.map(({ textContent }) => textContent), ...(written === names ? [] : [written])];
})`;

test('no name of a chart of dots is cut, however narrow the window', async () => {
  const { page } = await blank({ viewport: { width: 390, height: 900 } });
  await visit(page, '/delais');
  expect(await page.locator('dots-chart').count()).toBeGreaterThan(1);
  for (const width of [390, 720, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() => page.evaluate<string[]>(LABELS), { message: `at ${width} px` })
      .toEqual([]);
  }
  await close(page);
});

test('an indicator prints its query whole, and what its milestones are', async () => {
  const { page } = await blank({ viewport: { width: 1440, height: 900 } });
  await visit(page, '/indicateurs/P-01');
  await onPaper(page);
  const query = page.locator('pre.sql').first();
  expect(await query.evaluate((pre) => pre.scrollHeight - pre.clientHeight)).toBe(0);
  expect(await page.locator('.one-chart .notes').isVisible()).toBe(true);
  expect(await page.evaluate<string[]>(FAULTS)).toEqual([]);
  await close(page);
});
