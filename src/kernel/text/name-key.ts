import { setImmediate as nextTurn } from 'node:timers/promises';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const toSimplified = Converter({ from: 't', to: 'cn' });
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

function simplify(character: string): string {
  if (character < '\u2e80') return character;
  const known = simplifiedOf.get(character);
  if (known !== undefined) return known;
  const simplified = toSimplified(character);
  simplifiedOf.set(character, simplified);
  return simplified;
}

/** What a search looks at: the folded name, then in capital letters the pinyin in full and its initials. */
export function searchKeyOf(name: string): string {
  const read = toSimplified(name.normalize('NFKC').replace(ignored, ''));
  const syllables = pinyin(read, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
  // `consecutive` keeps what is not Chinese as one piece, which belongs to the initials as a whole.
  const initials = pinyin(read, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive', pattern: 'first' });
  return [foldName(name), syllables.join('').toUpperCase(), initials.join('').toUpperCase()].join('\n');
}

/** Keys of many names. Pinyin takes about 0.1 ms a name, so that other requests get their turn in between. */
export async function searchKeysOf(names: string[]): Promise<string[]> {
  const keys: string[] = [];
  for (const [index, name] of names.entries()) {
    if (index % 100 === 99) await nextTurn();
    keys.push(searchKeyOf(name));
  }
  return keys;
}
