/**
 * Writes the contract's documentation page and JSON Schema into `docs/`, where the authors of other
 * programs find them: `node --import tsx ingest/write-contract-docs.ts`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractPage } from '#domain/contract-docs.ts';
import { contractSchema } from '#domain/contract-schema.ts';
import { loadReference } from '#seed/reference/reference.ts';

const docs = join(import.meta.dirname, '..', 'docs');

/** The files of `docs/` that are generated from the contract, as they must be. */
export function contractFiles(): { path: string; content: string }[] {
  const { prefectures, titres } = loadReference();
  const schema = contractSchema({
    prefectures: prefectures.map(({ code }) => code),
    titres: titres.map(({ code }) => code),
  });
  return [
    { path: join(docs, 'contract.md'), content: contractPage() },
    { path: join(docs, 'contract.schema.json'), content: `${JSON.stringify(schema, null, 2)}\n` },
  ];
}

if (process.argv[1] === import.meta.filename) {
  for (const { path, content } of contractFiles()) writeFileSync(path, content);
}
