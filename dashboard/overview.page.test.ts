import { describe, expect, test } from 'vitest';
import { close, complete, server, testBrowser, textOf } from './testing-browser.ts';

const { open, blank } = testBrowser();

describe('the overview', () => {
  test('says in French what it shows, that it is invented, and until when', async () => {
    const page = await open('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page
      .getByText('Données de démonstration : population simulée, aucun résultat réel')
      .first()
      .waitFor();
    expect(await page.locator('.headline .figure .big').count()).toBeGreaterThanOrEqual(4);
    expect(await textOf(page.locator('body'))).toContain('31 octobre 2026');
    await close(page);
  });

  test('shows the figure that the API gives, with its interval', async () => {
    const response = await fetch(
      `${server.url}/api/v1/values?indicator=P-01&view=period&statistic=median&level=national&grain=month&titre=all&motif=all&demande=all&canal=all&from=2026-10&to=2026-10`,
    );
    const [row] = (await response.json()) as { value: number; lower: number; upper: number }[];
    const page = await open('/');
    const headline = page
      .locator('.headline')
      .filter({ hasText: /décision/ })
      .first();
    const text = (await headline.textContent()) ?? '';
    expect(text).toContain(String(row?.value));
    expect(text).toMatch(new RegExp(`${row?.lower}.{1,4}${row?.upper}`));
    await close(page);
  });

  test('draws the 101 départements, and gives the same numbers in a table that sorts', async () => {
    const page = await open('/');
    await page.locator('prefecture-map').scrollIntoViewIfNeeded();
    await expect
      .poll(() =>
        page
          .locator('prefecture-map [data-code]')
          .evaluateAll(
            (marks) => new Set(marks.map((mark) => mark.getAttribute('data-code'))).size,
          ),
      )
      .toBeGreaterThanOrEqual(101);
    const firstCodes = () => page.locator('prefecture-table tbody tr th').first().textContent();
    expect(await firstCodes()).toContain('01');
    await page.locator('prefecture-table thead button').nth(1).click();
    await expect.poll(firstCodes).not.toContain('01');
    await close(page);
  });

  test('takes an operator’s own theme, charts included', async () => {
    const { page, complaints } = await blank();
    await page.goto(server.themed);
    await complete(page);
    const line = page.locator('series-chart .line').first();
    expect(await line.evaluate((element) => getComputedStyle(element).stroke)).toBe(
      'rgb(18, 52, 86)',
    );
    expect(complaints).toEqual([]);
    await close(page);
  });

  test('gives any number its identity card, by keyboard too, and the focus back', async () => {
    const page = await open('/');
    const number = page.locator('.headline .figure button').first();
    await number.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog');
    await card.waitFor();
    await expect.poll(() => card.textContent()).toContain('quantile');
    const text = await textOf(card);
    for (const part of ['P-01', 'SELECT', '31 octobre 2026']) expect(text).toContain(part);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    expect(await number.evaluate((button) => button.matches(':focus'))).toBe(true);
    await close(page);
  });

  test('closes the card when the reader turns to something else, by key or by pointer', async () => {
    const page = await open('/');
    const card = page.getByRole('dialog');
    const number = page.locator('.headline .figure button').first();
    await number.click();
    await card.waitFor();
    // From the button to the card, which scrolls, and out of it.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await card.waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.closest("footer") !== null')).toBe(true);
    await number.click();
    await card.waitFor();
    await page.mouse.click(4, 300);
    await card.waitFor({ state: 'hidden' });
    await close(page);
  });

  test('speaks English when asked, in the address', async () => {
    const page = await open('/?lang=en');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByText('Demonstration data').first().waitFor();
    await close(page);
  });

  test('asks nothing of any other host', async () => {
    const { page } = await blank();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(server.url);
    await page.locator('.headline .figure .big').first().waitFor();
    expect([...hosts]).toEqual([new URL(server.url).host]);
    await close(page);
  });
});
