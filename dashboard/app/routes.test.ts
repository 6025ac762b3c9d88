import { expect, test } from 'vitest';
import { PATHS, routeOf } from './routes.ts';

test.each(Object.entries(PATHS))('the page %s is at %s', (page, path) => {
  expect(routeOf(path)).toEqual({ page });
  expect(routeOf(`${path}/`.replace('//', '/'))).toEqual({ page });
});

test('an indicator and a prefecture have a page each, in any case', () => {
  expect(routeOf('/indicateurs/p-01')).toEqual({ page: 'indicator', id: 'P-01' });
  expect(routeOf('/prefectures/2a')).toEqual({ page: 'prefecture', code: '2A' });
  expect(routeOf('/prefectures/976')).toEqual({ page: 'prefecture', code: '976' });
});

test.each([
  '/zzz',
  '/indicateurs/p-01/x',
  '/methode/x',
  '/prefectures/paris',
  '/indicateurs/%E0%A4%A',
])('there is no page at %s', (path) => expect(routeOf(path)).toEqual({ page: 'unknown' }));
