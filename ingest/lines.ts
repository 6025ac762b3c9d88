import { MAX_LINE_BYTES } from '#domain/contract.ts';
import { LANES, RUN_LINES, type Piece } from './lanes.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** One physical line, without its end; undefined bytes: it was too long to be kept. */
export interface Line {
  number: number;
  bytes: Buffer | undefined;
  /** Did it end with a newline, or with the file? */
  ended: boolean;
}

/** Bytes without the byte order mark that they may begin with. */
export async function* withoutBom(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && chunk.subarray(0, 3).equals(BOM) ? chunk.subarray(3) : chunk;
    first = false;
  }
}

/**
 * The first line of some bytes, without its end, and the bytes after it. The line is undefined when
 * there is none, or when it is too long.
 */
export async function takeLine(
  chunks: AsyncIterable<Buffer>,
): Promise<{ line: Buffer | undefined; rest: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let end = -1;
  while (end < 0 && head.length <= MAX_LINE_BYTES) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
    end = head.indexOf(NEWLINE);
  }
  async function* rest() {
    if (end >= 0) yield head.subarray(end + 1);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      yield next.value;
    }
  }
  const line = head.subarray(0, end < 0 ? head.length : end);
  const plain = line.at(-1) === RETURN ? line.subarray(0, -1) : line;
  return {
    line: line.length > 0 && line.length <= MAX_LINE_BYTES ? plain : undefined,
    rest: rest(),
  };
}

/** Cuts bytes into lines, never holding more than one line that is allowed. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 1;
  let kept: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= MAX_LINE_BYTES + 1) kept.push(part);
    else kept = [];
  };
  const line = (ended: boolean): Line => {
    let bytes: Buffer | undefined = kept.length === 1 ? kept[0] : Buffer.concat(kept);
    if (bytes?.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    if (length > MAX_LINE_BYTES + 1 || (bytes && bytes.length > MAX_LINE_BYTES)) bytes = undefined;
    kept = [];
    length = 0;
    return { number: number++, bytes, ended };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const to = chunk.indexOf(NEWLINE, from);
      if (to < 0) break;
      take(chunk.subarray(from, to));
      yield line(true);
      from = to + 1;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  }
  if (length > 0) yield line(false);
}

/** What tells a plain file from one that has to be read line by line. */
export class Irregular extends Error {}

/** What a pass over plain lines has counted. */
export interface Counted {
  lines: number;
}

/**
 * Lets whole lines through, dealt out among the lanes, as long as each is plain: not empty, not longer
 * than allowed and, for JSON, from `{` to `}`. A file that is cut short loses its last, partial line
 * (`cut`). Throws Irregular at the first line that is not plain, which ends the fast reading of the file.
 */
export async function* plainLines(
  chunks: AsyncIterable<Buffer>,
  json: boolean,
  counted: Counted,
  cut: () => boolean,
): AsyncGenerator<Piece> {
  let partial: Buffer[] = [];
  let partialLength = 0;
  let lane = 0;
  const check = (bytes: Buffer, from: number, to: number) => {
    const last = bytes[to - 1] === RETURN ? to - 2 : to - 1;
    const plain = json ? bytes[from] === 0x7b && bytes[last] === 0x7d : last >= from;
    if (!plain || to - from > MAX_LINE_BYTES) throw new Irregular();
    counted.lines += 1;
  };
  for await (const chunk of chunks) {
    let from = 0;
    let sent = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      if (partialLength > 0) {
        const whole = Buffer.concat([...partial, chunk.subarray(0, to)]);
        check(whole, 0, whole.length);
        for (const bytes of partial) yield { bytes, lane };
        partial = [];
        partialLength = 0;
      } else check(chunk, from, to);
      from = to + 1;
      if (counted.lines % RUN_LINES === 0) {
        yield { bytes: chunk.subarray(sent, from), lane };
        sent = from;
        lane = (lane + 1) % LANES;
      }
    }
    if (from > sent) yield { bytes: chunk.subarray(sent, from), lane };
    if (from < chunk.length) {
      partial.push(chunk.subarray(from));
      partialLength += chunk.length - from;
      if (partialLength > MAX_LINE_BYTES) throw new Irregular();
    }
  }
  if (partialLength === 0 || cut()) return;
  const bytes = Buffer.concat(partial);
  check(bytes, 0, bytes.length);
  yield { bytes, lane };
}
