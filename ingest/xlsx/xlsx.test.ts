import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Refused } from '../refused.ts';
import { LIMITS, type Limits } from './limits.ts';
import { serial, workbook, workbookFiles, zip, type Packed } from './testing.ts';
import { readSheet } from './xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'observatoire-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf(content: Buffer, sheet?: string, limits: Partial<Limits> = {}) {
  const path = join(folder, 'file.xlsx');
  writeFileSync(path, content);
  const rows: string[][] = [];
  for await (const row of readSheet(path, sheet, { ...LIMITS, ...limits })) rows.push(row);
  return rows;
}

/** A workbook of one sheet, with one of its files changed. */
function changed(name: string, change: (file: Packed) => Partial<Packed>): Buffer {
  const files = workbookFiles({ Feuille: [['a'], ['b']] });
  return zip(files.map((file) => (file.name === name ? { ...file, ...change(file) } : file)));
}
const SHEET = 'xl/worksheets/sheet1.xml';
const replaced = (name: string, by: (text: string) => string) =>
  changed(name, ({ content }) => ({ content: by(String(content)) }));

describe('a sheet', () => {
  test('gives its cells as texts, at their columns, without its empty rows', async () => {
    const content = workbook({
      Visites: [
        ['numéro', 'jour', 'nombre', 'venu'],
        ['A <1> & "2"', { day: serial('2026-03-01') }, 12.5, true],
        [],
        [null, { day: serial('2026-03-01') + 8.5 / 24 }, 0.1 + 0.2, false],
        ['seul'],
      ],
    });
    expect(await rowsOf(content)).toEqual([
      ['numéro', 'jour', 'nombre', 'venu'],
      ['A <1> & "2"', '2026-03-01', '12.5', 'true'],
      ['', '2026-03-01 08:30:00', '0.3', 'false'],
      ['seul'],
    ]);
  });

  test('reads inline texts, runs, formulas and escapes, and not how a text is pronounced', async () => {
    const cells = [
      '<c r="A1" t="inlineStr"><is><r><t>deux </t></r><r><t>morceaux</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>',
      '<c r="C1" t="str"><f>UPPER("x")</f><v>X</v></c>',
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c t="d"><v>2026-03-01</v></c>',
      '<c t="inlineStr"><is><t>a_x000D_b</t></is></c>',
      '<c r="G1" s="1"/>',
      '<c t="str"><f>""</f><v></v></c>',
    ];
    expect(await rowsOf(workbook({ Feuille: [[{ xml: cells.join('') }]] }))).toEqual([
      ['deux morceaux', '', 'X', '#DIV/0!', '2026-03-01', 'a\rb', '', ''],
    ]);
  });

  test('counts its days from 1904 where its workbook does', async () => {
    const sheets = { Feuille: [[{ day: serial('2026-03-01') - 1462 }]] };
    expect(await rowsOf(workbook(sheets, { date1904: true }))).toEqual([['2026-03-01']]);
    expect(await rowsOf(workbook(sheets))).toEqual([['2022-02-28']]);
  });

  test('is chosen by its name', async () => {
    const content = workbook({ Lisez: [['notice']], 'Visites & rdv': [['donnée']] });
    expect(await rowsOf(content, 'Visites & rdv')).toEqual([['donnée']]);
    await expect(rowsOf(content)).rejects.toThrow(
      /several sheets, and the mapping does not name one.*“Lisez”, “aaaaaaa & aaa”/,
    );
    await expect(rowsOf(content, 'Autre')).rejects.toThrow('has no sheet “Autre”');
  });

  test('comes row by row from a file of any size', async () => {
    const rows = Array.from({ length: 8_000 }, (_, index) => [index, `ligne ${index}`]);
    const read = await rowsOf(workbook({ Feuille: rows }));
    expect(read).toHaveLength(8_000);
    expect(read[7_654]).toEqual(['7654', 'ligne 7654']);
  });
});

const bomb = (bytes: number) =>
  changed(SHEET, () => ({ content: `<worksheet><sheetData>${' '.repeat(bytes)}` }));

describe('a workbook is refused', () => {
  test.each<[what: string, content: () => Buffer, message: RegExp, limits?: Partial<Limits>]>([
    [
      'that is cut short',
      () => {
        const whole = workbook({ Feuille: [['a']] });
        return whole.subarray(0, whole.length - 30);
      },
      /not a whole \.xlsx file/,
    ],
    ['that is a text', () => Buffer.from('a,b\n1,2\n'), /not a whole \.xlsx file/],
    [
      'that is of the old format or protected',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
      /not a whole \.xlsx file/,
    ],
    [
      'that is another archive',
      () => zip([{ name: 'a.txt', content: 'a' }]),
      /_rels\/\.rels is missing/,
    ],
    ['that unpacks to a hundred times its size', () => bomb(12 * 1024 ** 2), /zip bomb/],
    [
      'that says it unpacks to more than is read',
      () => changed(SHEET, () => ({ unpacked: 3 * 1024 ** 3 })),
      /unpacks to more than 1073741824 bytes/,
    ],
    [
      'that unpacks to more than it says',
      () => changed(SHEET, () => ({ unpacked: 10 })),
      /is damaged inside/,
    ],
    [
      'whose bytes were changed',
      () => changed(SHEET, () => ({ crc: 1 })),
      /a checksum does not agree/,
    ],
    [
      'with too many files',
      () => zip(Array.from({ length: 1001 }, (_, index) => ({ name: `${index}`, content: '' }))),
      /more than 1000 files inside/,
    ],
    [
      'with a file twice',
      () => zip([...workbookFiles({ a: [] }), { name: 'XL/workbook.xml', content: '' }]),
      /the same file twice/,
    ],
    [
      'that names a file outside of it',
      () => zip([{ name: '../../etc/passwd', content: '' }]),
      /names files outside of it/,
    ],
    [
      'with a link',
      () => changed(SHEET, () => ({ attributes: 0xa1ff * 0x10000 })),
      /has a link inside/,
    ],
    [
      'with a password',
      () => changed(SHEET, () => ({ encrypted: true })),
      /protected by a password/,
    ],
    ['packed in another way', () => changed(SHEET, () => ({ method: 14 })), /packed in a way/],
    [
      'with a document type, where entities would multiply',
      () =>
        replaced(
          SHEET,
          (text) =>
            `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>${text.slice(text.indexOf('<worksheet'))}`,
        ),
      /has a document type inside/,
    ],
    [
      'with an entity of its own',
      () => replaced(SHEET, (text) => text.replace('<v>0</v>', '<v>&c;</v>')),
      /not well formed/,
    ],
    [
      'that breaks off in its XML',
      () => replaced(SHEET, (text) => text.slice(0, -20)),
      /not well formed/,
    ],
    [
      'in another encoding',
      () => changed(SHEET, ({ content }) => ({ content: Buffer.from(String(content), 'utf16le') })),
      /not UTF-8|not well formed/,
    ],
    [
      'nested too deep',
      () => replaced(SHEET, () => `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`),
      /nested more than 32 deep/,
    ],
    [
      'with a huge text in a cell',
      () => workbook({ Feuille: [['x'.repeat(32_768)]] }),
      /a text longer than 32767 characters/,
    ],
    [
      'with a huge attribute',
      () =>
        replaced(SHEET, (text) => text.replace('<sheetData', `<sheetData a="${noise(3_000_000)}"`)),
      /a piece of XML longer than 1048576 bytes/,
    ],
    [
      'with more shared texts than memory is given',
      () => workbook({ Feuille: [['a', 'b', 'c']] }),
      /more text than is read at once/,
      { shared_strings: 2 },
    ],
    [
      'with longer shared texts than memory is given',
      () => workbook({ Feuille: [['aaaa', 'bbbb']] }),
      /more text than is read at once/,
      { shared_characters: 7 },
    ],
    ['with too many rows', () => workbook({ a: [[1], [2], [3]] }), /more than 2 rows/, { rows: 2 }],
    [
      'with too many columns',
      () => replaced(SHEET, (text) => text.replace('r="A1"', 'r="XFD1"')),
      /more than 1024 columns/,
    ],
    [
      'with a cell that refers to no text',
      () => replaced(SHEET, (text) => text.replace('<v>0</v>', '<v>99</v>')),
      /refers to a text that is missing/,
    ],
    [
      'with an identifier of which the end is lost',
      () => workbook({ Feuille: [[7_500_000_000_000_000_000]] }),
      /more than 15 digits.*must be text/s,
    ],
    [
      'with a formula whose value was not saved',
      () => workbook({ a: [[{ xml: '<c><f>1+1</f><v></v></c>' }]] }),
      /a formula whose value was not saved/,
    ],
    [
      'with a number that is none',
      () => workbook({ a: [[{ xml: '<c><v>1x</v></c>' }]] }),
      /a number that is none/,
    ],
    [
      'whose sheet lies elsewhere',
      () =>
        replaced('xl/_rels/workbook.xml.rels', (text) =>
          text.replace(
            'worksheets/sheet1.xml"',
            'https://example.org/a.xml" TargetMode="External"',
          ),
        ),
      /has no cells in the sheet/,
    ],
  ])('%s', async (_what, content, message, limits) => {
    const reading = rowsOf(content(), undefined, limits);
    await expect(reading).rejects.toThrow(Refused);
    await expect(rowsOf(content(), undefined, limits)).rejects.toThrow(message);
  });

  test('and a file that is not there is not the workbook’s fault', async () => {
    const reading = readSheet(join(folder, 'absent.xlsx')).next();
    await expect(reading).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** Text that hardly packs, the same each time. */
function noise(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += state.toString(36);
  }
  return text.slice(0, length);
}
