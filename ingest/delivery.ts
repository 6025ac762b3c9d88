import type { Readable } from 'node:stream';

export type Format = 'ndjson' | 'csv' | 'parquet';
export type Compression = 'gz' | 'zst';

/** A file of a delivery, as it is given: where it lies, and how to read it. */
export interface DeliveredFile {
  /** What messages and the quarantine call it. */
  name: string;
  path: string;
  format: Format;
  compression: Compression | undefined;
}

/** Bytes that come from elsewhere than a file: the event endpoint, the simulator. */
export interface DeliveredBody {
  name: string;
  format: Format;
  body: Readable;
}

const FORMATS: Record<string, Format | undefined> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  parquet: 'parquet',
};

/** What a file's name says of it; undefined when it is none of the contract's. */
export function formatOf(
  name: string,
): { format: Format; compression: Compression | undefined } | undefined {
  const [, extension = '', outside] = /\.([a-z]+?)(?:\.(gz|zst))?$/i.exec(name) ?? [];
  const format = FORMATS[extension.toLowerCase()];
  const compression = outside?.toLowerCase() as Compression | undefined;
  if (!format || (format === 'parquet' && compression)) return undefined;
  return { format, compression };
}
