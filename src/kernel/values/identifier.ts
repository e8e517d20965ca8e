import { withoutInvisible } from '../text/text.js';

/**
 * Returns the canonical form of an identifier (policy number, contract number, invoice number, credit code), in which
 * it is stored, compared and kept unique. It ignores invisible characters, blanks, full or half width, and the kind of
 * dash. It removes an apostrophe at the start, which spreadsheets use to mark a number as text. Upper and lower case
 * remain different, because insurers define their numbers. Only a credit code, which has only capital letters, is also
 * converted to upper case.
 */
export function canonicalIdentifier(text: string): string {
  if (/^[!-&(-~][!-~]*$/.test(text)) return text;
  return withoutInvisible(text)
    .normalize('NFC')
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u2010-\u2015\u2212\u2043\ufe58\ufe63]/g, '-')
    .replaceAll(/\s/g, '')
    .replace(/^['‘’](?=.)/, '');
}
