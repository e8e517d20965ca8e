export type Language = 'zh' | 'en';

/** Returns the language of the terminal from `LC_ALL`, `LC_MESSAGES` or `LANG`. */
export function language(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** One text in both languages. */
export type Texts = Record<Language, string>;

/** Returns the text in the language of the terminal. */
export function localised(texts: Texts): string {
  return texts[language()];
}
