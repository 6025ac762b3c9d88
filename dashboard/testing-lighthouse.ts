import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import lighthouse, { desktopConfig, type Flags, type Result } from 'lighthouse';
import { openChromium } from './testing-chromium.ts';

export interface Lighthouse {
  /** What Lighthouse says of one address, as of a desktop or else of a mid-range telephone. */
  judge(url: string, on: 'desktop' | 'mobile', flags: Flags): Promise<Result>;
  close(): Promise<void>;
}

/** Lighthouse with a browser of its own, since it empties what a browser keeps before each run. */
export async function openLighthouse(): Promise<Lighthouse> {
  const port = await freePort();
  const browser = await openChromium(`--remote-debugging-port=${port}`);
  return {
    async judge(url, on, flags) {
      const config = on === 'desktop' ? desktopConfig : undefined;
      let why = 'Lighthouse says nothing of it.';
      // The browser loses the trace of a load now and then (NO_NAVSTART).
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const answer = await lighthouse(url, { port, logLevel: 'error', ...flags }, config);
        if (answer && !answer.lhr.runtimeError) return answer.lhr;
        why = answer?.lhr.runtimeError?.message ?? why;
      }
      throw new Error(`${url}: ${why}`);
    },
    close: () => browser.close(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
