import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommonSnapshots } from '../../src/database/session/common-snapshots.js';
import { RequestTransaction } from '../../src/database/session/request-transaction.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';

/* Companies that read in one transaction: each sees what row security shows it, and nothing of the others. */
let gateway: TestGateway;
let year: PublishedYear;
let common: CommonSnapshots;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(4) });
  year = yearOf(gateway, 4);
  common = new CommonSnapshots(gateway.database.em);
});
afterAll(() => gateway.stop());

const sessionOf = (subjectId: string) => ({ role: 'ENTERPRISE', accountId: 'shared', subjectId }) as const;
const reader = (subjectId: string) =>
  new RequestTransaction(gateway.database.em, sessionOf(subjectId), { lane: 'requests', common });

const read = async <Row>(em: EntityManager, statement: ReturnType<typeof sql<Row>>) =>
  (await statement.execute(em.getKysely())).rows;
const ownClaims = sql<{ owner: string }>`select enterprise_id as owner from claim`;
const transaction = sql<{ it: string }>`select pg_backend_pid() || ' ' || now() as it`;

test('reads that begin at the same moment share a transaction, and each gets its own result', async () => {
  const companies = [...year.companies, ...year.companies].map(({ id }) => id);
  const readers = companies.map(reader);
  const seen = await Promise.all(
    readers.map(async (db) => {
      const em = await db.read();
      // Each reads twice, while the others do.
      const [first, again] = await Promise.all([read(em, ownClaims), read(em, ownClaims)]);
      const [place] = await read(em, transaction);
      await db.end();
      return { owners: [...first, ...again].map(({ owner }) => owner), it: place?.it };
    }),
  );
  expect(seen.map(({ owners }) => owners)).toEqual(companies.map((id) => [id, id]));
  expect(new Set(seen.map(({ it }) => it)).size).toBe(1);
});

test('a read that begins later uses another snapshot, with what was committed since', async () => {
  const [one] = year.companies.map(({ id }) => id) as [string];
  const named = sql<{ name: string }>`select name from enterprise where id = ${one}`;
  const early = reader(one);
  const before = await read(await early.read(), named);
  await gateway.sql(`update enterprise set name = name || '（改）' where id = $1`, [one]);
  const late = reader(one);
  expect(await read(await late.read(), named)).not.toEqual(before);
  expect(await read(await early.read(), named)).toEqual(before);
  await Promise.all([early.end(), late.end()]);
});

test('an error of one fails the others, which then read alone; no connection is lost', async () => {
  const [one, other] = year.companies.map(({ id }) => reader(id)) as [RequestTransaction, RequestTransaction];
  const [faulty, hurt] = await Promise.all([one.read(), other.read()]);
  const outcomes = await Promise.allSettled([
    read(faulty, sql`select current_setting('mianshen.account')::uuid`),
    read(hurt, ownClaims),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await Promise.all([one.end(), other.end()]);
  expect(await read(await other.read(), ownClaims)).toHaveLength(1);
  await other.end();
  await expect
    .poll(() => gateway.sql(`select 1 from pg_stat_activity where state like 'idle in transaction%'`))
    .toHaveLength(0);
});
