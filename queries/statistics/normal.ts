import { gammaTail } from './gamma.ts';

/** The 97.5th percentile of the standard normal: 95 % lie between this and its opposite. */
export const Z95 = 1.959963984540054;

/** How often a standard normal does not exceed z. */
export const normalDistribution = (z: number): number =>
  z === 0 ? 0.5 : z > 0 ? 1 - normalTail(z) : normalTail(-z);

/** How often it exceeds a z > 0. */
const normalTail = (z: number) => gammaTail(0.5, (z * z) / 2) / 2;

/** How often a standard normal is at least this far from 0, on either side. */
export const twoSided = (z: number): number => (z === 0 ? 1 : 2 * normalTail(Math.abs(z)));

const ratio = (x: number, numerator: readonly number[], denominator: readonly number[]) =>
  polynomial(x, numerator) / polynomial(x, denominator);
const polynomial = (x: number, terms: readonly number[]) =>
  terms.reduceRight((sum, term) => sum * x + term, 0);

const CENTRE = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const CENTRE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852546,
];
const TAIL = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const TAIL_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
  0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
  0.026532189526576124, 0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
];

/** The value that a standard normal does not exceed with probability p (Wichura 1988, AS 241). */
export function normalQuantile(p: number): number {
  const offset = p - 0.5;
  if (Math.abs(offset) <= 0.425) {
    return offset * ratio(0.180625 - offset * offset, CENTRE, CENTRE_BELOW);
  }
  const root = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = root <= 5 ? ratio(root - 1.6, TAIL, TAIL_BELOW) : ratio(root - 5, FAR, FAR_BELOW);
  return Math.sign(offset) * z;
}
