import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { growDatabase, idOf, kinds } from '../../test/kit/grown.js';
import { arrangeProgramme } from '../../test/kit/world.js';
import { arrange, type BenchDatabase, openBenchDatabase } from '../bench-database.js';
import { memoryOf, processorOf, startGatewayProcess, startServer, stopProcess, untilIdle } from '../published-list.js';
import { tokensOf } from '../scoped/arrange.js';

/*
 * One event to many sockets, many events to a hundred followers, and many companies that each follow their own claim
 * while all claims change; compared with a server that only sends the same bytes. FOLLOWERS=5000 CHANGES=2432.
 */
const followers = Number(process.env['FOLLOWERS'] ?? 5_000);
const changes = Number(process.env['CHANGES'] ?? 2_432);
const [port, barePort] = [41_520, 41_521];
const table: string[] = [];

let bench: BenchDatabase;
let gateway: ChildProcess;
let bare: ChildProcess;
beforeAll(async () => {
  bench = await openBenchDatabase();
  await arrange(bench.ownerUrl, bench.sql, arrangeProgramme);
  await growDatabase({ ownerUrl: bench.ownerUrl } as never);
  // The log begins here, because made-up events have seals that no follower can continue from.
  await bench.sql(
    'set session_replication_role = replica; truncate event, event_seal, event_pending restart identity cascade',
  );
  await bench.sql('reset session_replication_role');
  process.env['BACKGROUND_JOBS'] = 'false';
  process.env['SOCKETS_PER_ADDRESS'] = String(followers + 100);
  gateway = await startGatewayProcess(bench, port);
  const ready = async () => (await fetch(`http://127.0.0.1:${barePort}`)).ok;
  bare = await startServer('bench/follow/bare.mjs', { PORT: String(barePort) }, ready);
});
afterAll(async () => {
  await Promise.all([gateway, bare].map(stopProcess));
  await bench.close();
  process.stdout.write(`\n${table.join('\n')}\n`);
});

interface Followed {
  url: number;
  count: number;
  expected: number;
  query: string;
  tokens?: string[];
  happen: () => Promise<unknown>;
}

interface Received {
  /** Milliseconds until the last of them had everything. */
  took: number;
  messages: number;
  bytes: number;
  /** Kilobytes of the gateway for each socket while all were open. */
  kilobytes: number;
  /** Seconds of the gateway's processor time. */
  processor: number;
}

async function follow({ url, happen, ...asked }: Followed): Promise<Received> {
  const [{ position }] = (await bench.sql<{ position: string }>('select last_event_position()::text as position')) as [
    { position: string },
  ];
  const after = Buffer.from(JSON.stringify(['EVENTS', position])).toString('base64url');
  const plan = path.join(bench.folder, 'follow.json');
  fs.writeFileSync(plan, JSON.stringify({ ...asked, url: `ws://127.0.0.1:${url}/graphql`, variables: { after } }));
  const before = memoryOf(gateway).now;
  const child = spawn(process.execPath, ['bench/follow/followers.mjs', plan], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  // Waits until the thousands of subscriptions are read, so that this work is not measured.
  await untilIdle(gateway, 0.15);
  const kilobytes = ((memoryOf(gateway).now - before) * 1_024) / asked.count;
  const [begun, used] = [Date.now(), processorOf(gateway)];
  await happen();
  const { at, messages, bytes } = JSON.parse((await lines.next()).value as string) as { at: number } & Received;
  return { took: at - begun, messages, bytes, kilobytes, processor: processorOf(gateway) - used };
}

function note(line: string): void {
  table.push(line);
  process.stdout.write(`${line}\n`);
}

const news = 'subscription ($after: String) { noticePublished(after: $after) { cursor type notice { title status } } }';
const claims =
  'subscription ($after: String) { claimStatusChanged(after: $after) { cursor fromStatus toStatus claim { id status grantedAmount enterprise { name } } } }';

const announce = () =>
  bench.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     values (now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', $1, '{"release": 1}')`,
    [idOf(kinds.notice, 1)],
  );

const change = (count: number) =>
  bench.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, enterprise_id, programme_id, data)
     select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', id, enterprise_id, programme_id, '{"from": "CONFIRMED", "to": "AWAITING_CLAIM", "reason": null}'
     from claim where id <= $1 order by id`,
    [idOf(kinds.claim, count)],
  );

test('one event to many', async () => {
  const asked = { count: followers, expected: 1, query: news };
  const ours = await follow({ ...asked, url: port, happen: announce });
  const frame = 'x'.repeat(ours.bytes - 30);
  const body = `{"id":"1","type":"next","payload":"${frame.slice(6)}"}`;
  const theirs = await follow({ ...asked, url: barePort, happen: () => send(body, 1) });
  note(
    `one event to ${followers} sockets: ${ours.took} ms; only the bytes: ${theirs.took} ms (${(ours.took / theirs.took).toFixed(1)} ×); ` +
      `${ours.processor.toFixed(2)} s of processor; ${ours.kilobytes.toFixed(1)} kB a socket`,
  );
});

const send = (body: string, times: number) =>
  fetch(`http://127.0.0.1:${barePort}/?times=${times}`, { method: 'POST', body });

test('many events to a hundred', async () => {
  const tokens = await tokensOf(Role.AUDITOR, null, 100);
  const asked = { count: 100, expected: changes, query: claims };
  const ours = await follow({ ...asked, url: port, tokens, happen: () => change(changes) });
  const rate = Math.round(ours.messages / (ours.took / 1_000));
  const body = `{"id":"1","type":"next","payload":"${'x'.repeat(ours.bytes - 40)}"}`;
  const theirs = await follow({ ...asked, url: barePort, happen: () => send(body, changes) });
  note(
    `${changes} events to 100 followers: ${ours.took} ms, ${rate} messages/s, ${ours.processor.toFixed(2)} s of processor; ` +
      `only the bytes: ${theirs.took} ms`,
  );
});

test('each its own', async () => {
  const tokens = (
    await Promise.all(
      Array.from({ length: followers }, (_, index) => tokensOf(Role.ENTERPRISE, idOf(kinds.enterprise, 2 + index), 1)),
    )
  ).flat();
  const asked = { count: followers, expected: 1, query: claims };
  const ours = await follow({ ...asked, url: port, tokens, happen: () => change(followers + 1) });
  note(
    `${followers} companies, each its own claim: ${ours.took} ms until all have received it, ${ours.processor.toFixed(2)} s of processor; ${ours.kilobytes.toFixed(1)} kB a socket; ${memoryOf(gateway).peak} MB at most`,
  );
});
