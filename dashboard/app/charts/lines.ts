/** Widest that a letter of a label in a chart is on average, in the widest of the fonts of a system. */
export const LETTER = 8.2;
/** The same of the smaller labels on a rule. */
export const SMALL_LETTER = 7.6;

/** Where a label stands in a picture. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A text in lines of so many letters, cut between words; a longer word has a line of its own. */
export function linesOf(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
