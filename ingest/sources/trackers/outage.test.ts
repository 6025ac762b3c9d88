import { expect, test } from 'vitest';
import { look, type Outage, type Watch } from './outage.ts';

const MINUTE = 60_000;
const PATIENCE = { failures: 3, gap_ms: 15 * MINUTE, tell_ms: 60 * MINUTE };

/** What is told of looks given as `minute:answered`, each as `since-until` in minutes, by look. */
function told(...looks: string[]): string[] {
  let watch: Watch | undefined;
  return looks.flatMap((text) => {
    const [minute, answered] = text.split(':');
    const seen = look(watch, { at: Number(minute) * MINUTE, up: answered === 'up' }, PATIENCE);
    ({ watch } = seen);
    const span = ({ since, until }: Outage) => `${since / MINUTE}-${until / MINUTE}`;
    return seen.outages.map((outage) => `${minute}: ${span(outage)}`);
  });
}

test('a failure or two are no outage', () => {
  expect(told('0:up', '5:down', '10:down', '15:up', '20:down', '25:up')).toEqual([]);
});

test('three are, from the first of them to the first answer', () => {
  expect(told('0:up', '5:down', '10:down', '15:down', '20:down', '25:up', '30:up')).toEqual([
    '15: 5-15',
    '25: 5-25',
  ]);
});

test('an outage that goes on is told again each hour, with its end so far', () => {
  const looks = Array.from({ length: 31 }, (_, index) => `${index * 5}:down`);
  expect(told(...looks, '155:up')).toEqual(['10: 0-10', '70: 0-70', '130: 0-130', '155: 0-155']);
});

test('nothing is said of a time in which nobody looked', () => {
  expect(told('0:down', '5:down', '10:down', '15:down', '120:up')).toEqual([
    '10: 0-10',
    '120: 0-15',
  ]);
  expect(told('0:down', '5:down', '10:down', '300:down', '305:down', '310:down')).toEqual([
    '10: 0-10',
    '310: 300-310',
  ]);
  // Two failures before the gap and one after are not three in a row.
  expect(told('0:down', '5:down', '60:down', '65:up')).toEqual([]);
});
