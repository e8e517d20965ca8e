import { withoutInvisible } from './text.js';

const plain = /^[0-9A-Z_./()-]*$/;

/**
 * The one form of an identifier (policy number, contract number, invoice number, credit code) in which it is stored,
 * compared and kept unique. These make no difference: characters that cannot be seen, blanks, full or half width, upper
 * or lower case, and which of the dashes was typed. Everything else does.
 */
export function canonicalIdentifier(text: string): string {
  if (plain.test(text)) return text;
  return withoutInvisible(text)
    .normalize('NFC')
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u2010-\u2015\u2212\u2043\ufe58\ufe63]/g, '-')
    .replaceAll(/\s/g, '')
    .toUpperCase();
}
