import { SaxesParser } from 'saxes';
import { refuse, type Limits } from './limits.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What is told of a document as it is read. Names come without their prefix. */
export interface Listener {
  /** `path` is where the element stands, itself last. */
  open?(name: string, attributes: Attributes, path: readonly string[]): void;
  text?(text: string, path: readonly string[]): void;
  close?(name: string, path: readonly string[]): void;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads a document of a workbook, piece by piece, and yields after each, so that who listens can
 * hand on what it has. A document type is refused, so there is no entity to expand and nothing to
 * fetch. Throws Refused.
 */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  limits: Limits,
  listener: Listener,
): AsyncGenerator<void> {
  const path: string[] = [];
  /** Bytes since an element began or ended. */
  let quiet = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {
    throw refuse('is damaged inside: its XML is not well formed.');
  });
  parser.on('doctype', () => {
    throw refuse('has a document type inside, which no spreadsheet program writes.');
  });
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0;
    path.push(local(name));
    if (path.length > limits.depth)
      throw refuse(`is nested more than ${limits.depth} deep inside.`);
    listener.open?.(path.at(-1) ?? '', attributes, path);
  });
  parser.on('closetag', () => {
    quiet = 0;
    listener.close?.(path.at(-1) ?? '', path);
    path.pop();
  });
  const text = (piece: string) => listener.text?.(piece, path);
  parser.on('text', text);
  parser.on('cdata', text);

  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw refuse('is damaged inside: its XML is not UTF-8.');
    }
  };
  for await (const chunk of bytes) {
    quiet += chunk.length;
    parser.write(decode(chunk));
    if (quiet > limits.piece_bytes + chunk.length) {
      throw refuse(`has a piece of XML longer than ${limits.piece_bytes} bytes inside.`);
    }
    yield;
  }
  parser.write(decode());
  parser.close();
}

/** Reads a whole document that is small. */
export async function readAll(
  bytes: AsyncIterable<Buffer>,
  limits: Limits,
  listener: Listener,
): Promise<void> {
  const reading = readXml(bytes, limits, listener);
  while (!(await reading.next()).done);
}
