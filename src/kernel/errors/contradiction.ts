/** A setting that contradicts itself, with its path and the message in both languages. */
export interface Contradiction {
  path: string[];
  zh: string;
  en: string;
}
