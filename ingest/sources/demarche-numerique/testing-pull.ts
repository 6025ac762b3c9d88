import type { Readable } from 'node:stream';
import type { EventRow } from '#domain/contract.ts';
import { openHttp } from '../../http.ts';
import type { Json, Parcel } from '../source.ts';
import { demarcheNumerique } from './demarche-numerique.ts';
import type { FakeApi } from './testing-api.ts';

export const KEY = 'a key of the tests only';

/** A clock that only waiting moves, and a little each time it is read. */
export function testClock(start: string) {
  let at = new Date(start).getTime();
  return {
    now: () => new Date((at += 1)),
    async sleep(ms: number): Promise<void> {
      at += ms;
    },
    set: (instant: string) => void (at = new Date(instant).getTime()),
  };
}
export type TestClock = ReturnType<typeof testClock>;

/** The settings as the configuration file would have them, over the fake API. */
const settingsOf = (api: FakeApi, rest: object) =>
  demarcheNumerique.settings.parse({ url: api.url, ...rest });

export interface Pulled {
  parcels: (Omit<Parcel, 'files'> & { rows: EventRow[] | undefined })[];
  /** Every row, in the order of arrival. */
  rows: EventRow[];
  /** The last one that was acknowledged. */
  checkpoint: Json | undefined;
  log: string[];
  error: unknown;
}

export interface PullOptions {
  api: FakeApi;
  clock: TestClock;
  settings: object;
  checkpoint?: Json | undefined;
  since?: string;
  key?: string;
  token?: string;
  /** Dies after so many deliveries, before the last one's checkpoint is written. */
  dies_after?: number;
}

/** Pulls without a database: what the source would hand over, and what it says. */
export async function pullOnce(options: PullOptions): Promise<Pulled> {
  const { api, clock, since, dies_after } = options;
  const http = openHttp({ hosts: [api.host], http: true, private: ['127.0.0.0/8'] });
  const pulled: Pulled = {
    parcels: [],
    rows: [],
    checkpoint: options.checkpoint,
    log: [],
    error: undefined,
  };
  const parcels = demarcheNumerique.pull({
    name: 'demarche_numerique',
    settings: settingsOf(api, options.settings),
    checkpoint: options.checkpoint,
    since,
    dryRun: false,
    http,
    secret: () => options.token ?? api.token,
    keys: { linkage: undefined, sources: new Map([['demarche_numerique', options.key ?? KEY]]) },
    now: clock.now,
    log: (line) => void pulled.log.push(line),
    notWhole: (line) => void pulled.log.push(line),
    resolve: (path) => path,
    folder: '',
    sleep: clock.sleep,
  });
  try {
    for await (const { files, ...rest } of parcels) {
      const [file] = files;
      const rows = typeof file === 'object' ? await rowsOf(file.body) : undefined;
      pulled.parcels.push({ ...rest, rows });
      pulled.rows.push(...(rows ?? []));
      if (pulled.parcels.length === dies_after) break;
      pulled.checkpoint = rest.checkpoint;
    }
  } catch (error) {
    pulled.error = error;
  } finally {
    await http.close();
  }
  return pulled;
}

/** A text, and what it says when what looks like base64 is decoded, once and twice. */
export function decodings(text: string): string {
  const decode = (encoded: string) =>
    encoded.replace(/[A-Za-z0-9+/_-]{16,}/g, (found) =>
      Buffer.from(found, 'base64').toString('latin1'),
    );
  return [text, decode(text), decode(decode(text))].join('\n');
}

async function rowsOf(body: Readable): Promise<EventRow[]> {
  const chunks: string[] = [];
  for await (const chunk of body) chunks.push(String(chunk));
  return chunks
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventRow);
}
