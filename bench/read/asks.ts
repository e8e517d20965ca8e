/** A line as far as a page can be chosen by it. */
export interface Line {
  rank: number;
  creditCode: string;
  city: string;
  products: string[];
  kinds: string[];
}

/** A page of the list: 20 lines after a rank, of those that a filter leaves. */
export interface Asked {
  city?: string;
  product?: string;
  kind?: string;
  after?: number;
}

/** The body of the request for a page, in the words of a server. */
export type Ask = (asked: Asked) => string;

const named = 'code name nameInEnglish';
const fields = `nodes { id rank name creditCode amount city { ${named} } qualificationKinds { ${named} }
  products { ${named} } } pageInfo { hasNextPage endCursor }`.replaceAll(/\s+/g, ' ');

const listQuery = `query ($noticeId: ID!, $filter: RecipientFilter, $after: String) {
  recipients(noticeId: $noticeId, filter: $filter, first: 20, after: $after) { ${fields} } }`.replaceAll(/\s+/g, ' ');

/** PostGraphile has what the columns hold: codes without their names, so it has less to write. */
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

/** The credit codes on a page, however its server calls it. */
export function pageOf(answer: object): string[] {
  const { data } = answer as { data: Record<string, { nodes: { creditCode: string }[] }> };
  return (Object.values(data)[0]?.nodes ?? []).map(({ creditCode }) => creditCode);
}
