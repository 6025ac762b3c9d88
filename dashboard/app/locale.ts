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

/** The part in one language of a text that an indicator's head gives as `French || English`. */
export function partIn(lang: Lang, text: string): string {
  const [french = text, english = french] = text.split(' || ');
  return lang === 'en' ? english : french;
}

/**
 * The language of this page. It is read once: changing it loads the page again, so that no element
 * has to watch for it and none can be left behind in the other language.
 */
export const locale = localeOf(langOf(globalThis.location?.search ?? ''));

/** Its code alone. */
export const { lang } = locale;
