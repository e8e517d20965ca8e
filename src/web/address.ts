import type { Language } from './texts.js';

/** What the address of the page says; everything that a reader chose is in it, so that it can be shared. */
export interface Place {
  /** A line's own page; otherwise the list. */
  line?: string;
  /** Where a receipt shows what became of an objection. */
  objections?: true;
  receipt?: string;
  /** Whether a company is eligible, and what a premium would bring. */
  check?: true;
  /** Credit code to check. */
  code?: string;
  premium?: string;
  /** There is no such page. */
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

/** The page of a place, whatever is chosen on it: `lines/…`, `objections`, or nothing for the list. */
export function pageOf({ line, objections, check }: Place): string {
  if (line) return `lines/${line}`;
  if (check) return 'check';
  return objections ? 'objections' : '';
}

/** Another choice on the same list: what was paged to before no longer holds. */
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

/** A credit code is searched for as one, in whatever width and case it was typed; anything else is a name. */
export function searchFilterOf(q: string): { creditCode: string } | { name: string } {
  const code = q
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase();
  return isCreditCode(code) ? { creditCode: code } : { name: q };
}

/** Whether it is written like a credit code; its check character is left to the API. */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(text);
}

/** The API's filter for what the address says; what it does not understand is left to the API to refuse. */
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
