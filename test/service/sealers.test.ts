import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { eventually } from '../kit/eventually.js';
import { Follower, transports } from '../kit/follower.js';
import { endProcesses, freePort, GatewayProcess } from '../kit/gateway-process.js';
import { arrangeStandalone, query, type Standalone } from '../kit/standalone.js';

/*
 * Two gateways of one database, and the one whose turn it is to seal is frozen or killed at it. What it holds is a lock for
 * one statement, which the server ends without it, and which is over some thousand events: about a second at most of any
 * machine. The other gateway seals the rest, and its followers receive it.
 */
const eventCount = 5_000;
const mostOfStatement = 4_000;
let folder: string;
let server: EmbeddedServer;
let world: Standalone;
let other: GatewayProcess;

const sql = <Row extends pg.QueryResultRow>(text: string) => query<Row>(world.environment['DATABASE_URL']!, text);
async function start(): Promise<GatewayProcess> {
  const port = await freePort();
  return new GatewayProcess(port, { ...world.environment, PORT: String(port) }).ready();
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-sealers-'));
  fs.chmodSync(folder, 0o755);
  server = await startEmbeddedServer(path.join(folder, 'postgres'));
  world = await arrangeStandalone(server.url('postgres'), folder, await freePort());
  await world.database.close();
  other = await start();
});
afterAll(async () => {
  await endProcesses();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Nobody seals until the returned function is called. */
async function holdSealing(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: world.environment['DATABASE_URL'] });
  await client.connect();
  await client.query(`select pg_advisory_lock(hashtext('seal'))`);
  return () => client.end();
}

/** The sessions that wait for their turn to seal. */
async function waiting(): Promise<number[]> {
  const rows = await sql<{ pid: number }>(`select pid from pg_locks where locktype = 'advisory' and not granted`);
  return rows.map(({ pid }) => pid);
}

test.each(['SIGSTOP', 'SIGKILL'] as const)('%s of the gateway that seals', async (signal) => {
  const one = await start();
  const [newest] = await sql<{ position: string }>('select last_event_position()::text as position');
  const follower = new Follower(transports(() => other.url)['socket']!, eventCursor(newest!.position));
  const following = follower.follow();
  const goOn = await holdSealing();
  other.child.kill('SIGSTOP');
  await sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    select now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', gen_random_uuid(), '{"release": 1}'
    from generate_series(1, ${eventCount})`);
  const first = await eventually(async () => (await waiting())[0], 'the first gateway waits for its turn to seal');
  one.child.kill(signal);
  other.child.kill('SIGCONT');
  await eventually(async () => (await waiting()).some((pid) => pid !== first), 'so does the other one');
  await goOn();

  await eventually(async () => (await sql('select from event_pending limit 1')).length === 0, 'all is sealed');
  await eventually(async () => follower.numbers.length === eventCount, 'the follower receives all', 60_000);
  const statements = await sql<{ count: number }>(
    `select count(*)::int from event_seal where position > ${newest!.position} group by xmin order by min(position)`,
  );
  expect(statements.length).toBeGreaterThan(1);
  expect(Math.max(...statements.map(({ count }) => count))).toBeLessThanOrEqual(mostOfStatement);
  await follower.stop();
  await following;
  one.child.kill('SIGKILL');
});
