/**
 * Repeatable chance. Every dossier draws from streams of its own, named by a topic, so that what
 * happens to it depends on the seed and its index alone: dossiers can be made in any order, in any
 * number of pieces, and a change in one topic leaves the draws of the others where they were.
 */

/** What a stream of chance, or a pseudonym, is for. */
const TOPICS = {
  population: 0x1b56c4e9,
  rights: 0x2545f491,
  journey: 0x3c6ef372,
  access: 0x4cf5ad43,
  recours: 0x5851f42d,
  pilot: 0x6a09e667,
  pilotage: 0x510e527f,
  journal: 0x7f4a7c15,
  platform: 0x8ebc6af0,
  world: 0x9e3779b9,
  dossier: 0xa54ff53a,
  personne: 0xbb67ae85,
  reference: 0xcbf29ce4,
} as const;
export type Topic = keyof typeof TOPICS;

/** The finaliser of MurmurHash3: a bijection of 32-bit words, hence no two indices ever collide. */
function mix(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Chris Doty-Humphrey's sfc32: small, fast, and long enough that streams do not meet. */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, topic: Topic, index: number) {
    this.#a = mix(seed ^ TOPICS[topic]);
    this.#b = mix(index ^ this.#a);
    this.#c = mix(TOPICS[topic] + index);
    for (let round = 0; round < 8; round++) this.next();
  }

  /** Uniform on [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number between two others, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** How many trials fail before the first success: 0, 1, 2… */
  geometric(success: number): number {
    return Math.floor(Math.log(1 - this.next()) / Math.log(1 - success));
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  pick<T>(among: Choice<T>): T {
    return among.at(this.next());
  }
}

/** Weighted alternatives. The weights need not add up to one. */
export class Choice<T> {
  readonly values: readonly T[];
  readonly shares: readonly number[];
  readonly #bounds: Float64Array;

  constructor(weighted: Iterable<readonly [T, number]>) {
    const entries = [...weighted].filter(([, weight]) => weight > 0);
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    this.values = entries.map(([value]) => value);
    this.shares = entries.map(([, weight]) => weight / total);
    let below = 0;
    this.#bounds = Float64Array.from(this.shares, (share) => (below += share));
    this.#bounds[this.#bounds.length - 1] = 1;
  }

  /** The alternative that holds a point of [0, 1). */
  at(point: number): T {
    let low = 0;
    let high = this.#bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point < this.#bounds[middle]!) high = middle;
      else low = middle + 1;
    }
    return this.values[low]!;
  }

  /** What a function of the alternatives is expected to be. */
  mean(of: (value: T) => number): number {
    return this.values.reduce((sum, value, rank) => sum + this.shares[rank]! * of(value), 0);
  }
}

/** Weighted words, as in `{ rejet: 55, annulation: 22 }`. */
export function choice<Word extends string>(weights: Partial<Record<Word, number>>): Choice<Word> {
  return new Choice(Object.entries(weights) as [Word, number][]);
}

const HEX = Array.from({ length: 65536 }, (_, word) => word.toString(16).padStart(4, '0'));
const hexadecimal = (word: number): string => HEX[word >>> 16]! + HEX[word & 0xffff]!;

/** Eight hexadecimal digits, different for every index. */
export function shortPseudonym(seed: number, topic: Topic, index: number): string {
  return hexadecimal(mix(index ^ mix(seed ^ TOPICS[topic])));
}

/**
 * Thirty-two hexadecimal digits that stand where the ministry's keyed hash would: nothing is hidden
 * here, since nobody exists, so a fast mix will do. `part` tells several subjects of one index apart.
 */
export function pseudonym(seed: number, topic: Topic, index: number, part = 0): string {
  const first = mix(index ^ mix(seed ^ TOPICS[topic]));
  const second = mix(first + TOPICS[topic] + part);
  const third = mix(second ^ seed);
  const fourth = mix(third + index);
  return hexadecimal(first) + hexadecimal(second) + hexadecimal(third) + hexadecimal(fourth);
}
