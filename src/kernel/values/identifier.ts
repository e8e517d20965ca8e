import { withoutInvisible } from '../text/text.js';

/**
 * The one form of an identifier (policy number, contract number, invoice number, credit code) in which it is stored,
 * compared and kept unique. These make no difference: characters that cannot be seen, blanks, full or half width, and
 * which of the dashes was typed. An apostrophe before it is how people keep a number a text, and no part of it. Upper and lower case are different: the numbers are the insurers' own. Only a credit
 * code, which has capital letters alone, is also brought to upper case.
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
