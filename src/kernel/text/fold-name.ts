import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });
const ignored = /[\s\p{Cf}\p{Variation_Selector}·•・‧∙⋅]/gu;
const opening = /[[{【〔〈《「『〖]/g;
const closing = /[\]}】〕〉》」』〗]/g;
const simplifiedOf = new Map<string, string>();

/**
 * Returns the form in which names are compared. It ignores width, case, kind of bracket, blanks, middle dots, and the
 * difference of Traditional and Simplified characters. Each character is converted separately, so that a part of a name
 * folds to a part of the folded name.
 */
export function foldName(name: string): string {
  return Array.from(plainName(name), simplify).join('');
}

/** The same but with Traditional characters kept, as the database folds a name when a row is written (`plain_name`). */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(ignored, '').replace(opening, '(').replace(closing, ')');
}

/** Returns a name in Simplified characters without blanks and dots, as input for pinyin. */
export function simplifiedName(name: string): string {
  return convert(name.normalize('NFKC').replace(ignored, ''));
}

function simplify(character: string): string {
  if (character < '\u2e80') return character;
  const known = simplifiedOf.get(character);
  if (known !== undefined) return known;
  const simplified = convert(character);
  simplifiedOf.set(character, simplified);
  return simplified;
}
