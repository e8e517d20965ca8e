import { pageDocument } from './page-document.js';
import { filterOf, type Place } from './address.js';
import type { LineStatus } from './texts.js';

/** Requests the public GraphQL API; the server renders pages with it, and the browser continues with it. */
export type Ask = <Data>(query: string, variables: object, method?: 'POST') => Promise<Data>;

export interface AskError {
  message: string;
  extensions?: { code?: string };
}

/** The API failed to answer a request of a page. */
export class AskFailed extends Error {
  /** Whether the visitor's address is at fault: an invalid code or cursor. */
  readonly isOfAddress: boolean;

  constructor(error: AskError | undefined, status: number) {
    super(error?.message ?? `GraphQL answered ${status}`);
    this.isOfAddress = error?.extensions?.code === 'BAD_USER_INPUT';
  }
}

export interface Release {
  number: number;
  publishedAt: string;
  reason: string | null;
  recipientCount: number;
  totalAmount: string;
}

export interface Notice {
  id: string;
  title: string;
  status: 'OPEN' | 'CLOSED';
  publishedAt: string;
  closesOn: string;
  workingDaysLeft: number;
  programme: {
    code: string;
    documentNumber: string;
    title: string;
    demonstration: boolean;
    /** The most that one company gets, in yuan. */
    rules: { enterpriseCap: string };
  };
  releases: Release[];
}

/**
 * Checks whether companies and amounts are made up: the programme says so, or the title of a list of the demonstration.
 */
export function isMadeUp(programme: { demonstration: boolean } | null | undefined, title = ''): boolean {
  return title.startsWith('【演示数据】') || (programme?.demonstration ?? false);
}

export interface Named {
  code: string;
  name: string;
  nameInEnglish: string;
}

export interface Line {
  id: string;
  rank: number;
  name: string;
  creditCode: string;
  amount: string;
  city: Named | null;
}

export interface Facet {
  key: string;
  name: string;
  nameInEnglish: string;
  recipientCount: number;
  totalAmount: string | null;
}

export interface Band {
  lowest: string;
  highest: string | null;
  recipientCount: number;
  totalAmount: string;
}

export interface Facets {
  recipientCount: number;
  totalAmount: string;
  cities: Facet[];
  products: Facet[];
  qualifications: Facet[];
  amounts: Band[];
}

export interface ListData {
  notices: Notice[];
  notice: Notice | null;
  page: {
    nodes: Line[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  } | null;
  facets: Facets | null;
}

export interface FullLine extends Line {
  status: LineStatus;
  products: Named[];
  qualificationKinds: Named[];
  release: Release;
  notice: Notice;
  history: { kind: string; occurredAt: string; release: number; reason: string | null; amount: string | null }[];
}

export interface Proof {
  entry: string;
  leafIndex: number;
  treeSize: number;
  inclusionProof: string[];
  checkpoint: string;
}

const noticeFields = `id title status publishedAt closesOn workingDaysLeft
  programme { code documentNumber title demonstration rules { enterpriseCap } }
  releases { number publishedAt reason recipientCount totalAmount }`;
const facetFields = 'key name nameInEnglish recipientCount totalAmount';

const noticesQuery = pageDocument(`query PageNotices { publicityNotices(first: 20) { nodes { ${noticeFields} } } }`);

const listQuery = pageDocument(`query PageList($noticeId: ID!, $filter: RecipientFilter, $orderBy: RecipientOrder!,
  $first: Int, $after: String, $last: Int, $before: String) {
  recipients(noticeId: $noticeId, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last,
    before: $before) {
    nodes { id rank name creditCode amount city { code name nameInEnglish } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`);

const facetsQuery = pageDocument(`query PageFacets($noticeId: ID!, $filter: RecipientFilter) {
  recipientFacets(noticeId: $noticeId, filter: $filter) {
    recipientCount totalAmount
    cities { ${facetFields} } products { ${facetFields} } qualifications { ${facetFields} }
    amounts { lowest highest recipientCount totalAmount }
  }
}`);

const lineQuery = pageDocument(`query PageLine($id: ID!) {
  node(id: $id) {
    ... on Recipient {
      id rank name creditCode amount city { code name nameInEnglish }
      status products { code name nameInEnglish } qualificationKinds { code name nameInEnglish }
      release { number publishedAt reason recipientCount totalAmount }
      notice { ${noticeFields} }
      history { kind occurredAt release reason amount }
    }
  }
}`);

const proofQuery = pageDocument(`query PageProof($id: ID!) {
  recipientProof(recipientId: $id) { entry leafIndex treeSize inclusionProof checkpoint }
}`);

const pageSize = 25;

/**
 * Loads the list. Where the cursor belongs to another order or an older list, it loads the first page instead of
 * failing.
 */
export async function loadList(ask: Ask, place: Place): Promise<ListData> {
  const { after, before, ...first } = place;
  return readList(ask, place).catch((error: unknown) => {
    if (!after && !before) throw error;
    return readList(ask, first);
  });
}

async function readList(ask: Ask, place: Place): Promise<ListData> {
  const { publicityNotices } = await ask<{ publicityNotices: { nodes: Notice[] } }>(noticesQuery, {});
  const notices = publicityNotices.nodes;
  const notice = place.notice ? (notices.find(({ id }) => id === place.notice) ?? null) : (notices[0] ?? null);
  if (!notice) return { notices, notice, page: null, facets: null };
  const filter = filterOf(place);
  const window = place.before ? { last: pageSize, before: place.before } : { first: pageSize, after: place.after };
  const variables = { noticeId: notice.id, filter, orderBy: place.order ?? 'RANK', ...window };
  const [{ recipients }, { recipientFacets }] = await Promise.all([
    ask<{ recipients: ListData['page'] }>(listQuery, variables),
    ask<{ recipientFacets: Facets | null }>(facetsQuery, { noticeId: notice.id, filter }),
  ]);
  return { notices, notice, page: recipients, facets: recipientFacets };
}

export async function loadLine(ask: Ask, id: string): Promise<FullLine | null> {
  const { node } = await ask<{ node: Partial<FullLine> | null }>(lineQuery, { id });
  return node?.creditCode ? (node as FullLine) : null;
}

export async function loadProof(ask: Ask, id: string): Promise<Proof | null> {
  return (await ask<{ recipientProof: Proof | null }>(proofQuery, { id })).recipientProof;
}
