import type { Facet } from '../api.js';
import type { Language } from '../texts.js';
import type { YearOfList } from './years-api.js';
import type { YearsTexts } from './years-texts.js';

/** Returns the URLs of these pages in a language, for a query. */
export const addressIn = (lang: Language) => (query: Record<string, string>) => {
  const search = new URLSearchParams({ ...query, ...(lang === 'en' && { lang }) }).toString();
  return `/years${search && `?${search}`}`;
};

export const cityName = (lang: Language, { name, nameInEnglish }: Facet) => (lang === 'en' ? nameInEnglish : name);

/** Returns the name of a list: 2024, or 2024 with the number of the supplementary list. */
export function listName({ programme, list }: Pick<YearOfList, 'programme' | 'list'>, t: YearsTexts): string {
  return list > 1 ? `${programme.policyYear} · ${t.supplement(list)}` : String(programme.policyYear);
}
