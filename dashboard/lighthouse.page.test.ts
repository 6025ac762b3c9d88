import { afterAll, beforeAll, expect, test } from 'vitest';
import { server } from './testing-browser.ts';
import { openLighthouse, type Lighthouse } from './testing-lighthouse.ts';
import { EVERY_PAGE } from './testing-pages.ts';

let lighthouse: Lighthouse;
beforeAll(async () => {
  lighthouse = await openLighthouse();
});
afterAll(() => lighthouse?.close());

/** Nothing that depends on a time; and no pause beyond what tells a page that is complete. */
const FLAGS = {
  onlyCategories: ['accessibility', 'best-practices'],
  disableFullPageScreenshot: true,
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  cpuQuietThresholdMs: 0,
};

test.each(EVERY_PAGE)(
  'Lighthouse gives %s 95 or more for accessibility and for best practices',
  async (path) => {
    const { categories, audits } = await lighthouse.judge(server.url + path, 'desktop', FLAGS);
    const short = Object.values(categories).filter(({ score }) => (score ?? 0) < 0.95);
    const wrong = short.flatMap(({ title, score, auditRefs }) => [
      `${title}: ${score === null ? 'no score' : Math.round(score * 100)}`,
      ...auditRefs
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => `${id}: ${audits[id]?.title}`),
    ]);
    expect(wrong).toEqual([]);
    expect(Object.keys(categories)).toEqual(FLAGS.onlyCategories);
  },
);
