/** What cannot be meant, with its place, in both languages. */
export interface Contradiction {
  path: string[];
  zh: string;
  en: string;
}
