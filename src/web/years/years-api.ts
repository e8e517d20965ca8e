import { type Ask, type Facet, isMadeUp } from '../api.js';
import { pageDocument } from '../page-document.js';
import type { LineStatus } from '../texts.js';

/** The figures of one published list. */
export interface YearOfList {
  id: string;
  title: string;
  list: number;
  programme: { policyYear: number; demonstration: boolean };
  facets: { recipientCount: number; totalAmount: string; cities: Facet[] };
  /** The number of eligible companies by region. */
  eligibleEnterprises: { region: { code: string } | null; count: number }[];
}

/** A list that contains the company. */
export interface YearOfCompany extends Omit<YearOfList, 'facets' | 'eligibleEnterprises'> {
  recipients: { nodes: { id: string; rank: number; name: string; amount: string; status: LineStatus }[] };
}

const noticeFields = 'id title list programme { policyYear demonstration }';

const listsQuery = pageDocument(`query PageYears {
  publicityNotices(first: 10) { nodes { ${noticeFields} facets {
    recipientCount totalAmount cities { key name nameInEnglish recipientCount totalAmount } }
    eligibleEnterprises { region { code } count } } }
}`);

const companyQuery = pageDocument(`query PageCompanyYears($filter: RecipientFilter!) {
  publicityNotices(first: 20) { nodes { ${noticeFields}
    recipients(filter: $filter, first: 1) { nodes { id rank name amount status } } } }
}`);

/** Loads the ten newest lists, with the figures of each city. */
export async function loadYears(ask: Ask): Promise<YearOfList[]> {
  type Answer = {
    publicityNotices: { nodes: (Omit<YearOfList, 'facets'> & { facets: YearOfList['facets'] | null })[] };
  };
  const { publicityNotices } = await ask<Answer>(listsQuery, {});
  return publicityNotices.nodes.filter((node): node is YearOfList => node.facets !== null);
}

/** Loads those of the twenty newest lists that contain the company. */
export async function loadCompanyYears(ask: Ask, creditCode: string): Promise<YearOfCompany[]> {
  type Answer = { publicityNotices: { nodes: YearOfCompany[] } };
  const { publicityNotices } = await ask<Answer>(companyQuery, { filter: { creditCode } });
  return publicityNotices.nodes.filter(({ recipients }) => recipients.nodes.length > 0);
}

/** Checks whether the figures of any of these lists are made up. */
export function anyMadeUp(years: Pick<YearOfList, 'programme' | 'title'>[]): boolean {
  return years.some(({ programme, title }) => isMadeUp(programme, title));
}
