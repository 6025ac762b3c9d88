import { Readable } from 'node:stream';

/** How many statements share the lines of a plain file. */
export const LANES = 2;
/** Lines that go to one of them before it is the next one's turn. */
export const RUN_LINES = 16_384;
/** What may wait to be sent. */
const WAITING_BYTES = 32e6;

/**
 * The line that a row of a lane stands on, in SQL: `row` counts the rows of the lane from 0. Holds as
 * long as each line is one row.
 */
export const lineOf = (row: string, lane: number) =>
  `intDiv(${row}, ${RUN_LINES}) * ${LANES * RUN_LINES} + ${row} % ${RUN_LINES} + ${lane * RUN_LINES}`;

/** A piece of a body, and the lane it goes to. */
export interface Piece {
  bytes: Buffer;
  lane: number;
}

/** A body that is one statement's. */
export async function* inOneLane(body: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  for await (const bytes of body) yield { bytes, lane: 0 };
}

/**
 * Sends the pieces of a body on their lanes at once; `send` is called for a lane that has pieces. One
 * statement parses on one core, or spends as long as a third of the parsing to find where rows end.
 * Fails with the first failure, when every lane has ended.
 */
export async function sendInLanes(
  pieces: AsyncIterable<Piece>,
  send: (lane: number, body: Readable) => Promise<void>,
): Promise<void> {
  const lanes = new Map<number, Lane>();
  const sent: Promise<void>[] = [];
  const stop = (error: unknown) => lanes.forEach((lane) => lane.fail(error));
  let waiting = 0;
  let taken = () => {};
  let failed = false;
  const isFull = () => waiting > WAITING_BYTES && !failed;
  const start = (number: number) => {
    const lane = makeLane((bytes) => {
      waiting -= bytes;
      taken();
    });
    lanes.set(number, lane);
    const sending = send(number, Readable.from(lane.bytes(), { objectMode: false }));
    sent.push(sending);
    sending.catch((error) => {
      failed = true;
      stop(error);
      taken();
    });
    return lane;
  };
  try {
    for await (const { bytes, lane } of pieces) {
      (lanes.get(lane) ?? start(lane)).put(bytes);
      waiting += bytes.length;
      while (isFull()) await new Promise<void>((resolve) => (taken = resolve));
      if (failed) break;
    }
    lanes.forEach((lane) => lane.end());
  } catch (error) {
    stop(error);
    await Promise.allSettled(sent);
    throw error;
  }
  await Promise.allSettled(sent);
  await Promise.all(sent);
}

interface Lane {
  put: (bytes: Buffer) => void;
  end: () => void;
  fail: (error: unknown) => void;
  bytes: () => AsyncGenerator<Buffer>;
}

/** Bytes that are put in at one end and taken out at the other. */
function makeLane(onTaken: (bytes: number) => void): Lane {
  const waiting: Buffer[] = [];
  let over: { error?: unknown } | undefined;
  let wake = () => {};
  const finish = (how: { error?: unknown }) => {
    over ??= how;
    wake();
  };
  return {
    put(bytes) {
      waiting.push(bytes);
      wake();
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
    async *bytes() {
      for (;;) {
        if (over?.error) throw over.error;
        const next = waiting.shift();
        if (next) {
          onTaken(next.length);
          yield next;
        } else if (over) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
