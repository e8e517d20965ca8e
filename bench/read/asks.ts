/** The values of a line by which pages are chosen. */
export interface Line {
  rank: number;
  creditCode: string;
  city: string;
  products: string[];
  kinds: string[];
}

/** A page of the list: 20 lines after a rank, among those that pass a filter. */
export interface Asked {
  city?: string;
  product?: string;
  kind?: string;
  after?: number;
}

/** Returns the body of the request for a page in the format of a server. */
export type Ask = (asked: Asked) => string;

const named = 'code name nameInEnglish';
const fields = `nodes { id rank name creditCode amount city { ${named} } qualificationKinds { ${named} }
  products { ${named} } } pageInfo { hasNextPage endCursor }`.replaceAll(/\s+/g, ' ');

const listQuery = `query ($noticeId: ID!, $filter: RecipientFilter, $after: String) {
  recipients(noticeId: $noticeId, filter: $filter, first: 20, after: $after) { ${fields} } }`.replaceAll(/\s+/g, ' ');

/** PostGraphile returns the values of columns: codes without names, so it writes less. */
const listedQuery = `query ($city: String, $product: String, $kind: String, $after: Int) {
  listed(city: $city, product: $product, kind: $kind, afterRank: $after, first: 20) {
    nodes { id rank name creditCode amount regionCode qualificationKinds productCodes }
    pageInfo { hasNextPage endCursor } } }`.replaceAll(/\s+/g, ' ');

function asksAsRecipients(noticeId: string, cursor: (rank: number) => string): Ask {
  return ({ city, product, kind, after }) => {
    const filter = { city, product, qualification: kind };
    return JSON.stringify({ query: listQuery, variables: { noticeId, filter, after: after && cursor(after) } });
  };
}

const base64 = (text: string) => Buffer.from(text).toString('base64url');

export function asksOf(server: string, noticeId: string): { first: string; ask: Ask } {
  const asks: Record<string, Ask> = {
    mianshen: asksAsRecipients(noticeId, (rank) => base64(JSON.stringify(['RANK', String(rank)]))),
    postgraphile: (asked) => JSON.stringify({ query: listedQuery, variables: asked }),
  };
  const ask = asks[server] ?? asksAsRecipients(noticeId, (rank) => base64(String(rank)));
  return { first: ask({}), ask };
}

/** Returns the credit codes on a page, in the answer of any server. */
export function pageOf(answer: object): string[] {
  const { data } = answer as { data: Record<string, { nodes: { creditCode: string }[] }> };
  return (Object.values(data)[0]?.nodes ?? []).map(({ creditCode }) => creditCode);
}
