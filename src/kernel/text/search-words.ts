import { Extensions, Field } from 'type-graphql';
import type { SearchedExtension } from '../read-arguments.js';
import { foldName, plainName } from './fold-name.js';

const howNamesAreSearched =
  'words that the name contains, all of them in any order; a "quoted phrase" in one piece. Width, case, brackets, blanks, middle dots and 繁体/简体 make no difference; a word of three or more letters also finds 拼音, in full or as initials.';

/** Declares the field of a filter by name, whose description begins with this title. A blank text has no words. */
export function NameSearch(title: string): PropertyDecorator {
  const description = `${title}: ${howNamesAreSearched}`;
  const field = Field(() => String, { nullable: true, description }) as PropertyDecorator;
  const searched = Extensions({ searched: true } satisfies SearchedExtension) as PropertyDecorator;
  return (target, property) => {
    field(target, property);
    searched(target, property);
  };
}

/**
 * A search key has to contain one of these texts. The key of a name that was just written still has Traditional
 * characters (`completeNameKeys`), so the word is also searched as it was typed.
 */
export type SearchWord = [folded: string, ...others: string[]];

/** A shorter word occurs by chance in the pinyin of most names. */
const pinyinWord = /^[a-z]{3,}$/;

/**
 * Splits a search text into words that all have to occur. "Quoted phrases" (or “quoted”) are never treated as pinyin.
 */
export function wordsOf(text: string): SearchWord[] {
  return [...text.matchAll(/["＂]([^"＂]+)["＂]|“([^“”]+)”|(\S+)/g)].flatMap(
    ([, straight, curly, word]): SearchWord[] => {
      const typed = straight ?? curly ?? word ?? '';
      const [folded, plain] = [foldName(typed), plainName(typed)];
      if (!folded) return [];
      if (word && pinyinWord.test(folded)) return [[folded, folded.toUpperCase()]];
      return [plain === folded ? [folded] : [folded, plain]];
    },
  );
}
