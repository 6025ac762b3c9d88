import {
  Bool,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Table,
  tableToIPC,
  TimestampMillisecond,
  Uint64,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { expect, test } from 'vitest';
import { readValues } from './arrow.ts';

test('Arrow rows read as the JSON answer writes them', () => {
  const instant = Date.parse('2026-11-20T07:15:00.123Z');
  const table = new Table({
    period: vectorFromArray(['2026-10', null], new Dictionary(new Utf8(), new Int32())),
    prefecture: vectorFromArray(['2A', null], new Utf8()),
    value: vectorFromArray([74, null], new Float64()),
    n: vectorFromArray([1_234n, 0n], new Uint64()),
    suppressed: vectorFromArray([false, true], new Bool()),
    cutoff: vectorFromArray([new Date('2026-10-31'), new Date('2026-10-31')], new DateDay()),
    as_of: vectorFromArray([instant, instant], new TimestampMillisecond()),
  });
  const known = { cutoff: '2026-10-31', as_of: '2026-11-20T07:15:00.123Z' };
  expect(readValues(tableToIPC(table, 'stream'))).toEqual([
    { period: '2026-10', prefecture: '2A', value: 74, n: 1_234, suppressed: false, ...known },
    { period: null, prefecture: null, value: null, n: 0, suppressed: true, ...known },
  ]);
});
