import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Role } from '../../src/access/role.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { type Gateway, startGateway } from '../../src/gateway/gateway.js';
import { lastChange, recordStates } from '../../src/log/record-states.sql.js';
import { bitsOf } from '../../src/recipient/memory/bits.js';
import { KeptReleases, type SeenRelease } from '../../src/recipient/memory/kept-releases.js';
import { RecipientLists } from '../../src/recipient/memory/recipient-lists.js';
import { PublishedLists } from '../../src/recipient/memory/published-lists.js';
import { KeptStates } from '../../src/recipient/memory/kept-states.js';
import { readAllStates } from '../../src/recipient/memory/states.sql.js';
import { RecipientStatus } from '../../src/recipient/recipient-state.js';
import { ApiClient } from '../kit/client.js';
import { forgetAnswers } from '../kit/forget-answers.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeNotice,
  arrangeRelease,
  logged,
  type PublishedLine,
  type PublishedNotice,
  someLines,
} from '../kit/published.js';
import { walk, walksWith } from '../kit/page-walks.js';
import { arrangePerson, arrangeProgramme, programmeCode } from '../kit/world.js';

/*
 * With a token the lines of a published list are selected in memory, too. What is found there is what the database finds
 * for the same snapshot: with any filter, order and place, after any change, by any gateway.
 */

let gateway: TestGateway;
let other: Gateway;
let notice: PublishedNotice;
let lines: PublishedLine[];
let auditor: string;
let insurer: string;
const statuses = Object.values(RecipientStatus);
const found = vi.spyOn(PublishedLists.prototype, 'find');

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  lines = someLines(230);
  // Ranks go by amount, as `publishNotice` gives them; many have the same.
  for (const line of lines) if (line.rank > 150) line.amount = '4321.09';
  lines[7]!.name = '榕城"引号"ABC 科技';
  lines[8]!.name = lines[9]!.name = '同名科技有限公司';
  notice = await arrangeNotice(gateway, lines);
  // Nobody but the test writes changes from now on.
  await logged(gateway, lines.length + 1);
  auditor = (await arrangePerson(gateway, Role.AUDITOR)).token;
  insurer = (await arrangePerson(gateway, Role.INSURER)).token;
  other = await startGateway({ ...gateway.config, port: 0 }, gateway.database, gateway.clock);
});
afterAll(async () => {
  found.mockRestore();
  await other.stop();
  await gateway.stop();
});

const query = `query ($noticeId: ID!, $filter: RecipientFilter, $orderBy: RecipientOrder = RANK,
    $first: Int, $after: String, $last: Int, $before: String) {
  recipients(noticeId: $noticeId, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id rank name amount status city { name } }
  }
}`;

interface Page {
  recipients: {
    totalCount: number;
    pageInfo: { startCursor: string | null; endCursor: string | null };
    nodes: { rank: number; status: string }[];
  };
}

/** What is kept may answer, too. */
const askAgain = async (token: string | undefined, variables: object, url = gateway.url): Promise<Page> =>
  new ApiClient(url, token).get<Page, object>(query as never, { noticeId: notice.id, ...variables });

/** No kept answer. */
const ask: typeof askAgain = async (...asked) => {
  await forgetAnswers(gateway);
  return askAgain(...asked);
};

/** What the database finds. */
async function askDatabase(variables: object): Promise<Page> {
  found.mockResolvedValueOnce(undefined);
  const page = await ask(auditor, variables);
  found.mockClear();
  return page;
}

/** Whether the last request found its lines in memory. */
const wasInMemory = async () => (await found.mock.results.at(-1)?.value) !== undefined;

/** Until what this asks for is selected in memory. */
const warm = (variables: object, url = gateway.url) =>
  eventually(async () => {
    await ask(auditor, variables, url);
    return wasInMemory();
  }, 'the list is in memory');

/** Public changes as the log records them. */
async function change(...changes: { kind: string; rank: number }[]): Promise<void> {
  await new RequestTransaction(gateway.database.em, systemSession).write(async (em) => {
    const recorded = await lastChange(em);
    const codes = changes.map(({ rank }) => lines[rank - 1]!.creditCode);
    await sql`
      insert into feed_change (position, kind, occurred_at, notice_id, release, credit_code)
      select ${recorded}::bigint + n, kind, now(), ${notice.key}::uuid, 1, code
      from unnest(${changes.map(({ kind }) => kind)}::text[], ${codes}::text[]) with ordinality as given (kind, code, n)`.execute(
      em.getKysely(),
    );
    await recordStates(em, recorded);
  });
}

const conditions = fc.record({
  city: fc.constantFrom('3501', '3505', '350128', '9999'),
  name: fc.constantFrom('第1', '科技', 'ABC', '"', '同名', '没有', '%', '有限 第2', '榕城第２', 'rongcheng', 'É'),
  product: fc.constantFrom('PRODUCT_LIABILITY', 'KEY_STAFF_HEALTH', 'NOTHING'),
  qualification: fc.constantFrom('GAZELLE', 'TECH_SME'),
  amountFrom: fc.constantFrom('0', '4321.09', '490000.5'),
  amountTo: fc.constantFrom('4321.08', '4321.09', '495000.00'),
  creditCode: fc.integer({ min: -1, max: 229 }).map((place) => lines[place]?.creditCode.toLowerCase() ?? ' '),
  statuses: fc.subarray(['LISTED', 'OBJECTED', 'EXCLUDED', 'CONFIRMED', 'PAID']),
});
/** More of them leave hardly a line. */
const filters = fc
  .tuple(
    conditions,
    fc.subarray(
      ['city', 'name', 'product', 'qualification', 'amountFrom', 'amountTo', 'creditCode', 'statuses'] as const,
      { maxLength: 2 },
    ),
  )
  .map(([all, some]) => Object.fromEntries(some.map((name) => [name, all[name]])));

test('any filter, order and place: the same with a token, without one, by another gateway and from the database', async () => {
  await change(...[3, 40, 41, 160].map((rank) => ({ kind: 'OBJECTED', rank })), { kind: 'EXCLUDED', rank: 5 });
  await warm({ filter: { statuses: ['LISTED'] } });
  await warm({ filter: { statuses: ['LISTED'] } }, other.url);
  let selected = 0;
  await fc.assert(
    fc.asyncProperty(walksWith(filters), (any) =>
      walk(any, 3, async (variables) => {
        const database = await askDatabase(variables);
        expect(await ask(auditor, variables)).toEqual(database);
        selected += Number(await wasInMemory());
        expect(await ask(insurer, variables, other.url)).toEqual(database);
        expect(await ask(undefined, variables)).toEqual(database);
        return database.recipients.pageInfo;
      }),
    ),
    { numRuns: 60 },
  );
  expect(selected).toBeGreaterThan(60);
});

const counted = `query ($noticeId: ID!, $filter: RecipientFilter) {
  recipientFacets(noticeId: $noticeId, filter: $filter) {
    recipientCount totalAmount
    cities { key name recipientCount totalAmount }
    products { key nameInEnglish recipientCount totalAmount }
    qualifications { key name recipientCount totalAmount }
    amounts { lowest highest recipientCount totalAmount }
  }
  city: recipientStatistics(noticeId: $noticeId, groupBy: CITY) { key name recipientCount totalAmount }
  product: recipientStatistics(noticeId: $noticeId, groupBy: PRODUCT) { key name recipientCount totalAmount }
  kind: recipientStatistics(noticeId: $noticeId, groupBy: QUALIFICATION) { key name recipientCount totalAmount }
}`;

test('any filter: facets and statistics that are counted in memory are those of the database', async () => {
  await warm({ filter: { statuses: ['LISTED'] } });
  const count = (filter: object) =>
    new ApiClient(gateway.url, auditor).get<unknown, object>(counted as never, { noticeId: notice.id, filter });
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      await forgetAnswers(gateway);
      found.mockClear();
      const inMemory = await count(filter);
      expect(found).toHaveBeenCalledTimes(4);
      expect(await found.mock.results.at(-1)?.value).toBeDefined();
      found.mockResolvedValue(undefined);
      const expected = await count(filter);
      found.mockReset();
      expect(inMemory).toEqual(expected);
    }),
    { numRuns: 60 },
  );
  expect(await count({})).toMatchObject({ recipientFacets: { recipientCount: lines.length } });
});

test('no filter at all is every line', async () => {
  for (const filter of [null, {}, { name: null, statuses: null }]) {
    await forgetAnswers(gateway);
    const client = new ApiClient(gateway.url, auditor);
    const variables = { noticeId: notice.id, filter };
    expect((await client.get<Page, object>(query as never, variables)).recipients.totalCount).toBe(lines.length);
    expect(await client.get(counted as never, variables)).toMatchObject({
      recipientFacets: { recipientCount: lines.length },
    });
  }
});

test.each([{ first: 0 }, { first: 2, last: 2 }, { first: 2, after: 'nonsense' }, { last: 2, after: 'x' }])(
  'what has to be refused is refused as ever: %o',
  async (place) => {
    await warm({});
    const variables = { noticeId: notice.id, ...place };
    const { errors } = await new ApiClient(gateway.url, auditor).ask(query, variables as never);
    await forgetAnswers(gateway);
    found.mockResolvedValueOnce(undefined);
    const expected = await new ApiClient(gateway.url, auditor).ask(query, variables as never);
    expect(errors?.map(({ message }) => message)).toEqual(expected.errors?.map(({ message }) => message));
    expect(errors).toHaveLength(1);
  },
);

describe('the state of a line', () => {
  const ranksOf = async (status: string, url?: string) =>
    (await askAgain(auditor, { filter: { statuses: [status] }, first: 100 }, url)).recipients.nodes.map(
      ({ rank }) => rank,
    );

  test('is selected as of the request, once it was changed by whatever gateway', async () => {
    await warm({ filter: { statuses: ['PAID'] } });
    await warm({ filter: { statuses: ['PAID'] } }, other.url);
    for (const rank of [100, 20, 220]) {
      await change({ kind: 'PAID', rank });
      expect(await ranksOf('PAID')).toContain(rank);
      expect(await wasInMemory()).toBe(true);
      expect(await ranksOf('PAID', other.url)).toContain(rank);
      expect(await wasInMemory()).toBe(true);
    }
    await change({ kind: 'RECOVERING', rank: 20 });
    expect(await ranksOf('PAID')).toEqual([100, 220]);
    expect(await ranksOf('RECOVERING')).toEqual([20]);
  });

  test('is read again after more changes than a request looks at', async () => {
    const [half, all] = [someRanks(2), someRanks(1)];
    for (let round = 0; round < 5; round += 1) await change(...all.map((rank) => ({ kind: 'CONFIRMED', rank })));
    await change(...half.map((rank) => ({ kind: 'PAID', rank })));
    const paid = async () => (await ask(auditor, { filter: { statuses: ['PAID'] }, first: 1 })).recipients.totalCount;
    expect(await paid()).toBe(half.length);
    expect(await wasInMemory()).toBe(false);
    await warm({ filter: { statuses: ['PAID'] } });
    expect((await ask(auditor, { filter: { statuses: ['PAID'] }, first: 2 })).recipients.totalCount).toBe(half.length);
  });

  const someRanks = (step: number) => lines.filter(({ rank }) => rank % step === 0).map(({ rank }) => rank);

  test('in any snapshot, however old, is what that snapshot sees, or not taken from memory', async () => {
    const release = await newestRelease();
    const auditing = { role: 'AUDITOR', accountId: null, subjectId: null } as const;
    const seenBy = new Map<RequestTransaction, Uint8Array>();
    const open = async () => {
      const db = new RequestTransaction(gateway.database.em, auditing, { lane: 'requests' });
      seenBy.set(db, await readAllStates(await db.read(), release));
    };
    let [fromMemory, fromDatabase] = [0, 0];
    const states = vi.spyOn(KeptStates.prototype, 'find');
    await warm({ filter: { statuses: ['PAID'] } });
    const kept = states.mock.contexts.at(-1) as KeptStates;
    const keptLines = states.mock.lastCall![2];
    states.mockRestore();
    const kinds = ['PAID', 'CONFIRMED', 'OBJECTED', 'RECOVERING', 'RECOVERED', 'EXCLUDED'];
    const steps = fc.oneof(
      fc.record({ kind: fc.constantFrom(...kinds), rank: fc.integer({ min: 1, max: 230 }) }),
      fc.constantFrom('open' as const, 'look' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 10, maxLength: 20 }), async (plan) => {
        for (const step of plan) {
          if (step === 'open' && seenBy.size < 4) await open();
          else if (typeof step === 'object') await change(step);
          else
            for (const [db, expected] of [...seenBy].toReversed()) {
              const inMemory = await kept.find(await db.read(), release, keptLines);
              if (inMemory) fromMemory += 1;
              else fromDatabase += 1;
              for (const [code, status] of inMemory ? statuses.entries() : [])
                expect(inMemory!.having([status])).toEqual(bitsOf(lines.length, (place) => expected[place] === code));
            }
        }
        for (const db of seenBy.keys()) await db.end();
        seenBy.clear();
      }),
      { numRuns: 20 },
    );
    expect(fromMemory).toBeGreaterThan(0);
    expect(fromDatabase).toBeGreaterThan(0);
  });

  test('comes from the database while notifications are lost', async () => {
    await warm({ filter: { statuses: ['PAID'] } });
    const before = (await ranksOf('PAID')).length;
    await gateway.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mianshen listener'`,
    );
    await eventually(async () => {
      await forgetAnswers(gateway);
      expect(await ranksOf('PAID')).toHaveLength(before);
      return !(await wasInMemory());
    }, 'the lists in memory are not used');
    await warm({ filter: { statuses: ['PAID'] } });
  });
});

async function newestRelease() {
  const [release] = await gateway.sql<{ id: string; number: number }>(
    'select id, number from notice_release where notice_id = $1 order by number desc limit 1',
    [notice.key],
  );
  return { ...release!, noticeId: notice.key, recipientCount: lines.length };
}

test('a correction is seen by the next request, by every gateway', async () => {
  await warm({});
  await warm({}, other.url);
  const total = async (url: string) => (await askAgain(auditor, { first: 3 }, url)).recipients.totalCount;
  for (let number = 2; number < 5; number += 1) {
    lines = lines.slice(1).map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
    await arrangeRelease(gateway, notice.key, number, lines, '更正');
    expect([await total(gateway.url), await total(other.url)]).toEqual([lines.length, lines.length]);
    expect((await ask(auditor, { filter: { creditCode: lines[0]!.creditCode } })).recipients.totalCount).toBe(1);
  }
  await warm({ filter: { name: '科技' } });
  expect((await ask(auditor, { filter: { name: '科技' }, first: 3 })).recipients.totalCount).toBe(lines.length);
});

describe('the lines of a programme', () => {
  const ofProgramme = `query ($code: String!, $filter: RecipientFilter, $orderBy: RecipientOrder = RANK,
      $first: Int, $after: String, $last: Int, $before: String) {
    programme(code: $code) {
      recipients(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount boundedCount { count isExact } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { id rank name amount status city { name } } }
      }
    }
  }`;
  const read = async (token: string | undefined, variables: object) => {
    await forgetAnswers(gateway);
    found.mockClear();
    const client = new ApiClient(gateway.url, token);
    const { programme } = await client.get<{ programme: Page }, object>(ofProgramme as never, {
      code: programmeCode,
      ...variables,
    });
    return programme.recipients;
  };
  const readDatabase = async (variables: object) => {
    found.mockResolvedValueOnce(undefined);
    const lines = await read(auditor, variables);
    expect(await wereInMemory()).toBe(false);
    return lines;
  };
  const wereInMemory = async () => {
    const lists = await Promise.all(found.mock.results.map(({ value }) => value as unknown));
    return lists.length === 2 && lists.every(Boolean);
  };

  beforeAll(async () => {
    // The supplement has companies, ranks and names of the first list, and loses some lines.
    const ranked = (some: PublishedLine[]) =>
      some.map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
    const supplement = ranked([...lines.slice(20, 40), ...someLines(40)]);
    const { key } = await arrangeNotice(gateway, supplement);
    await arrangeRelease(gateway, key, 2, ranked(supplement.slice(5, -5)), '更正');
    await eventually(async () => {
      const removed = await gateway.sql(
        'select from recipient_state where notice_id = $1 and recipient_id is not null',
        [key],
      );
      return removed.length === 10;
    }, 'the removed lines are recorded');
    await eventually(async () => {
      await read(auditor, { filter: { statuses: ['LISTED'] } });
      return wereInMemory();
    }, 'both lists are in memory');
  });

  test('any filter, order and place: selected in memory, the same as from the database', async () => {
    let selected = 0;
    await fc.assert(
      fc.asyncProperty(walksWith(filters), (any) =>
        walk(any, 4, async (variables) => {
          const database = await readDatabase(variables);
          expect(await read(undefined, variables)).toEqual(database);
          expect(await read(insurer, variables)).toEqual(database);
          selected += Number(await wereInMemory());
          return database.pageInfo;
        }),
      ),
      { numRuns: 60 },
    );
    expect(selected).toBeGreaterThan(60);
    const taken = { filter: { statuses: ['EXCLUDED'] }, first: 100 };
    expect((await read(undefined, taken)).totalCount).toBeGreaterThanOrEqual(10);
  });

  test.each([
    [{ first: 2, last: 2 }, 'Give `first` or `last`, not both'],
    [{ first: 2, after: 'nonsense' }, 'This cursor is not one of ours'],
    [{ last: 2, after: 'x' }, '`after` goes with `first`'],
  ])('what has to be refused is refused as ever: %o', async (place, message) => {
    await expect(read(auditor, place)).rejects.toThrow(message);
  });
});

test('a gateway that has just begun answers from the database, then from memory', async () => {
  const cold = await startGateway({ ...gateway.config, port: 0 }, gateway.database, gateway.clock);
  try {
    const expected = await ask(auditor, { filter: { name: '第1' } });
    expect(await ask(auditor, { filter: { name: '第1' } }, cold.url)).toEqual(expected);
    expect(await wasInMemory()).toBe(false);
    await warm({ filter: { name: '第1' } }, cold.url);
    expect(await ask(insurer, { filter: { name: '第1' } }, cold.url)).toEqual(expected);
  } finally {
    await cold.stop();
  }
});

test('lines that nobody asks for any more make room for others, and only those', async () => {
  const failed = vi.fn<(error: unknown) => void>();
  const kept = new KeptReleases(gateway.database.em, failed, 2 * lines.length);
  const { id, noticeId, number, recipientCount } = await newestRelease();
  const [one, other, third] = ['1', '2', '3'].map((last) => ({
    id,
    noticeId: noticeId.slice(0, -1) + last,
    number,
    recipientCount,
  })) as [SeenRelease, SeenRelease, SeenRelease];
  const inMemory = (release: SeenRelease) => eventually(async () => kept.find(release), 'the lines are in memory');
  expect((await inMemory(one)).size).toBe(lines.length);
  expect((await inMemory(other)).size).toBe(lines.length);
  const askOthers = (times: number) => {
    for (let asked = 0; asked < times; asked += 1) {
      expect(kept.find(third)).toBeUndefined();
      expect(kept.find(other)).toBeDefined();
    }
  };
  askOthers(400);
  expect(kept.find(one)).toBeDefined();
  askOthers(500);
  expect((await inMemory(third)).size).toBe(lines.length);
  expect(kept.find(other)).toBeDefined();
  expect(kept.find(one)).toBeUndefined();
  expect(failed).not.toHaveBeenCalled();
});

test('a list that only the public asks for is in use', async () => {
  const failed = vi.fn<(error: unknown) => void>();
  const { id, noticeId, number, recipientCount } = await newestRelease();
  const kept = new KeptReleases(gateway.database.em, failed, recipientCount);
  const published = new RecipientLists(gateway.database.em, kept, failed);
  await eventually(async () => published.find(1, noticeId), 'the list is in memory');
  const another = { id, noticeId: `${noticeId.slice(0, -1)}x`, number, recipientCount };
  for (let asked = 0; asked < 1_200; asked += 1) {
    expect(kept.find(another)).toBeUndefined();
    expect(published.find(1, noticeId)).toBeDefined();
  }
  for (let asked = 0; asked < 1_200; asked += 1) kept.find(another);
  expect(published.find(1, noticeId)).toBeUndefined();
  expect(failed).not.toHaveBeenCalled();
});

test('a reading that failed is repeated at the next request, and an unknown notice reads nothing', async () => {
  const failed = vi.fn<(error: unknown) => void>();
  const { noticeId, recipientCount } = await newestRelease();
  const { em } = gateway.database;
  const published = new RecipientLists(em, new KeptReleases(em, failed, recipientCount), failed);
  const reads = vi.spyOn(em.getConnection(), 'getNativeClient');
  try {
    reads.mockRejectedValueOnce(new Error('The database is away'));
    expect(published.find(1, noticeId)).toBeUndefined();
    await eventually(async () => failed.mock.calls.length === 1, 'the reading has failed');
    await eventually(async () => published.find(1, noticeId), 'the list is in memory');
    reads.mockClear();
    for (let asked = 0; asked < 100; asked += 1) expect(published.find(1, crypto.randomUUID())).toBeUndefined();
    expect(reads).not.toHaveBeenCalled();
  } finally {
    reads.mockRestore();
  }
  expect(failed).toHaveBeenCalledOnce();
});
