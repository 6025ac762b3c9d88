/**
 * Renews the record of what each indicator's version computes, after an indicator or something that
 * it rests on has changed: `node --import tsx queries/write-versions.ts [--same-values]`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DefinitionError } from '#core/errors.ts';
import { loadCatalogue } from './catalogue.ts';
import { renewVersions, Versions } from './versions.ts';

const RECORD = new URL('./indicators/versions.json', import.meta.url);

/** What was recorded when the indicators last changed. */
export const readVersions = (): Versions =>
  existsSync(RECORD) ? Versions.parse(JSON.parse(readFileSync(RECORD, 'utf8'))) : {};

function write(sameValues: boolean): void {
  const versions = renewVersions(readVersions(), loadCatalogue(), { sameValues });
  writeFileSync(RECORD, `${JSON.stringify(versions, null, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    write(process.argv.includes('--same-values'));
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    console.error(
      `${error.message}\nGive them the next version, or pass --same-values if no value can change.`,
    );
    process.exitCode = 1;
  }
}
