import { crc32, deflateRawSync } from 'node:zlib';

/** A file to pack; the rest is for archives that are not right. */
export interface Packed {
  name: string;
  content: string | Buffer;
  encrypted?: boolean;
  method?: number;
  attributes?: number;
  /** What is said of the content, instead of the truth. */
  crc?: number;
  unpacked?: number;
}

/** A zip archive, written as plainly as can be, so that a test can also write a wrong one. */
export function zip(files: readonly Packed[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const name = Buffer.from(file.name);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(file.encrypted ? 1 : 0, 2);
    common.writeUInt16LE(file.method ?? 8, 4);
    common.writeUInt32LE(file.crc ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(file.unpacked ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(file.attributes ?? 0, 6);
    rest.writeUInt32LE(offset, 10);
    const version = Buffer.from([20, 3]);
    centrals.push(Buffer.from('PK\x01\x02'), version, common, rest, name);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

/** A cell: a text, a number, a boolean, nothing; a day is a number in the style of `DAY`. */
export type Cell = string | number | boolean | null | { day: number } | { xml: string };

export interface Sheets {
  [name: string]: readonly (readonly Cell[])[];
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') +
  String.fromCharCode(65 + (index % 26));

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The files of a workbook as Excel lays them out, with shared texts and two styles: plain and day. */
export function workbookFiles(sheets: Sheets, { date1904 = false } = {}): Packed[] {
  const names = Object.keys(sheets);
  const strings = new Map<string, number>();
  const cellXml = (cell: Cell, at: string) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${Number(cell)}</v></c>`;
    if (typeof cell === 'string') {
      const index = strings.get(cell) ?? strings.size;
      strings.set(cell, index);
      return `<c r="${at}" t="s"><v>${index}</v></c>`;
    }
    return 'xml' in cell ? cell.xml : `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
  };
  const sheetXml = Object.values(sheets).map((rows) => {
    const lines = rows.map((cells, index) => {
      const row = index + 1;
      const xml = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row}`));
      return `<row r="${row}">${xml.join('')}</row>`;
    });
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
  });
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...each: string[]) =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content:
        `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        type('/xl/workbook.xml', 'sheet.main') +
        names
          .map((_, index) => type(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet'))
          .join('') +
        type('/xl/styles.xml', 'styles') +
        type('/xl/sharedStrings.xml', 'sharedStrings') +
        '</Types>',
    },
    {
      name: '_rels/.rels',
      content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    },
    {
      name: 'xl/workbook.xml',
      content:
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${Number(date1904)}"/><sheets>` +
        names
          .map(
            (name, index) =>
              `<sheet name="${escape(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
          )
          .join('') +
        '</sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...names.map((_, index) =>
          relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
        ),
        relation('rIdStyles', 'styles', 'styles.xml'),
        relation('rIdStrings', 'sharedStrings', 'sharedStrings.xml'),
      ),
    },
    {
      name: 'xl/styles.xml',
      content:
        `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>' +
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `${HEAD}<sst xmlns="${MAIN}">${[...strings.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`,
    },
    ...sheetXml.map((content, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content,
    })),
  ];
}

/** A workbook with these sheets. */
export const workbook = (sheets: Sheets, options?: { date1904?: boolean }) =>
  zip(workbookFiles(sheets, options));

/** The serial number of a day, as Excel counts since 1900. */
export const serial = (day: string) => Date.parse(day) / 86_400_000 + 25_569;
