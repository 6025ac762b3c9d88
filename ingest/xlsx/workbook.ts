import { posix } from 'node:path';
import { shownName } from '../personal.ts';
import type { Archive } from './archive.ts';
import { refuse, type Limits } from './limits.ts';
import { isDateFormat } from './serial.ts';
import { readAll } from './xml.ts';

/** What must be known of a workbook before one of its sheets can be read. */
export interface Workbook {
  /** Where its sheet lies inside. */
  sheet: string;
  /** Where the texts lie that its cells share. */
  strings: string | undefined;
  /** Which cell styles show a number as a date. */
  dateStyles: ReadonlySet<number>;
  /** Which day its dates count from. */
  dates: 1900 | 1904;
}

interface Relation {
  type: string;
  target: string;
}

/** Finds a sheet by its name; without a name, the only sheet there is. Throws Refused. */
export async function readWorkbook(
  archive: Archive,
  limits: Limits,
  wanted: string | undefined,
): Promise<Workbook> {
  const root = await readRelations(archive, limits, '');
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.target;
  if (!main) throw refuse('is not a workbook.');
  const sheets = new Map<string, string>();
  let dates: 1900 | 1904 = 1900;
  await readAll(archive.read(main), limits, {
    open(name, attributes, path) {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes.date1904 ?? '')) dates = 1904;
      if (name !== 'sheet' || path.at(-2) !== 'sheets') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => /^[^:]+:id$/.test(key)) ?? [];
      sheets.set(attributes.name ?? '', id);
    },
  });
  const relations = await readRelations(archive, limits, main);
  const sheet = relations.get(chooseSheet(sheets, wanted));
  if (sheet?.type !== 'worksheet') throw refuse('has no cells in the sheet that is asked for.');
  const targetOf = (wantedType: string) =>
    [...relations.values()].find(({ type }) => type === wantedType)?.target;
  const styles = targetOf('styles');
  return {
    sheet: sheet.target,
    strings: targetOf('sharedStrings'),
    dateStyles: styles ? await readDateStyles(archive, limits, styles) : new Set(),
    dates,
  };
}

function chooseSheet(sheets: ReadonlyMap<string, string>, wanted: string | undefined): string {
  const names = [...sheets.keys()];
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  const id = name === undefined ? undefined : sheets.get(name);
  if (id !== undefined) return id;
  const has = `It has ${names.map(shownName).join(', ') || 'none'}.`;
  throw refuse(
    wanted === undefined
      ? `has several sheets, and the mapping does not name one (\`sheet\`). ${has}`
      : `has no sheet “${wanted}”. ${has}`,
  );
}

/** What a part of a workbook refers to, by id. What lies outside the file is left out. */
async function readRelations(
  archive: Archive,
  limits: Limits,
  part: string,
): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  await readAll(archive.read(name), limits, {
    open(element, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (element !== 'Relationship' || !id || !type || !target || mode === 'External') return;
      relations.set(id, {
        type: type.slice(type.lastIndexOf('/') + 1),
        target: posix
          .join(
            '/',
            folder,
            posix.isAbsolute(target) ? posix.relative(posix.join('/', folder), target) : target,
          )
          .slice(1),
      });
    },
  });
  return relations;
}

async function readDateStyles(
  archive: Archive,
  limits: Limits,
  part: string,
): Promise<Set<number>> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  await readAll(archive.read(part), limits, {
    open(name, attributes, path) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'xf' && path.at(-2) === 'cellXfs') formats.push(Number(attributes.numFmtId));
    },
  });
  return new Set(formats.flatMap((id, index) => (isDateFormat(id, codes.get(id)) ? [index] : [])));
}
