import { expect, test } from 'vitest';
import { layoutForecast } from './forecast.ts';

const size = { width: 600, height: 300, top: 20, right: 60, bottom: 30, left: 50, labelHeight: 16 };
const observed = [
  { period: '2026-09', value: 100 },
  { period: '2026-10', value: 110 },
];
const scenario = (staffing: number, value: number) => ({
  staffing,
  months: [{ period: '2026-11', value, lower: value - 10, upper: value + 10 }],
});

test('each scenario begins where what is known ends', () => {
  const { lines, now, marks } = layoutForecast(
    observed,
    [scenario(-0.1, 130), scenario(0, 115)],
    size,
  );
  expect(lines.map(({ d }) => d.split('L')[0])).toEqual([
    lines[0]!.d.split('L')[0],
    lines[0]!.d.split('L')[0],
  ]);
  expect(lines[0]!.d.startsWith(`M${Number(now.toFixed(1))},`)).toBe(true);
  expect(marks.map(({ isForecast }) => isForecast)).toEqual([false, false, true]);
  expect(marks.at(-1)?.value).toBe(115);
});

test('fewer hands end higher, and the band is that of the same hands', () => {
  const { lines, band } = layoutForecast(observed, [scenario(-0.1, 130), scenario(0, 115)], size);
  expect(lines[0]!.end!.labelY).toBeLessThan(lines[1]!.end!.labelY);
  expect(band).not.toBe('');
});

test('labels of lines that end together stand apart, about where the lines end', () => {
  const scenarios = [scenario(-0.1, 101), scenario(0, 100), scenario(0.1, 99)];
  const tall = { ...size, labelHeight: 34 };
  const { lines, marks } = layoutForecast(observed, scenarios, tall);
  const [fewer, same, more] = lines.map(({ end }) => end!.labelY);
  expect(same! - fewer!).toBeCloseTo(34);
  expect(more! - same!).toBeCloseTo(34);
  expect(same!).toBeCloseTo(marks.at(-1)!.y, 0);
});
