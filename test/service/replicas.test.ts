import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { examine } from '../../src/doctor/doctor.js';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { Follower, transports } from '../kit/follower.js';
import { publishReleases } from '../kit/publish-releases.js';
import { eventually } from '../kit/eventually.js';
import { publishYear } from '../kit/published-year.js';
import { ReplicaReads } from '../kit/replica-reads.js';
import { type Replicated, startReplicated } from '../kit/replicated.js';
import { freeze, processesOf } from '../kit/standby.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

/*
 * A streaming replica beside the primary, and two gateways that read from it. What a replica cannot do while its replay is
 * paused, frozen or killed, the primary does, and no reader sees a difference.
 */
let replicated: Replicated;
let insurer: Person;
let reads: ReplicaReads;
beforeAll(async () => {
  replicated = await startReplicated();
  const { companies } = await publishYear(replicated.world, 2);
  insurer = await arrangeInsurer(replicated.world, '榕江财产保险');
  reads = new ReplicaReads(replicated, insurer, companies[0]!);
});
afterAll(() => replicated.stop());

const used = () => reads.used();

test('a write at one gateway is readable at the other immediately, from the replica', async () => {
  const [one, other] = replicated.gateways;
  await used();
  const before = await reads.sentToReplica(other);
  for (let round = 0; round < 20; round += 1) {
    const { number } = await reads.push(one);
    expect(await reads.seen(other)).toContain(number);
  }
  expect(await reads.sentToReplica(other)).toBeGreaterThan(before);
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
  await reads.push(replicated.gateways[1]);
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
  const { number, position } = await reads.push(one);
  expect(await reads.seen(other)).toContain(number);
  await eventually(async () => !(await reads.isUsed(other)), 'it is left alone');
  const sent = await reads.sentToReplica(other);
  expect(await reads.seen(other)).toContain(number);
  expect(await reads.sentToReplica(other)).toBe(sent);
  expect(await reads.metric(other, /^mianshen_replica_lag_seconds\{/)).toBeGreaterThan(0.4);
  await replicated.onStandby('select pg_wal_replay_resume()');
  await used();
  expect(await reads.seen(other, { 'x-database-position': position! })).toContain(number);
  expect(await reads.sentToReplica(other)).toBeGreaterThan(sent);
});

test('with the position of an earlier write a reader does not wait for writes of others', async () => {
  const [one, other] = replicated.gateways;
  await used();
  const { number, position } = await reads.push(one);
  await reads.seen(other);
  await replicated.onStandby('select pg_wal_replay_pause()');
  const later = await reads.push(one);
  const sent = await reads.sentToReplica(other);
  const known = await reads.seen(other, { 'x-database-position': position! });
  await replicated.onStandby('select pg_wal_replay_resume()');
  expect(known).toContain(number);
  expect(known).not.toContain(later.number);
  expect(await reads.sentToReplica(other)).toBe(sent + 1);
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
  await used();
  await reads.readDuring(disturb);
});

test('subscribers receive every event once and in order, while the replica is stopped and started', async () => {
  const [, other] = replicated.gateways;
  await used();
  const followers = Object.values(transports(() => other.url)).map((open) => new Follower(open, eventCursor('0')));
  const following = followers.map((follower) => follower.follow());
  const untilReceived = (last: number) =>
    eventually(async () => followers.every(({ numbers }) => numbers.includes(last)), `release ${last} arrives`);
  await untilReceived(1);
  await publishReleases(replicated.world, 2, 10);
  await untilReceived(10);
  await replicated.onStandby('select pg_wal_replay_pause()');
  await publishReleases(replicated.world, 11, 20);
  await untilReceived(20);
  await replicated.onStandby('select pg_wal_replay_resume()');
  await used();
  const mend = await freeze(replicated.standby);
  await publishReleases(replicated.world, 21, 30);
  await untilReceived(30).finally(mend);
  await used();
  await publishReleases(replicated.world, 31, 40);
  await untilReceived(40);
  await Promise.all(followers.map((follower) => follower.stop()));
  await Promise.all(following);
  const all = Array.from({ length: 40 }, (_, index) => index + 1);
  expect(followers.map(({ numbers }) => numbers)).toEqual([all, all]);
  expect(followers.map(({ interruptions }) => interruptions)).toEqual([[], []]);
});

test('while the primary does not answer, the replica serves public data', async () => {
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

test('the doctor reports a replica, how far one is behind that does not catch up, and an address that is none', async () => {
  const look = async (readUrl: string, lag: number) => {
    const lines: string[] = [];
    const settings = { DATABASE_READ_URL: readUrl, DATABASE_READ_LAG: `${lag}` };
    await examine({ ...replicated.environment, ...settings }, (line) => lines.push(line));
    return lines.filter((line) => line.includes('replicas')).join('\n');
  };
  const standby = replicated.standby.url('mianshen');
  await replicated.onStandby('select pg_wal_replay_pause()');
  await reads.push(replicated.gateways[0]);
  expect(await look(standby, 100)).toMatch(/! replicas: .* was still \d+ bytes behind after 100 ms/);
  const catchingUp = look(standby, 30_000);
  await replicated.onStandby('select pg_wal_replay_resume()');
  expect(await catchingUp).toContain('✓');
  expect(await look(replicated.primary.url('mianshen'), 100)).toContain('✗');
});
