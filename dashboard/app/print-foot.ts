/** The one style sheet that a script writes: margin boxes hold nothing but what their style says. */
let sheet: CSSStyleSheet | undefined;

/** Sets what stands at the foot of every printed sheet; a sheet may travel alone. */
export function setPrintFoot(text: string): void {
  if (!('adoptedStyleSheets' in document)) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(
    `@page { @bottom-left { content: ${quoted(text)}; } @bottom-right { content: counter(page) ' / ' counter(pages); } }`,
  );
}

/** A CSS string: nothing in it can end it. */
const quoted = (text: string) =>
  `'${text.replace(/[\\'\n\r\f<]/g, (mark) => `\\${mark.charCodeAt(0).toString(16)} `)}'`;
