import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { Refused } from '../refused.ts';
import { refuse, unpackGuard, type Limits } from './limits.ts';

/** The files inside a workbook, by name. */
export interface Archive {
  has(name: string): boolean;
  /** The bytes of one, unpacked as they are asked for. Throws Refused. */
  read(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

/**
 * Opens the zip archive that a workbook is, and checks its list of contents before anything is
 * unpacked. Nothing of it is ever written under its own name. Throws Refused.
 */
export async function openArchive(path: string, limits: Limits): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch(
    (error: Error) => {
      throw whatIsWrong(error, 'is not a whole .xlsx file (a zip archive): is it cut short?');
    },
  );
  try {
    const entries = await readEntries(zip, limits);
    // What is declared is held against what comes out, over all entries that are read.
    const count = unpackGuard(limits, zip.fileSize);
    return {
      has: (name) => entries.has(name.toLowerCase()),
      read: (name) => unpack(zip, entries.get(name.toLowerCase()), name, count),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** An error of the archive as a refusal; one of the machine stays what it is. */
function whatIsWrong(error: Error, message: string): Error {
  const { code } = error as NodeJS.ErrnoException;
  const machine = code !== undefined && !code.startsWith('Z_');
  return machine || error instanceof Refused ? error : refuse(message);
}

async function readEntries(zip: ZipFile, limits: Limits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw refuse(`has more than ${limits.entries} files inside.`);
  }
  const count = unpackGuard(limits, zip.fileSize);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry);
      count(entry.uncompressedSize);
      // Names are case-insensitive in this format: a second one would be a second reading.
      const name = entry.fileName.toLowerCase();
      if (entries.has(name)) throw refuse('has the same file twice inside.');
      entries.set(name, entry);
    }
  } catch (error) {
    throw whatIsWrong(
      error as Error,
      'has a list of contents that is damaged, or that names files outside of it.',
    );
  }
  return entries;
}

const SYMBOLIC_LINK = 0xa000;

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw refuse('is protected by a password.');
  if (![0, 8].includes(entry.compressionMethod)) {
    throw refuse('is packed in a way that no spreadsheet program uses.');
  }
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === SYMBOLIC_LINK) {
    throw refuse('has a link inside, which no workbook has.');
  }
}

async function* unpack(
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  if (!entry) throw refuse(`is not a whole workbook: ${name} is missing.`);
  let sum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count(chunk.length);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw whatIsWrong(error as Error, 'is damaged inside.');
  }
  if (sum !== entry.crc32) throw refuse('is damaged inside: a checksum does not agree.');
}
