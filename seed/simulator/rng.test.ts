import { expect, test } from 'vitest';
import { choice, Choice, pseudonym, Rng, shortPseudonym } from './rng.ts';

const draws = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.next());

test('repeats itself for the same seed, topic and index, and for these only', () => {
  const some = draws(new Rng(1, 'rights', 7), 20);
  expect(draws(new Rng(1, 'rights', 7), 20)).toEqual(some);
  for (const other of [
    new Rng(2, 'rights', 7),
    new Rng(1, 'journey', 7),
    new Rng(1, 'rights', 8),
  ]) {
    expect(draws(other, 20)).not.toEqual(some);
  }
});

test('is uniform, and normal where asked, over neighbouring indices', () => {
  const first = Array.from({ length: 20_000 }, (_, index) =>
    new Rng(1, 'population', index).next(),
  );
  const mean = first.reduce((sum, draw) => sum + draw, 0) / first.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(first.filter((draw) => draw < 0.1).length / first.length - 0.1)).toBeLessThan(
    0.01,
  );

  const rng = new Rng(1, 'journey', 0);
  const normal = Array.from({ length: 20_000 }, () => rng.normal());
  const average = normal.reduce((sum, draw) => sum + draw, 0) / normal.length;
  const square = normal.reduce((sum, draw) => sum + draw * draw, 0) / normal.length;
  expect(Math.abs(average)).toBeLessThan(0.03);
  expect(Math.abs(square - 1)).toBeLessThan(0.05);
});

test('picks alternatives by their weight, never one without any', () => {
  const picked = new Choice([
    ['never', 0],
    ['rarely', 1],
    ['often', 3],
  ]);
  expect(picked.values).toEqual(['rarely', 'often']);
  expect(picked.at(0)).toBe('rarely');
  expect(picked.at(0.2499)).toBe('rarely');
  expect(picked.at(0.25)).toBe('often');
  expect(picked.at(0.9999999)).toBe('often');
  expect(choice({ one: 1, three: 3 }).mean((word) => word.length)).toBe(0.25 * 3 + 0.75 * 5);
});

test('never gives two indices the same pseudonym', () => {
  const short = new Set<string>();
  const long = new Set<string>();
  for (let index = 0; index < 100_000; index++) {
    short.add(shortPseudonym(9, 'dossier', index));
    long.add(pseudonym(9, 'dossier', index));
  }
  expect(short.size).toBe(100_000);
  expect(long.size).toBe(100_000);
  expect([...long].every((name) => /^[0-9a-f]{32}$/.test(name))).toBe(true);
  expect(pseudonym(9, 'dossier', 1, 1)).not.toBe(pseudonym(9, 'dossier', 1));
});
