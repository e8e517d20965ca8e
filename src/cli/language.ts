export type Language = 'zh' | 'en';

/** The language of the terminal, as `LC_ALL`, `LC_MESSAGES` or `LANG` say it. */
export function language(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** One text in both languages. */
export type Texts = Record<Language, string>;

/** The text of the two that is in the language of the terminal. */
export function localised(texts: Texts): string {
  return texts[language()];
}
