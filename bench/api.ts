import autocannon from 'autocannon';
import { createApp } from '#dashboard/server/app.ts';
import { listen } from '#dashboard/server/listen.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { loadReference } from '#seed/reference/reference.ts';
import type { Connection } from '../command/connect.ts';

export interface Latency {
  what: string;
  path: string;
  p50_ms: number;
  p99_ms: number;
  requests_s: number;
  failed: number;
}

const CONNECTIONS = 100;
const DURATION_S = 8;

const SERIES = 'indicator=P-01&statistic=median&titre=all&motif=all&demande=all&canal=all';
const ASKED: [what: string, path: string, headers?: Record<string, string>][] = [
  ['one national series, JSON', `/api/v1/values?${SERIES}&view=period&level=national&grain=month`],
  [
    'a month of the map, Arrow',
    `/api/v1/values?${SERIES}&view=period&level=prefecture&from=2026-09&to=2026-09&grain=month&format=arrow`,
  ],
  [
    '101 prefectures × 82 months, Arrow',
    `/api/v1/values?${SERIES}&view=period&level=prefecture&grain=month&format=arrow`,
  ],
  ['the catalogue', '/api/v1/indicators'],
];

/** Latencies of the API with 100 connections that ask without pause, on this machine alone. */
export async function benchApi({ reader }: Connection): Promise<Latency[]> {
  const app = createApp({
    reader,
    catalogue: loadCatalogue(),
    reference: loadReference(),
    now: () => new Date(),
  });
  const server = await listen(app, '127.0.0.1', 0);
  const figures: Latency[] = [];
  try {
    for (const [what, path] of ASKED) {
      const result = await autocannon({
        url: `${server.url}${path}`,
        connections: CONNECTIONS,
        duration: DURATION_S,
        headers: { 'accept-encoding': 'gzip' },
      });
      figures.push({
        what,
        path,
        p50_ms: result.latency.p50,
        p99_ms: result.latency.p99,
        requests_s: Math.round(result.requests.average),
        failed: result.non2xx + result.errors + result.timeouts,
      });
    }
  } finally {
    await server.close();
  }
  return figures;
}
