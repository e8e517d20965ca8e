import type { Language } from './texts.js';

/** The address of a page. It contains everything that a reader chose, so that it can be shared. */
export interface Place {
  /** The page of a line; otherwise the list. */
  line?: string;
  /** The page that shows the state of an objection by its receipt. */
  objections?: true;
  receipt?: string;
  /** The page that checks whether a company is eligible, and calculates the subsidy for a premium. */
  check?: true;
  /** Credit code to check. */
  code?: string;
  premium?: string;
  /** The page does not exist. */
  absent?: true;
  notice?: string;
  q?: string;
  city?: string;
  product?: string;
  qualification?: string;
  /** `from-to` in yuan; `from-` for the last band. */
  amount?: string;
  order?: Order;
  after?: string;
  before?: string;
  lang: Language;
}

export const orders = ['RANK', 'AMOUNT_ASC', 'NAME', 'CREDIT_CODE'] as const;
export type Order = (typeof orders)[number];

export const filterNames = ['q', 'city', 'product', 'qualification', 'amount'] as const;

const names = ['notice', ...filterNames, 'after', 'before'] as const;
export const checkNames = ['code', 'product', 'premium'] as const;

export function readPlace(path: string, search: string, fragment = ''): Place {
  const given = new URLSearchParams(search);
  const place: Place = { lang: given.get('lang') === 'en' ? 'en' : 'zh' };
  for (const name of names) {
    const value = given.get(name)?.trim();
    if (value) place[name] = value.slice(0, 500);
  }
  const order = given.get('order');
  if (orders.includes(order as Order) && order !== 'RANK') place.order = order as Order;
  if (path === '/objections') {
    const receipt = new URLSearchParams(fragment.slice(1)).get('receipt')?.trim();
    return { lang: place.lang, objections: true, ...(receipt && { receipt }) };
  }
  if (path === '/check') {
    const checked: Place = { lang: place.lang, check: true };
    for (const name of checkNames) {
      const value = given.get(name)?.trim();
      if (value) checked[name] = value.slice(0, 100);
    }
    return checked;
  }
  const line = /^\/lines\/([\w-]+)$/.exec(path)?.[1];
  if (line) return { ...place, line };
  return path === '/' ? place : { lang: place.lang, absent: true };
}

export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  for (const name of [...names, ...checkNames, 'order'] as const) {
    const value = place[name];
    if (value) query.set(name, value);
  }
  if (place.lang === 'en') query.set('lang', 'en');
  const text = query.toString();
  const fragment = place.receipt ? `#${new URLSearchParams({ receipt: place.receipt }).toString()}` : '';
  return `/${pageOf(place)}${text ? `?${text}` : ''}${fragment}`;
}

/** Returns the path of a page without the choices on it: `lines/…`, `objections`, or an empty text for the list. */
export function pageOf({ line, objections, check }: Place): string {
  if (line) return `lines/${line}`;
  if (check) return 'check';
  return objections ? 'objections' : '';
}

/** Returns the same list with another choice; the position within the earlier list is removed. */
export function choosing(place: Place, change: Partial<Place>): Place {
  const { after: _, before: __, line: ___, ...kept } = place;
  return { ...kept, ...change };
}

export interface RecipientFilter {
  city?: string;
  name?: string;
  creditCode?: string;
  product?: string;
  qualification?: string;
  amountFrom?: string;
  amountTo?: string;
}

/** Searches by credit code if the text is one, in any width and case; otherwise by name. */
export function searchFilterOf(q: string): { creditCode: string } | { name: string } {
  const code = q
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase();
  return isCreditCode(code) ? { creditCode: code } : { name: q };
}

/** Checks whether the text has the form of a credit code; the API checks the check character. */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(text);
}

/** Returns the API's filter for an address; the API refuses values that are not valid. */
export function filterOf({ q, city, product, qualification, amount }: Place): RecipientFilter {
  const [amountFrom, amountTo] = amount?.split('-') ?? [];
  return {
    ...(q && searchFilterOf(q)),
    ...(city && { city }),
    ...(product && { product }),
    ...(qualification && { qualification }),
    ...(amountFrom && { amountFrom }),
    ...(amountTo && { amountTo }),
  };
}
