import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What is done under the source's key, so that no number of a dossier is kept anywhere. */
export interface Identity {
  /** The pseudonym of a dossier: HMAC-SHA-256 of `demarche_numerique:NUMBER`, first 128 bits. */
  pseudonym(number: number): string;
  /** The id of an event of a dossier: opaque, and the same whenever it is pulled. */
  eventId(number: number, key: string): string;
  /** A text that only this key opens. A cursor of the API has the number of a dossier in it. */
  seal(text: string): string;
  /** What was sealed; undefined when it was sealed under another key, or changed. */
  unseal(sealed: string): string | undefined;
  /** Names the key without giving it away: a changed one must be noticed. */
  keyId: string;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function openIdentity(key: string): Identity {
  const digest = (text: string) =>
    createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 32);
  const sealing = Buffer.from(hkdfSync('sha256', key, '', 'demarche_numerique cursor', 32));
  return {
    pseudonym: (number) => digest(`demarche_numerique:${number}`),
    eventId: (number, part) => `dn-${digest(`demarche_numerique:${number}:${part}`)}`,
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, sealing, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv(CIPHER, sealing, iv, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
    keyId: `dn-${digest('key id').slice(0, 8)}`,
  };
}
