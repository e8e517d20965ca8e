import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startGateway } from '../../src/gateway/gateway.js';
import { PublishedLists } from '../../src/recipient/memory/published-lists.js';
import { RecipientsDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeNotice,
  arrangeRelease,
  type PublishedLine,
  type PublishedNotice,
  someLines,
} from '../kit/published.js';
import type { Ends } from '../kit/list-forms.js';
import { walk, walksWith } from '../kit/page-walks.js';
import { arrangePerson, arrangeProgramme } from '../kit/world.js';

let gateway: TestGateway;
let notice: PublishedNotice;
const query = String(RecipientsDocument);

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  const lines = someLines(230);
  // Ranks go by amount, as `publishNotice` gives them; many have the same.
  for (const line of lines) if (line.rank > 150) line.amount = '4321.09';
  lines[7]!.name = '榕城"引号"ABC 科技';
  lines[8]!.name = lines[9]!.name = '同名科技有限公司';
  notice = await arrangeNotice(gateway, lines);
});
afterAll(() => gateway.stop());

const costly = 'programmes(first: 100) { totalCount nodes { code } }';

interface Reply {
  text: string;
  fromMemory: boolean;
  status: number;
  headers: Headers;
}

async function post(body: object, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const fromMemory = response.headers.get('x-cache') === 'hit';
  return { text: withoutCost(await response.text()), fromMemory, status: response.status, headers: response.headers };
}

/** What an answer cost is of that answer alone. */
const withoutCost = (text: string) => text.replace(/,"extensions":\{"cost":\{[^}]*\}\}/, '');

/** The same question to the database: a request with `extensions` is GraphQL's to answer, here without lists in memory. */
async function plainly(body: object, headers: Record<string, string> = {}): Promise<Reply> {
  const nothing = vi.spyOn(PublishedLists.prototype, 'find').mockResolvedValue(undefined);
  try {
    return await post({ ...body, extensions: {} }, headers);
  } finally {
    nothing.mockRestore();
  }
}

/** Asks until the list is in memory. */
async function warm(): Promise<void> {
  await expect
    .poll(
      async () => {
        await post({ query, variables: { noticeId: notice.id, first: 2 } });
        return (await post({ query, variables: { noticeId: notice.id, first: 1 + Math.ceil(Math.random() * 99) } }))
          .fromMemory;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}

const filters = fc.record(
  {
    city: fc.constantFrom('3501', '3505', '350128', '9999'),
    name: fc.constantFrom(
      '第1',
      '科技',
      'abc',
      'ABC',
      '"',
      '同名',
      '没有',
      '%',
      '有限 第2',
      '"技 有"',
      'abc  榕城',
      ' ',
      '榕城第２',
      'rongcheng',
      'RCD',
      '"kjy"',
      '有限·公司',
    ),
    product: fc.constantFrom('PRODUCT_LIABILITY', 'KEY_STAFF_HEALTH', 'NOTHING'),
    qualification: fc.constantFrom('GAZELLE', 'TECH_SME'),
    amountFrom: fc.constantFrom('0', '4321.09', '490000.5'),
    amountTo: fc.constantFrom('4321.08', '4321.09', '495000.00'),
  },
  { requiredKeys: [] },
);

test('a page from memory equals the database’s byte for byte, for any filter, order and position', async () => {
  await warm();
  let composed = 0;
  await fc.assert(
    fc.asyncProperty(walksWith(filters), (any) =>
      walk(any, 3, async (place) => {
        const variables = { noticeId: notice.id, ...place };
        const [memory, database] = [await post({ query, variables }), await plainly({ query, variables })];
        expect(memory.text).toBe(database.text);
        composed += Number(memory.fromMemory);
        return (JSON.parse(memory.text) as { data: { recipients: { pageInfo: Ends } } }).data.recipients.pageInfo;
      }),
    ),
    { numRuns: 60 },
  );
  // Most lists that these filters find have one page; while the memory is filled again, the database answers.
  expect(composed).toBeGreaterThan(30);
});

test.each([
  { first: 0 },
  { first: 101 },
  { first: 2, last: 2 },
  { first: 2, after: 'nonsense' },
  { first: 2, after: Buffer.from('["NAME","x","1"]').toString('base64url') },
  { filter: { amountFrom: 'much' } },
  { filter: { town: '3501' } },
  { filter: { city: '35\u000001' } },
  { filter: { product: '\ud800' } },
  { noticeId: 'nothing' },
])('what has to be refused is refused by GraphQL: %o', async (change) => {
  await warm();
  const variables = { noticeId: notice.id, ...change };
  const [one, other] = [await post({ query, variables }), await plainly({ query, variables })];
  const withoutId = (text: string) => text.replace(/[0-9a-f-]{36}/g, '');
  expect(one.status).toBeLessThan(500);
  expect([one.status, withoutId(one.text), one.fromMemory]).toEqual([other.status, withoutId(other.text), false]);
});

describe('invalidation', () => {
  const totalCount = async () => {
    const { text } = await post({ query, variables: { noticeId: notice.id, first: 1 } });
    return (JSON.parse(text) as { data: { recipients: { totalCount: number } } }).data.recipients.totalCount;
  };

  test('a correction is visible immediately', async () => {
    await warm();
    expect(await totalCount()).toBe(230);
    const rest = notice.lines
      .slice(1)
      .map((line, index): PublishedLine => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
    await arrangeRelease(gateway, notice.key, 2, rest, '更正');
    await expect.poll(totalCount, { timeout: 2_000 }).toBe(229);
    await warm();
    expect(await totalCount()).toBe(229);
  });

  test('a closing notice and a new day are visible', async () => {
    const asked = { query: '{ publicityNotices { nodes { status workingDaysLeft } } }' };
    // What the log notes of the correction may empty the memory once more.
    await expect.poll(async () => (await post(asked)).fromMemory).toBe(true);
    const open = await post(asked);
    expect(JSON.parse(open.text)).toMatchObject({
      data: { publicityNotices: { nodes: [{ status: 'OPEN', workingDaysLeft: 5 }] } },
    });
    gateway.clock.set(new Date('2025-09-11T02:00:00Z'));
    expect((await post(asked)).text).toContain('"workingDaysLeft":4');
    await gateway.sql(`update publicity_notice set status = 'CLOSED', closed_at = now()`);
    await expect.poll(async () => (await post(asked)).text, { timeout: 2_000 }).toContain('CLOSED');
  });

  test('nothing is answered from memory while notifications of the database are lost', async () => {
    await warm();
    await gateway.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mianshen listener'`,
    );
    await expect
      .poll(async () => (await post({ query, variables: { noticeId: notice.id, first: 2 } })).fromMemory, {
        interval: 5,
      })
      .toBe(false);
    await warm();
  });
});

test('never with a token, never for data that is not public, never in another language', async () => {
  await warm();
  const person = await arrangePerson(gateway, Role.AUDITOR);
  const asked = { query, variables: { noticeId: notice.id, first: 3 } };
  await expect.poll(async () => (await post(asked)).fromMemory).toBe(true);
  expect((await post(asked, { authorization: `Bearer ${person.token}` })).fromMemory).toBe(false);
  expect((await post(asked, { authorization: 'Bearer forged' })).status).toBe(401);
  for (const secret of ['{ viewer { role } }', '{ programmes { nodes { code } } }', '{ claims { totalCount } }']) {
    await post({ query: secret });
    expect((await post({ query: secret })).fromMemory, secret).toBe(false);
  }
});

test('a response from memory reports its cost too', async () => {
  await warm();
  const body = JSON.stringify({ query, variables: { noticeId: notice.id, first: 2 } });
  const headers = { 'content-type': 'application/json' };
  const posted = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  expect(posted.headers.get('x-cache')).toBe('hit');
  expect(((await posted.json()) as { extensions: unknown }).extensions).toEqual({
    cost: { asked: 0, remaining: null, resetAt: expect.any(String) },
  });
  const variables = JSON.stringify({ noticeId: notice.id, first: 2 });
  const got = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query, variables })}`);
  // Caches hold it for everybody: it says nothing of one client.
  expect(((await got.json()) as { extensions: unknown }).extensions).toEqual({ cost: { asked: 0 } });
});

test('a page that is computed costs something, a cached one nothing, at any remaining limit', async () => {
  const limited = await startGateway(
    { ...gateway.config, port: 0, rateLimit: 20_000 },
    gateway.database,
    gateway.clock,
  );
  const ask = async (body: object) => {
    const answer = await fetch(`${limited.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { extensions } = (await answer.json()) as { extensions?: { cost?: { asked: number } } };
    return { hit: answer.headers.get('x-cache') === 'hit', status: answer.status, cost: extensions?.cost?.asked };
  };
  const page = (first: number) => ask({ query, variables: { noticeId: notice.id, first } });
  try {
    let first = 0;
    await expect.poll(async () => (await page((first += 1))).hit, { timeout: 20_000 }).toBe(true);
    expect(await page(60)).toEqual({ hit: true, status: 200, cost: 10 });
    await page(60);
    expect(await page(60)).toEqual({ hit: true, status: 200, cost: 0 });
    let aliases = 0;
    const spend = async () => (await ask({ query: `{ a${(aliases += 1)}: ${costly} }` })).status;
    await expect.poll(spend, { timeout: 20_000, interval: 1 }).toBe(429);
    for (let left = 0; left < 2_000 && (await page(61 + (left % 30))).status === 200; left += 1);
    expect((await page(97)).status).toBe(429);
    expect(await page(60)).toEqual({ hit: true, status: 200, cost: 0 });
  } finally {
    await limited.stop();
  }
});

test('GET has a strong ETag and answers 304', async () => {
  await warm();
  const variables = JSON.stringify({ noticeId: notice.id, first: 3 });
  const address = `${gateway.url}/graphql?${new URLSearchParams({ query, variables })}`;
  const response = await fetch(address);
  const etag = response.headers.get('etag') as string;
  expect(etag).toMatch(/^"/);
  expect(response.headers.get('cache-control')).toBe('public, no-cache');
  const asked = new URLSearchParams({ query: `{ publicityNotice(id: "${notice.id}") { title } }` });
  // The first one comes from GraphQL, the second from memory: caches see no difference.
  const [first, second] = [
    await fetch(`${gateway.url}/graphql?${asked}`),
    await fetch(`${gateway.url}/graphql?${asked}`),
  ];
  expect(first.headers.get('etag')).toMatch(/^"/);
  expect([first.headers.get('x-cache'), second.headers.get('x-cache')]).toEqual([null, 'hit']);
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  expect(
    (await fetch(`${gateway.url}/graphql?query=${encodeURIComponent('{ claims { totalCount } }')}`)).headers.get(
      'cache-control',
    ),
  ).toBe('no-store');
  expect(response.headers.get('vary')).toContain('Authorization');
  const again = await fetch(address, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
