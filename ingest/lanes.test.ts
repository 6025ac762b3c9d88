import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { RUN_LINES, sendInLanes, type Piece } from './lanes.ts';
import { Irregular, plainLines } from './lines.ts';

/** Bytes in chunks of a given length. */
async function* chunked(text: string, length: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < text.length; from += length) {
    yield Buffer.from(text.slice(from, from + length));
  }
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `{"n":${index}}`);

/** What arrives on each lane, as numbers of lines. */
async function dealt(text: string, chunkLength: number): Promise<number[][]> {
  const counted = { lines: 0 };
  const arrived: number[][] = [];
  const pieces = plainLines(chunked(text, chunkLength), true, counted, () => false);
  await sendInLanes(pieces, async (lane, body) => {
    const received = (await buffer(body)).toString().trimEnd().split('\n');
    arrived[lane] = received.map((line) => (JSON.parse(line) as { n: number }).n);
  });
  return arrived;
}

describe('lines dealt out among lanes', () => {
  test.each([61, 1000, 65_536])(
    'go in turns of whole runs, in chunks of %i bytes',
    async (chunk) => {
      const count = 3 * RUN_LINES + 5;
      const [first = [], second = []] = await dealt(`${lines(count).join('\n')}\n`, chunk);
      expect(first.length).toBe(2 * RUN_LINES);
      expect(second.length).toBe(RUN_LINES + 5);
      expect([first[0], first[RUN_LINES - 1], first[RUN_LINES]]).toEqual([
        0,
        RUN_LINES - 1,
        2 * RUN_LINES,
      ]);
      expect([second[0], second[RUN_LINES], second.at(-1)]).toEqual([
        RUN_LINES,
        3 * RUN_LINES,
        count - 1,
      ]);
    },
  );

  test('a short file is one statement, without a newline at its end too', async () => {
    expect(await dealt(lines(3).join('\n'), 5)).toEqual([[0, 1, 2]]);
  });
});

const take = async (body: Readable) => void (await buffer(body));

describe('a lane that fails', () => {
  async function* forever(): AsyncGenerator<Piece> {
    for (let turn = 0; ; turn += 1) yield { bytes: Buffer.alloc(1e6), lane: turn % 2 };
  }

  test('ends the others, and the reading of the body', async () => {
    const ended: string[] = [];
    const sending = sendInLanes(forever(), async (lane, body) => {
      if (lane === 1)
        return void (await take(body).catch((error: Error) => ended.push(error.message)));
      await once(body, 'readable');
      throw new Error('refused');
    });
    await expect(sending).rejects.toThrow('refused');
    expect(ended).toEqual(['refused']);
  });

  test('a body that fails ends every lane before it is told', async () => {
    const text = `${lines(RUN_LINES + 300).join('\n')}\nnot an object\n`;
    const ended: number[] = [];
    const pieces = plainLines(chunked(text, 999), true, { lines: 0 }, () => false);
    const sending = sendInLanes(pieces, async (lane, body) => {
      await take(body).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Irregular);
        ended.push(lane);
      });
    });
    await expect(sending).rejects.toThrow(Irregular);
    expect(ended.toSorted()).toEqual([0, 1]);
  });
});
