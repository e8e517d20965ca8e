import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });
const ignored = /[\s\p{Cf}\p{Variation_Selector}·•・‧∙⋅]/gu;
const opening = /[[{【〔〈《「『〖]/g;
const closing = /[\]}】〕〉》」』〗]/g;
const simplifiedOf = new Map<string, string>();

/**
 * The form in which names are compared: width, case, kind of bracket, blanks, middle dots, and Traditional or Simplified
 * characters make no difference. Characters are converted one by one, so that a part of a name has a part of its form.
 */
export function foldName(name: string): string {
  return Array.from(plainName(name), simplify).join('');
}

/** The same with Traditional characters kept, as the database folds a name when its row is written (`plain_name`). */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(ignored, '').replace(opening, '(').replace(closing, ')');
}

/** A name in Simplified characters, without blanks and dots, as it is read aloud. */
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
