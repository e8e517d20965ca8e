import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecipientsDocument, type RecipientOrder } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, someLines } from '../kit/published.js';
import { programmeWorld } from '../kit/worlds.js';

/** A published list of some pages, walked in every order, forwards and backwards. */
let gateway: TestGateway;
let noticeId: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  ({ id: noticeId } = await arrangeNotice(gateway, someLines(450)));
});
afterAll(() => gateway.stop());

async function walk(orderBy: RecipientOrder, forward: boolean, filter?: { city: string }): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = forward ? { first: 100, after: cursor } : { last: 100, before: cursor };
    const { recipients } = await gateway.client().get(RecipientsDocument, { noticeId, orderBy, filter, ...page });
    const found = recipients!.nodes.map(({ id }) => id);
    if (forward) ids.push(...found);
    else ids.unshift(...found);
    const { hasNextPage, hasPreviousPage, endCursor, startCursor } = recipients!.pageInfo;
    cursor = (forward ? hasNextPage && endCursor : hasPreviousPage && startCursor) || undefined;
  } while (cursor);
  return ids;
}

test.each<RecipientOrder>(['RANK', 'AMOUNT_ASC', 'NAME', 'CREDIT_CODE'])(
  'in the order %s every line comes once, the same way from either end',
  async (orderBy) => {
    const forwards = await walk(orderBy, true);
    const [{ count } = { count: 0 }] = await gateway.sql<{ count: number }>('select count(*)::int from recipient');
    expect(new Set(forwards).size).toBe(count);
    expect(await walk(orderBy, false)).toEqual(forwards);
  },
);

test('a filter counts and shows the same lines', async () => {
  const filter = { city: '350128' };
  const { recipients } = await gateway.client().get(RecipientsDocument, { noticeId, orderBy: 'NAME', filter });
  const ids = await walk('NAME', true, filter);
  expect(ids.length).toBe(recipients!.totalCount);
  expect(ids.length).toBeGreaterThan(10);
});

test('a cursor of another order is refused with that reason', async () => {
  const { recipients } = await gateway.client().get(RecipientsDocument, { noticeId, orderBy: 'NAME', first: 1 });
  const answer = await gateway
    .client()
    .ask(RecipientsDocument, { noticeId, orderBy: 'RANK', after: recipients!.pageInfo.endCursor });
  expect(answer.errors).toMatchObject([
    { message: 'This cursor belongs to the order NAME, not to RANK', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('search by name finds names that contain the text, and interprets no pattern', async () => {
  const named = await gateway.client().get(RecipientsDocument, { noticeId, orderBy: 'RANK', filter: { name: '第45' } });
  expect(named.recipients!.totalCount).toBe(2);
  expect(named.recipients!.nodes.every(({ name }) => name.includes('第45'))).toBe(true);
  const pattern = await gateway.client().get(RecipientsDocument, { noticeId, orderBy: 'RANK', filter: { name: '%' } });
  expect(pattern.recipients!.totalCount).toBe(0);
});
