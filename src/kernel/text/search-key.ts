import { setImmediate as nextTurn } from 'node:timers/promises';
import { pinyin } from 'pinyin-pro';
import { foldName, simplifiedName } from './fold-name.js';

/**
 * Returns the text that a search looks at: the folded name, then the full pinyin and its initials in capital letters.
 */
export function searchKeyOf(name: string): string {
  const read = simplifiedName(name);
  const syllables = pinyin(read, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
  // `consecutive` keeps non-Chinese text in one piece, all of which belongs to the initials.
  const initials = pinyin(read, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive', pattern: 'first' });
  return [foldName(name), syllables.join('').toUpperCase(), initials.join('').toUpperCase()].join('\n');
}

/** Returns the keys of many names. Pinyin takes about 0.1 ms per name, so other requests get turns in between. */
export async function searchKeysOf(names: string[]): Promise<string[]> {
  const keys: string[] = [];
  for (const [index, name] of names.entries()) {
    if (index % 100 === 99) await nextTurn();
    keys.push(searchKeyOf(name));
  }
  return keys;
}
