import type { Archive } from './archive.ts';
import { refuse, type Limits } from './limits.ts';
import { readAll } from './xml.ts';

/** Characters that XML cannot hold are written `_x000D_`. */
const unescape = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Collects the text of one cell, which may come in pieces and in runs of their own style. */
export function textCollector(limits: Limits) {
  let text = '';
  return {
    add(piece: string) {
      text += piece;
      if (text.length > limits.cell_characters) {
        throw refuse(`has a text longer than ${limits.cell_characters} characters in a cell.`);
      }
    },
    /** Gives what was collected, and begins again. */
    take() {
      const taken = text.includes('_x') ? unescape(text) : text;
      text = '';
      return taken;
    },
  };
}

/** Is it the text of a cell, and not how to pronounce it? */
export const isCellText = (path: readonly string[]) => path.at(-1) === 't' && path.at(-2) !== 'rPh';

/** Reads the texts that cells share, which stand in the order in which cells refer to them. */
export async function readStrings(
  archive: Archive,
  limits: Limits,
  part: string,
): Promise<string[]> {
  const strings: string[] = [];
  const collector = textCollector(limits);
  let characters = 0;
  await readAll(archive.read(part), limits, {
    text(piece, path) {
      if (isCellText(path)) collector.add(piece);
    },
    close(name) {
      if (name !== 'si') return;
      const text = collector.take();
      characters += text.length;
      if (strings.length >= limits.shared_strings || characters > limits.shared_characters) {
        throw refuse('holds more text than is read at once: save the sheet as CSV.');
      }
      strings.push(text);
    },
  });
  return strings;
}
