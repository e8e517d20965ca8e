import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { examine } from '../../src/doctor/doctor.js';
import { eventCursor } from '../../src/event/event-cursor.js';
import { SubmitPoliciesDocument } from '../generated/graphql.js';
import { Follower, transports } from '../kit/follower.js';
import { eventually, publishYear } from '../kit/published-year.js';
import { type ReplicatedGateway, type Replicated, startReplicated } from '../kit/replicated.js';
import { freeze, processesOf } from '../kit/standby.js';
import {
  type ArrangedEnterprise,
  arrangeInsurer,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';

/*
 * A streaming replica beside the primary, and two gateways that read from it. What a replica cannot do while its replay is
 * paused, frozen or killed, the primary does, and no reader sees a difference.
 */
let replicated: Replicated;
let insurer: Person;
let companies: ArrangedEnterprise[];
beforeAll(async () => {
  replicated = await startReplicated();
  ({ companies } = await publishYear(replicated.world, 2));
  insurer = await arrangeInsurer(replicated.world, '榕江财产保险');
}, 120_000);
afterAll(() => replicated.stop());

async function metric({ url }: ReplicatedGateway, series: RegExp): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => series.test(line))
      ?.split(' ')[1] ?? 0,
  );
}

/** Reads that this gateway sent to the replica so far. */
const sentToReplica = (gateway: ReplicatedGateway) => metric(gateway, /^mianshen_reads_total\{server="127/);
const isUsed = async (gateway: ReplicatedGateway) => (await metric(gateway, /^mianshen_replica_used\{/)) === 1;
const used = () =>
  eventually(
    async () => (await Promise.all(replicated.gateways.map(isUsed))).every(Boolean),
    'the replica is read from',
  );

let pushes = 0;
/** Enters a policy at a gateway; returns its number and the position that the answer names. */
async function push({ client }: ReplicatedGateway): Promise<{ number: string; position: string | null }> {
  pushes += 1;
  const row = policyRow(companies[0]!);
  const input = {
    programme: programmeCode,
    rows: [row],
    errorPolicy: 'REJECT_FAILED_ROWS',
    dryRun: false,
    idempotencyKey: `replica-${pushes}`,
  };
  const response = await client(insurer.token).fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: String(SubmitPoliciesDocument), variables: { input } }),
  });
  const { data } = (await response.json()) as { data: { submitPolicies: { submission: { acceptedCount: number } } } };
  expect(data.submitPolicies.submission.acceptedCount).toBe(1);
  return { number: row.policyNo as string, position: response.headers.get('x-database-position') };
}

const numbers = `{ policies(first: 50, orderBy: ACCEPTED_AT_DESC) { nodes { policyNo } totalCount } }`;
async function seen({ client }: ReplicatedGateway, headers: Record<string, string> = {}): Promise<string[]> {
  const response = await client(insurer.token).fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: numbers }),
  });
  const { data, errors } = (await response.json()) as {
    data: { policies: { nodes: { policyNo: string }[] } } | null;
    errors?: unknown;
  };
  if (!data) throw new Error(`Not read: ${response.status} ${JSON.stringify(errors)}`);
  return data.policies.nodes.map(({ policyNo }) => policyNo);
}

test('what is written at one gateway is read at the other at once, from the replica', async () => {
  const [one, other] = replicated.gateways;
  await used();
  const before = await sentToReplica(other);
  for (let round = 0; round < 20; round += 1) {
    const { number } = await push(one);
    expect(await seen(other)).toContain(number);
  }
  expect(await sentToReplica(other)).toBeGreaterThan(before);
});

test('each role sees on the replica what it sees on the primary', async () => {
  const [{ client }] = replicated.gateways;
  await used();
  const roles = [Role.AUDITOR, Role.SCIENCE, Role.REGULATOR];
  const people = [insurer, ...(await Promise.all(roles.map((role) => arrangePerson(replicated.world, role))))];
  const tokens = [undefined, ...people.map(({ token }) => token)];
  const query = `{ policies(first: 100) { totalCount nodes { policyNo } } publicityNotices { totalCount } viewer { role } }`;
  const read = () => Promise.all(tokens.map((token) => client(token).ask(query)));
  const fromReplica = await read();
  await replicated.onStandby('select pg_wal_replay_pause()');
  await push(replicated.gateways[1]);
  const fromPrimary = await read();
  await replicated.onStandby('select pg_wal_replay_resume()');
  const rights = (answers: typeof fromReplica) =>
    answers.map(({ status, errors }) => [status, errors?.map(({ path, extensions }) => [path, extensions.code])]);
  expect(rights(fromReplica)).toEqual(rights(fromPrimary));
  expect(fromReplica[1]?.data).not.toEqual(fromPrimary[1]?.data);
});

test('a replica that falls behind is not read from until it has caught up', async () => {
  const [one, other] = replicated.gateways;
  await used();
  await replicated.onStandby('select pg_wal_replay_pause()');
  const { number, position } = await push(one);
  expect(await seen(other)).toContain(number);
  await eventually(async () => !(await isUsed(other)), 'it is left alone');
  const sent = await sentToReplica(other);
  expect(await seen(other)).toContain(number);
  expect(await sentToReplica(other)).toBe(sent);
  expect(await metric(other, /^mianshen_replica_lag_seconds\{/)).toBeGreaterThan(0.4);
  await replicated.onStandby('select pg_wal_replay_resume()');
  await used();
  expect(await seen(other, { 'x-database-position': position! })).toContain(number);
  expect(await sentToReplica(other)).toBeGreaterThan(sent);
});

test('with the position of an earlier write a reader does not wait for what others write', async () => {
  const [one, other] = replicated.gateways;
  await used();
  const { number, position } = await push(one);
  await seen(other);
  await replicated.onStandby('select pg_wal_replay_pause()');
  const later = await push(one);
  const sent = await sentToReplica(other);
  const known = await seen(other, { 'x-database-position': position! });
  await replicated.onStandby('select pg_wal_replay_resume()');
  expect(known).toContain(number);
  expect(known).not.toContain(later.number);
  expect(await sentToReplica(other)).toBe(sent + 1);
});

test.each([
  [
    'killed',
    async () => {
      const [first] = await processesOf(replicated.standby);
      process.kill(first!, 'SIGKILL');
      return () => undefined;
    },
  ],
  ['frozen', () => freeze(replicated.standby)],
])('no reader fails while the replica is %s, and it is read from again', async (_, disturb) => {
  const [one, other] = replicated.gateways;
  await used();
  const reading = new AbortController();
  let reads = 0;
  const readers = [one, other, one, other].map(async (gateway) => {
    while (!reading.signal.aborted) {
      await seen(gateway);
      reads += 1;
    }
  });
  const mend = await disturb();
  const outcome = Promise.all(readers);
  try {
    await Promise.race([eventually(async () => !(await isUsed(one)), 'it is left alone'), outcome]);
    const { number } = await push(one);
    expect(await seen(other)).toContain(number);
    const so = reads;
    await Promise.race([eventually(async () => reads > so + 20, 'the primary is read from'), outcome]);
  } finally {
    mend();
  }
  await used();
  reading.abort();
  await outcome;
});

/** One event for each release; what is told of it takes the database. */
async function publishReleases(from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    await replicated.world.sql(
      `with released as (
         insert into notice_release (id, notice_id, number, published_at, recipient_count, total_amount)
         select uuidv7(), id, $1, now(), 0, 0 from publicity_notice)
       insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
       select now(), 'NOTICE_CORRECTED', 'SYSTEM', 'PublicityNotice', id, jsonb_build_object('release', $1::int)
       from publicity_notice`,
      [number],
    );
  }
}

test('followers hear of every event, once and in order, while the replica comes and goes', async () => {
  const [, other] = replicated.gateways;
  await used();
  const followers = Object.values(transports(() => other.url)).map((open) => new Follower(open, eventCursor('0')));
  const following = followers.map((follower) => follower.follow());
  const heard = (last: number) =>
    eventually(async () => followers.every(({ numbers }) => numbers.includes(last)), `release ${last} arrives`);
  await heard(1);
  await publishReleases(2, 10);
  await heard(10);
  await replicated.onStandby('select pg_wal_replay_pause()');
  await publishReleases(11, 20);
  await heard(20);
  await replicated.onStandby('select pg_wal_replay_resume()');
  await used();
  const mend = await freeze(replicated.standby);
  await publishReleases(21, 30);
  await heard(30).finally(mend);
  await used();
  await publishReleases(31, 40);
  await heard(40);
  await Promise.all(followers.map((follower) => follower.stop()));
  await Promise.all(following);
  const all = Array.from({ length: 40 }, (_, index) => index + 1);
  expect(followers.map(({ numbers }) => numbers)).toEqual([all, all]);
  expect(followers.map(({ interruptions }) => interruptions)).toEqual([[], []]);
}, 60_000);

test('while the primary does not answer, the replica tells what is public', async () => {
  const [{ client }] = replicated.gateways;
  await used();
  const mend = await freeze(replicated.primary);
  try {
    expect(await client().ask('{ publicityNotices { totalCount } }')).toMatchObject({
      status: 200,
      data: { publicityNotices: { totalCount: 1 } },
    });
  } finally {
    mend();
  }
  await used();
});

test('the doctor tells of a replica, and of an address that is none', async () => {
  const look = async (readUrl: string) => {
    const lines: string[] = [];
    await examine({ ...replicated.environment, DATABASE_READ_URL: readUrl }, (line) => lines.push(line));
    return lines.filter((line) => line.includes('replicas')).join('\n');
  };
  expect(await look(replicated.standby.url('mianshen'))).toContain('✓');
  expect(await look(replicated.primary.url('mianshen'))).toContain('✗');
});
