import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { verifyLog } from '../../src/event/sealed/verify-log.js';
import { Role } from '../../src/access/role.js';
import { EventType } from '../../src/event/event-type.js';
import { AuditTrailDocument, ClaimStatusChangedDocument, EventsDocument } from '../generated/graphql.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear, type PublishedYear, readClaims, yearOf } from '../kit/published-year.js';
import { allSealed } from '../kit/sealed.js';
import { arrangePerson } from '../kit/world.js';

let gateway: TestGateway;
let year: PublishedYear;

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3), madeUpEvents: true });
  year = yearOf(gateway, 3);
});
afterAll(() => gateway.stop());

const verify = (head?: string) => verifyLog(new RequestTransaction(gateway.database.em, systemSession), head);

/** Does something that only the owner of the tables could do, and takes it back after the test. */
let undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
  undo = [];
  expect((await verify()).faults).toEqual([]);
});

test('an unchanged log passes the check', async () => {
  const { eventCount, head, faults } = await verify();
  expect(faults).toEqual([]);
  expect(eventCount).toBeGreaterThan(10);
  expect(head).toMatch(/^[0-9a-f]{64}$/);
  expect((await verify(head!)).faults).toEqual([]);
});

test('a changed row is found, whatever was changed in it', async () => {
  const [event] = await gateway.sql<{ id: string; type: string; occurred_at: Date }>(
    `select id, type, occurred_at from event order by id offset 4 limit 1`,
  );
  for (const [change, back] of [
    [`actor_role = 'NOBODY'`, `actor_role = actor_before`],
    [`data = '{"forged": true}'`, `data = data_before`],
    [`occurred_at = occurred_at + interval '1 microsecond'`, `occurred_at = occurred_before`],
  ]) {
    await gateway.sql(`create table kept as select id, actor_role as actor_before, data as data_before,
      occurred_at as occurred_before from event`);
    await gateway.sql(`update event set ${change} where id = $1`, [event!.id]);
    const { faults } = await verify();
    await gateway.sql(`update event set ${back} from kept where kept.id = event.id`);
    await gateway.sql(`drop table kept`);
    expect(faults).toEqual([
      expect.objectContaining({ eventId: event!.id, fault: expect.stringContaining('changed') }),
    ]);
  }
});

test('a check ends and finds no error while events are recorded all the time', async () => {
  const ended = new AbortController();
  const record = `insert into event (type, actor_role, subject_type, subject_id, data, occurred_at)
    select type, actor_role, subject_type, subject_id, data, occurred_at from event order by id limit 1`;
  const recorder = async () => {
    while (!ended.signal.aborted) await gateway.sql(record);
  };
  const recording = Promise.all([recorder(), recorder()]);
  try {
    for (let times = 0; times < 10; times += 1) expect((await verify()).faults).toEqual([]);
  } finally {
    ended.abort();
    await recording;
  }
});

test('a missing row is found, and so is a missing seal', async () => {
  await gateway.sql(`create table kept as select * from event order by id offset 3 limit 1`);
  await gateway.sql(`delete from event where id in (select id from kept)`);
  const { faults } = await verify();
  await gateway.sql(`alter table event disable trigger event_written; insert into event overriding system value
    select * from kept; alter table event enable trigger event_written; drop table kept`);
  expect(faults).toMatchObject([{ fault: 'the event is missing' }]);

  await gateway.sql(`create table kept as select * from event_seal where position = 4`);
  await gateway.sql(`delete from event_seal where position = 4`);
  const { faults: withoutSeal } = await verify();
  await gateway.sql(`insert into event_seal select * from kept; drop table kept`);
  expect(withoutSeal.map(({ fault }) => fault)).toEqual([
    'the seal before it is missing',
    'the seal of the event is missing',
  ]);
});

test('rows that were swapped are found', async () => {
  const swap = `update event_seal as seal set event_id = other.event_id from event_seal as other
    where (seal.position, other.position) in ((3, 5), (5, 3))`;
  await gateway.sql(`alter table event_seal drop constraint event_seal_event_id_unique`);
  await gateway.sql(swap);
  const { faults } = await verify();
  await gateway.sql(swap);
  await gateway.sql(`alter table event_seal add constraint event_seal_event_id_unique unique (event_id)`);
  expect(faults.map(({ position }) => position)).toEqual(['3', '5']);
});

test('a truncated log is found by anyone who saved its head', async () => {
  const { head } = await verify();
  await gateway.sql(`create table kept as select * from event_seal order by position desc limit 2`);
  await gateway.sql(`create table kept_events as select * from event where id in (select event_id from kept)`);
  await gateway.sql(`delete from event_seal where position in (select position from kept)`);
  await gateway.sql(`delete from event where id in (select id from kept_events)`);
  const { faults } = await verify(head!);
  await gateway.sql(`alter table event disable trigger event_written; insert into event overriding system value
    select * from kept_events; alter table event enable trigger event_written;
    insert into event_seal select * from kept; drop table kept, kept_events`);
  expect(faults).toMatchObject([{ fault: `the head ${head} is not in the log` }]);
});

test('filtering by role and by exact time returns the matching events of the log', async () => {
  const { client } = await arrangePerson(gateway, Role.AUDITOR);
  const read = async (filter: string) => {
    const { events } = await client.get<{ events: { totalCount: number; nodes: { cursor: string }[] } }, object>(
      `{ events(first: 100, filter: { ${filter} }) { totalCount nodes { cursor } } }`,
    );
    expect(events.nodes).toHaveLength(Math.min(events.totalCount, 100));
    return events.totalCount;
  };
  const rows = await gateway.sql<{ role: string; at: Date; type: string }>(
    `select event.actor_role as role, occurred_at as at, event.type from event join event_seal on event_id = id order by position`,
  );
  const roles = [...new Set(rows.map(({ role }) => role))];
  expect(roles.length).toBeGreaterThan(2);
  for (const one of roles)
    expect(await read(`actorRoles: [${one}]`)).toBe(rows.filter(({ role }) => role === one).length);
  expect(await read(`actorRoles: [${roles[0]}, ${roles[1]}]`)).toBe(
    rows.filter(({ role }) => roles.indexOf(role) < 2).length,
  );
  expect(await read('actorRoles: []')).toBe(0);
  const times = rows.map(({ at }) => at.getTime()).toSorted((one, other) => one - other);
  for (const time of [times[0]!, times[Math.floor(times.length / 2)]!, times.at(-1)!, times.at(-1)! + 1]) {
    const instant = new Date(time).toISOString();
    expect(await read(`occurredFrom: "${instant}"`)).toBe(times.filter((one) => one >= time).length);
    expect(await read(`occurredBefore: "${instant}"`)).toBe(times.filter((one) => one < time).length);
    const { type } = rows[1]!;
    expect(await read(`types: [${type}], occurredFrom: "${instant}"`)).toBe(
      rows.filter((row) => row.type === type && row.at.getTime() >= time).length,
    );
  }
});

interface TypedPage {
  events: { totalCount: number; pageInfo: { hasNextPage: boolean }; nodes: { cursor: string; type: string }[] };
}

/** Fewer types than are each read alone, and more; what the reader has of its own, and what is public. */
function setsOfTypes(found: string[]): string[][] {
  const others = Object.values(EventType).filter((type) => !found.includes(type));
  return [...found.map((type) => [type]), found, [...found, ...others], others.slice(0, 1), []];
}

test('a list by types is what the whole list has of them, for everybody', async () => {
  const [institution] = await gateway.sql<{ id: string }>(`select institution_id as id from policy limit 1`);
  const readers = [
    await arrangePerson(gateway, Role.INSURER, institution!.id),
    await arrangePerson(gateway, Role.ENTERPRISE, year.companies[0]!.id),
    await arrangePerson(gateway, Role.AUDITOR),
  ];
  for (const { client } of readers) {
    const read = async (types?: string[]) => {
      const nodes: { cursor: string; type: string }[] = [];
      for (let more = true; more;) {
        const { events } = await client.get<TypedPage, object>(
          `query ($types: [EventType!], $after: String) { events(first: 100, after: $after, filter: { types: $types }) {
            totalCount pageInfo { hasNextPage } nodes { cursor type } } }`,
          { types, after: nodes.at(-1)?.cursor },
        );
        nodes.push(...events.nodes);
        more = events.pageInfo.hasNextPage;
        if (!more) expect(events.totalCount).toBe(nodes.length);
      }
      return nodes;
    };
    const whole = await read();
    expect(whole.map(({ type }) => type)).toContain('NOTICE_PUBLISHED');
    for (const types of setsOfTypes([...new Set(whole.map(({ type }) => type))])) {
      expect(await read(types)).toEqual(whole.filter(({ type }) => types.includes(type)));
    }
  }
});

test('the gateway itself can neither change nor delete events', async () => {
  const client = new pg.Client({ connectionString: gateway.database.gatewayUrl });
  await client.connect();
  undo.push(() => client.end());
  await client.query(
    `select set_config('mianshen.role', 'SYSTEM', false), set_config('role', 'mianshen_system', false)`,
  );
  for (const statement of [
    `update event set data = '{}'`,
    `delete from event`,
    `truncate event`,
    `update event_seal set digest = ''`,
    `delete from event_seal`,
    `insert into event_seal values (1000000, 1, '')`,
  ]) {
    await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
  }
});

test('a reader skips nothing while many write at once', async () => {
  const writers = 12;
  const each = 25;
  const reader = await arrangePerson(gateway, Role.AUDITOR);
  const [last] = await gateway.sql<{ position: string }>(`select max(position) as position from event_seal`);
  const seen: string[] = [];
  const subject = (await readClaims(year.science)).values().next().value!.id;
  const after = Buffer.from(JSON.stringify(['EVENTS', last!.position])).toString('base64url');
  const reading = (async () => {
    for await (const { claimStatusChanged } of reader.client.follow(ClaimStatusChangedDocument, { after })) {
      seen.push(String(claimStatusChanged.reason));
      if (seen.length === writers * each) return;
    }
  })();
  const claimId = Buffer.from(subject, 'base64url').toString().split(':')[1];
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer, each, claimId!)));
  await reading;
  const wanted = Array.from({ length: writers * each }, (_, index) => `${Math.floor(index / each)}-${index % each}`);
  expect(seen.toSorted()).toEqual(wanted.toSorted());

  const paged: string[] = [];
  let cursor: string = after;
  for (;;) {
    const { events } = await reader.client.get(EventsDocument, { after: cursor, first: 100 });
    paged.push(...events.nodes.map(({ data }) => (data as { reason: string }).reason));
    if (!events.pageInfo.hasNextPage) break;
    cursor = events.pageInfo.endCursor!;
  }
  expect(paged).toEqual(seen);
});

/** Writes events in transactions of different lengths, so that their numbers become visible out of order. */
async function write(writer: number, count: number, claimId: string): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.database.gatewayUrl });
  await client.connect();
  try {
    for (let number = 0; number < count; number += 1) {
      await client.query('begin');
      await client.query(
        `select set_config('mianshen.role', 'SYSTEM', true), set_config('role', 'mianshen_system', true)`,
      );
      await client.query(
        `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
         values (now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', $1, jsonb_build_object('reason', $2::text))`,
        [claimId, `${writer}-${number}`],
      );
      await client.query(`select pg_sleep($1)`, [Math.random() * 0.02]);
      await client.query('commit');
    }
  } finally {
    await client.end();
  }
}

test('a cursor beyond the end of the log is an error, never a silent gap', async () => {
  const after = Buffer.from(JSON.stringify(['EVENTS', '999999999'])).toString('base64url');
  const { errors } = await year.science.client.ask(EventsDocument, { after });
  expect(errors?.[0]?.extensions.code).toBe('CURSOR_EXPIRED');
  const answer = year.science.client.follow(ClaimStatusChangedDocument, { after }).next();
  await expect(answer).rejects.toThrow(/CURSOR_EXPIRED/);
});

test('the audit trail of an object is for the auditor', async () => {
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  await allSealed(gateway);
  const { auditTrail } = await auditor.client.get(AuditTrailDocument, { subject: year.noticeId });
  expect(auditTrail.nodes.map(({ type, actorRole }) => [type, actorRole])).toEqual([['NOTICE_PUBLISHED', 'SCIENCE']]);
  const { errors } = await year.platform.client.ask(AuditTrailDocument, { subject: year.noticeId });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

// Last, as the whole log is verified after each test.
test('one statement seals some thousand events in the order of writing, and the next continues', async () => {
  const [before] = await gateway.sql<{ position: string }>('select last_event_position()::text as position');
  await gateway.sql(`insert into event (type, actor_role, subject_type, subject_id, data, occurred_at)
    select type, actor_role, subject_type, subject_id, data, occurred_at
    from (select * from event order by id limit 1) as one, generate_series(1, 4500)`);
  await eventually(async () => (await gateway.sql('select from event_pending limit 1')).length === 0, 'all is sealed');
  const sealed = await gateway.sql<{ position: string; event_id: string; statement: string }>(
    `select position, event_id, xmin::text as statement from event_seal where position > $1 order by position`,
    [before!.position],
  );
  const ids = sealed.map(({ event_id }) => Number(event_id));
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
  const statements = Map.groupBy(sealed, ({ statement }) => statement);
  for (const [, rows] of statements) expect(rows.length).toBeLessThanOrEqual(4_000);
  expect(statements.size).toBeGreaterThan(1);
});
