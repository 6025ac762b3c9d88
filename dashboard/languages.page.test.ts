import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { SOURCES } from '#domain/contract.ts';
import { en } from './app/words/en.ts';
import { fr } from './app/words/fr.ts';
import { close, server, testBrowser, visit } from './testing-browser.ts';
import { EVERY_PAGE } from './testing-pages.ts';

const { blank } = testBrowser();

/** One page of the browser for every address: what it has loaded once it keeps. */
let tab: Page;
beforeAll(async () => {
  ({ page: tab } = await blank({ locale: 'en-GB' }));
});

/** Every text and spoken name of the page, shadow roots included, but what is code or says its own language. */
const TEXTS = `(() => {
  const texts = [];
  const walk = (node) => {
    if (node.nodeType === 3) { const text = node.textContent.trim(); if (text) texts.push(text); return; }
    if (node.nodeType !== 1 && node.nodeType !== 11) return;
    if (node.nodeType === 1) {
      const other = node.getAttribute('lang');
      if (['SCRIPT', 'STYLE', 'CODE', 'PRE', 'SELECT'].includes(node.tagName)) return;
      if (other && other !== document.documentElement.lang) return;
      for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder']) {
        const said = node.getAttribute(name);
        if (said) texts.push(said);
      }
    }
    if (node.shadowRoot) walk(node.shadowRoot);
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return [...new Set(texts.map((text) => text.replace(/\\s+/g, ' ')))];
})()`;

/** The texts of a dictionary, by their place in it. */
function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, word]): [string, string][] => {
    const at = path ? `${path}.${key}` : key;
    if (typeof word === 'string') return [[at, word]];
    return typeof word === 'object' && word !== null ? leaves(word, at) : [];
  });
}

/** French texts that say another thing in English: none of them may stand on an English page. */
const french = (() => {
  const english = new Map(leaves(en));
  return leaves(fr)
    .filter(([at, text]) => english.get(at) !== text && text.length > 8)
    .map(([, text]) => text.replace(/\s+/g, ' ').trim());
})();

/** A word of the database that nobody has translated: \`seuil=4m\`, \`sans_suite\`. */
const RAW = /(^|\s)[a-z]+=[a-z0-9]|(^|\s)[a-z]+_[a-z_]+(\s|$)/;

test.each(EVERY_PAGE)('%s says nothing in French to who reads English', async (path) => {
  await visit(tab, `${path}?lang=en`);
  const texts = await tab.evaluate<string[]>(TEXTS);
  expect(texts.length).toBeGreaterThan(10);
  // The names of the sources are codes of the contract, the same in both languages.
  const own = new Set<string>([...leaves(en).map(([, text]) => text), ...SOURCES]);
  const left = texts.filter(
    (text) =>
      !own.has(text) &&
      french.some((word) => text === word || (word.length > 20 && text.includes(word))),
  );
  expect(left).toEqual([]);
  if (!path.startsWith('/indicateurs/') && path !== '/donnees') {
    expect(texts.filter((text) => RAW.test(text))).toEqual([]);
  }
});

test('the titles of indicators are in the language of the page, and the whole of it switches', async () => {
  const response = await fetch(`${server.url}/api/v1/indicators`);
  const indicators = (await response.json()) as { title_fr: string; title_en: string }[];
  const { page } = await blank();
  await visit(page, '/indicateurs');
  const before = await page.evaluate<string[]>(TEXTS);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: en.catalogue.title }).waitFor();
  await page.getByRole('table').waitFor();
  const after = await page.evaluate<string[]>(TEXTS);
  for (const { title_fr, title_en } of indicators.filter((one) => one.title_fr !== one.title_en)) {
    expect(before).toContain(title_fr);
    expect(after).toContain(title_en);
    expect(after).not.toContain(title_fr);
  }
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  await close(page);
});
