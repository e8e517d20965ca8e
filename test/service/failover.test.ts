import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { verifyLog } from '../../src/event/sealed/verify-log.js';
import { RegisterWebhookDocument } from '../generated/graphql.js';
import { Follower, transports } from '../kit/follower.js';
import { publishReleases } from '../kit/publish-releases.js';
import { eventually } from '../kit/eventually.js';
import { publishYear } from '../kit/published-year.js';
import { ReplicaReads } from '../kit/replica-reads.js';
import { type Replicated, startReplicated } from '../kit/replicated.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

/*
 * The primary dies for good, its standby is promoted, and the address that the gateways know leads to it: what an
 * operator's virtual address, proxy or cluster manager does.
 */
let replicated: Replicated;
let insurer: Person;
let reads: ReplicaReads;
let receiver: http.Server;
/** The releases that the webhook received, in their order. */
const posted: number[] = [];

async function arrange(): Promise<void> {
  replicated = await startReplicated({ environment: { BACKGROUND_JOBS: 'true' } });
  const { companies } = await publishYear(replicated.world, 2);
  insurer = await arrangeInsurer(replicated.world, '榕江财产保险');
  reads = new ReplicaReads(replicated, insurer, companies[0]!);
}

/** Followers of every transport at both gateways; those that were interrupted come back with their last cursor. */
function followAll(): Follower[] {
  return replicated.gateways.flatMap(({ url }) =>
    Object.values(transports(() => url)).map((open) => new Follower(open, eventCursor('0'))),
  );
}

const untilReceived = (followers: Follower[], number: number) =>
  eventually(async () => followers.every(({ numbers }) => numbers.includes(number)), `release ${number} arrives`);

async function stopAll(followers: Follower[], following: Promise<void>[]): Promise<void> {
  await Promise.all(followers.map((follower) => follower.stop()));
  await Promise.all(following);
}

const sealed = () =>
  replicated.world.sql<{ number: number }>(
    `select (event.data ->> 'release')::int as number from event_seal as seal join event on event.id = seal.event_id
     where seal.type in ('NOTICE_PUBLISHED', 'NOTICE_CORRECTED') order by seal.position`,
  );

const verify = () => verifyLog(new RequestTransaction(replicated.gateways[0].database.em, systemSession));

/** Again and again until it is done; the caller makes sure that nothing is done twice. */
const surely = <T>(work: () => Promise<T>) =>
  eventually(
    () =>
      work().then(
        (done) => ({ done }),
        () => undefined,
      ),
    'it is done',
  ).then(({ done }) => done);

describe('with a standby that has every acknowledged write', () => {
  beforeAll(async () => {
    await arrange();
    await replicated.world.sql(`alter system set synchronous_standby_names = '*'`);
    await replicated.world.sql('select pg_reload_conf()');
    receiver = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        posted.push((JSON.parse(body) as { data: { release: number } }).data.release);
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  }, 120_000);
  afterAll(async () => {
    await replicated.stop();
    receiver.close();
  });

  test('under load no acknowledged write is lost, and subscribers receive every event once and in order', async () => {
    const [one, other] = replicated.gateways;
    const science = await arrangePerson(replicated.world, Role.SCIENCE);
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    await one
      .client(science.token)
      .get(RegisterWebhookDocument, { input: { url, types: ['NOTICE_CORRECTED'], idempotencyKey: 'failover' } });
    const followers = followAll();
    const following = followers.map((follower) => follower.follow());
    await untilReceived(followers, 1);
    await reads.used();

    const pushing = new AbortController();
    const pushed: string[] = [];
    const codes = new Set<string>();
    const pushers = [one, other].map(async (gateway) => {
      while (!pushing.signal.aborted) {
        const answer = await reads.push(gateway).catch(() => undefined);
        if (answer) pushed.push(answer.number);
        const { errors } = await gateway.client(insurer.token).ask('{ policies { totalCount } }');
        for (const { extensions } of errors ?? []) codes.add(extensions.code);
      }
    });
    const paged: number[] = [];
    const paging = new AbortController();
    const pager = page(science, paged, paging.signal);

    const publish = async (from: number, to: number) => {
      for (let number = from; number <= to; number += 1) {
        await surely(async () => {
          const known = await replicated.world.sql('select from notice_release where number = $1', [number]);
          if (known.length === 0) await publishReleases(replicated.world, number, number);
        });
      }
    };
    await publish(2, 20);
    const publishing = publish(21, 60);
    await eventually(async () => followers.some(({ numbers }) => numbers.length > 25), 'it is under load');
    const before = pushed.length;
    await replicated.failOver();
    await publishing;
    await eventually(async () => pushed.length > before + 10, 'policies are taken again');
    pushing.abort();
    await Promise.all(pushers);
    await untilReceived(followers, 60);
    await eventually(async () => paged.includes(60), 'the pages have all');
    paging.abort();
    await pager;
    // What a delivery had in hand when the primary died is due again after its lease.
    const { clock } = replicated.world;
    await eventually(async () => {
      clock.set(new Date(clock.now().getTime() + 10_000));
      return posted.includes(60);
    }, 'the webhook has all');
    await stopAll(followers, following);

    const all = Array.from({ length: 60 }, (_, index) => index + 1);
    expect((await sealed()).map(({ number }) => number)).toEqual(all);
    expect(followers.map(({ numbers }) => numbers)).toEqual(followers.map(() => all));
    expect(paged).toEqual(all);
    // At least once, and each for the first time in order.
    expect([...new Set(posted)]).toEqual(all.slice(1));
    const kept = await replicated.world.sql<{ policy_no: string }>('select policy_no from policy');
    const numbers = new Set(kept.map(({ policy_no }) => policy_no));
    expect(pushed.filter((number) => !numbers.has(number))).toEqual([]);
    expect([...codes].filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
    expect((await verify()).faults).toEqual([]);
  }, 120_000);
});

/** Pages through the log with the last cursor, at one gateway and the other in turn; says which releases it received. */
async function page({ token }: Person, seen: number[], signal: AbortSignal): Promise<void> {
  const query = `query ($after: String) {
    events(first: 5, after: $after, filter: { types: [NOTICE_PUBLISHED, NOTICE_CORRECTED] }) { nodes { cursor dataJson } } }`;
  let after = eventCursor('0');
  for (let turn = 0; !signal.aborted; turn += 1) {
    const { client } = replicated.gateways[turn % 2]!;
    const { data } = await client(token).ask<
      { events: { nodes: { cursor: string; dataJson: { release: number } }[] } },
      object
    >(query, { after });
    const nodes = data?.events.nodes ?? [];
    seen.push(...nodes.map((node) => node.dataJson.release));
    after = nodes.at(-1)?.cursor ?? after;
    if (nodes.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('with a standby that lacks the last events', () => {
  beforeAll(arrange, 120_000);
  afterAll(() => replicated.stop());

  test('later writes reach every subscriber, and a cursor of a lost event is refused', async () => {
    const [one] = replicated.gateways;
    const followers = followAll();
    const following = followers.map((follower) => follower.follow());
    await publishReleases(replicated.world, 2, 5);
    await untilReceived(followers, 5);
    await reads.used();
    replicated.cutReplication();
    await publishReleases(replicated.world, 6, 8);
    await untilReceived(followers, 8);
    const [lost] = await replicated.world.sql<{ position: string }>('select max(position) as position from event_seal');
    await replicated.failOver();
    await surely(() => publishReleases(replicated.world, 106, 106));
    await publishReleases(replicated.world, 107, 107);
    await untilReceived(followers, 107);
    await stopAll(followers, following);
    expect(followers.map(({ numbers }) => numbers)).toEqual(followers.map(() => [1, 2, 3, 4, 5, 6, 7, 8, 106, 107]));

    const late = followAll();
    const catchingUp = late.map((follower) => follower.follow());
    await untilReceived(late, 107);
    await stopAll(late, catchingUp);
    expect(late.map(({ numbers }) => numbers)).toEqual(late.map(() => [1, 2, 3, 4, 5, 106, 107]));

    const after = eventCursor(lost!.position);
    const answers = Object.values(transports(() => one.url)).map(
      async (open) => (await open(after).next()).value.errors,
    );
    for (const errors of await Promise.all(answers)) {
      expect(errors).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
    }
    expect((await verify()).faults).toEqual([]);
  }, 120_000);
});
