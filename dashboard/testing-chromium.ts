import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATH =
  [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path && existsSync(path),
  ) ?? '';

/** The system's Chromium, or the one that CHROME_PATH names, which asks nothing of the network itself. */
export const openChromium = (...more: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-sync',
      ...more,
    ],
  });
