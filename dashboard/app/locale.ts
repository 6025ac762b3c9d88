import { createFormat, LANGS, type Format, type Lang } from './format.ts';
import { en } from './words/en.ts';
import { fr, type Words } from './words/fr.ts';

/** One language: its words and how it writes figures. */
export interface Locale {
  lang: Lang;
  words: Words;
  format: Format;
}

export function localeOf(lang: Lang): Locale {
  const words = lang === 'en' ? en : fr;
  return { lang, words, format: createFormat(lang, words.units) };
}

/** The language a query string asks for; French unless it says otherwise. */
export function langOf(search: string): Lang {
  const asked = new URLSearchParams(search).get('lang');
  return LANGS.find((lang) => lang === asked) ?? 'fr';
}

/**
 * French as it is set: spaces that do not break before its high marks, inside its quotation marks and
 * numbers and after what announces a number; hyphens of “sont-elles” that do not break; ’ for '.
 */
export const typeset = (french: string): string =>
  french
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0')
    .replace(/(?<=\b(?:art\.|[LR]\.)|n°) /g, '\u00a0')
    .replace(/ (?=%)|(?<=\d) (?=\d{3}\b)/g, '\u202f')
    .replace(/(?<=\p{L})-(t-)?(?=(?:ils?|elles?|on|ce)(?!\p{L}))/gu, (_, t?: string) =>
      t ? '\u2011t\u2011' : '\u2011',
    );

/** A text that is given in both languages, in the one that is asked. */
export const inLang = (lang: Lang, french: string, english: string): string =>
  lang === 'en' ? english : typeset(french);

/** The part in one language of a text that an indicator's head gives as `French || English`. */
export function partIn(lang: Lang, text: string): string {
  const [french = text, english = french] = text.split(' || ');
  return inLang(lang, french, english);
}

/**
 * The language of this page. It is read once: changing it loads the page again, so that no element
 * has to watch for it and none can be left behind in the other language.
 */
export const locale = localeOf(langOf(globalThis.location?.search ?? ''));

/** Its code alone. */
export const { lang } = locale;
