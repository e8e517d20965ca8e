import { setImmediate as nextTurn } from 'node:timers/promises';
import { pinyin } from 'pinyin-pro';
import { foldName, simplifiedName } from './fold-name.js';

/** What a search looks at: the folded name, then in capital letters the pinyin in full and its initials. */
export function searchKeyOf(name: string): string {
  const read = simplifiedName(name);
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
