import { PERSONAL_DATA } from '#domain/contract.ts';

/** Personal data as one pattern: a whole token, never part of a longer one. */
export const PERSONAL = `(?:^|[^0-9A-Za-z])(?:${Object.values(PERSONAL_DATA).join('|')})(?:$|[^0-9A-Za-z])`;

const personal = new RegExp(PERSONAL);

/** A name found in a file, for a message: as it stands where it looks like a name, else its shape. */
export const shownName = (name: string) =>
  /^[\w .:/-]{1,64}$/.test(name) && !personal.test(name) ? `“${name}”` : `“${shape(name)}”`;

/** What a text looks like without what it says: letters as `a`, digits as `9`. */
const shape = (text: string) =>
  text
    .slice(0, 64)
    .replace(/[0-9]/g, '9')
    .replace(/[^\x00-\x7F]|[A-Za-z]/g, 'a');
