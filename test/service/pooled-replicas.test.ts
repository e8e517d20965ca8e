import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { Follower, transports } from '../kit/follower.js';
import { hasPooler } from '../kit/pooler.js';
import { eventually } from '../kit/eventually.js';
import { publishYear } from '../kit/published-year.js';
import { ReplicaReads } from '../kit/replica-reads.js';
import { type Replicated, startReplicated } from '../kit/replicated.js';
import { freeze, processesOf } from '../kit/standby.js';
import { arrangeInsurer } from '../kit/world.js';

/*
 * Gateways that ask the primary through PgBouncer in transaction mode, and read from a replica: directly, or through a
 * PgBouncer of its own. Where it is not installed these tests are skipped.
 */
describe.skipIf(!hasPooler).each([
  ['that is reached directly', false],
  ['that is reached through a pooler, too', true],
])('behind a pooler, with a replica %s', (_, standby) => {
  let replicated: Replicated;
  let reads: ReplicaReads;
  beforeAll(async () => {
    replicated = await startReplicated({ pooled: { primary: true, standby } });
    const { companies } = await publishYear(replicated.world, 2);
    reads = new ReplicaReads(replicated, await arrangeInsurer(replicated.world, '榕江财产保险'), companies[0]!);
  }, 120_000);
  afterAll(() => replicated.stop());

  test('a write at one gateway is readable at the other immediately, for many at a time', async () => {
    const [one, other] = replicated.gateways;
    await reads.used();
    const before = await reads.sentToReplica(other);
    for (let round = 0; round < 10; round += 1) {
      const { number } = await reads.push(one);
      const seen = await Promise.all(Array.from({ length: 12 }, () => reads.seen(other)));
      expect(seen.filter((numbers) => !numbers.includes(number))).toEqual([]);
    }
    expect(await reads.sentToReplica(other)).toBeGreaterThan(before + 50);
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
  ])('no reader fails while the replica is %s', async (__, disturb) => {
    await reads.used();
    await reads.readDuring(disturb);
  });

  test('while the primary is down readers and writers get a coded error, and recover automatically', async () => {
    const [one, other] = replicated.gateways;
    await reads.used();
    const followers = Object.values(transports(() => other.url)).map((open) => new Follower(open, eventCursor('0')));
    const following = followers.map((follower) => follower.follow());
    await eventually(async () => followers.every(({ numbers }) => numbers.includes(1)), 'the release arrives');
    const [first] = await processesOf(replicated.primary);
    process.kill(first!, 'SIGKILL');
    const refused = new Set<string>();
    const { number } = await eventually(
      () =>
        reads.push(one).catch(async () => {
          const { status, errors } = await one
            .client(reads.insurer.token)
            .ask('{ viewer { role } policies { totalCount } }');
          for (const { extensions } of errors ?? []) refused.add(`${status} ${extensions.code}`);
          return undefined;
        }),
      'the primary takes policies again',
    );
    expect([...refused].filter((code) => !code.endsWith('UNAVAILABLE'))).toEqual([]);
    await eventually(
      async () => (await reads.seen(other).catch((): string[] => [])).includes(number),
      'the policy is seen',
    );
    await reads.used();
    await Promise.all(followers.map((follower) => follower.stop()));
    await Promise.all(following);
    expect(followers.map(({ numbers }) => numbers)).toEqual([[1], [1]]);
  }, 60_000);
});
