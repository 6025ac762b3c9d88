/** Repeatable chance for simulations: sfc32, seeded. The clock and `Math.random` are never read. */
export interface Chance {
  /** Uniform on [0, 1). */
  next: () => number;
  /** Standard normal, by Box and Muller. */
  normal: () => number;
}

export function chance(seed: number): Chance {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const total = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + total) | 0;
    return (total >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round++) next();
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
