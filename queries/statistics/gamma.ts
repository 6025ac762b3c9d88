/** Lanczos’s approximation (g = 7, nine terms), right to about 15 digits. */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 0.000009984369578019572,
  1.5056327351493116e-7,
];

/** The logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const sum = LANCZOS.reduce((total, term, k) => total + (k === 0 ? term : term / (x - 1 + k)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

const PRECISION = 1e-16;
const TINY = 1e-300;

/** How often a gamma variable of shape `a` exceeds x: the upper regularised incomplete gamma. */
export const gammaTail = (a: number, x: number): number =>
  x < a + 1 ? 1 - series(a, x) : fraction(a, x);

/** And how often it does not: kept apart, so that small values of either keep their digits. */
export const gammaDistribution = (a: number, x: number): number =>
  x < a + 1 ? series(a, x) : 1 - fraction(a, x);

/** x^a e^−x / Γ(a), in logarithms. */
const front = (a: number, x: number) => Math.exp(a * Math.log(x) - x - logGamma(a));

function series(a: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > sum * PRECISION; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum * front(a, x);
}

/** Lentz’s way of working out a continued fraction. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let product = d;
  for (let k = 1; ; k++) {
    const factor = -k * (k - a);
    b += 2;
    d = 1 / nonZero(factor * d + b);
    c = nonZero(b + factor / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < PRECISION * 4) break;
  }
  return product * front(a, x);
}

const nonZero = (x: number) => (Math.abs(x) < TINY ? TINY : x);
