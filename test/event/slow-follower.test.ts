import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { newestCursor } from '../kit/newest-cursor.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangePerson } from '../kit/world.js';

/*
 * Followers who receive the same: they call their subscriptions differently, began at different places, and one of them
 * does not read while thousands of messages come. Each has everything in the end, in order, and nothing twice.
 */
let gateway: TestGateway;
let start: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(1), madeUpEvents: true });
  start = await newestCursor((await arrangePerson(gateway, Role.AUDITOR)).client);
});
afterAll(() => gateway.stop());

const events = 600;
// A long message, so that those for one who does not read fill all buffers on the way.
const titles = Array.from({ length: 90 }, (_, at) => `${'long'.repeat(20)}${at}: title`).join(' ');
const query = `subscription ($after: String) { noticePublished(after: $after) { cursor notice { ${titles} } } }`;

interface Follower {
  socket: WebSocket;
  cursors: string[];
}

async function follow(id: string, after: string | undefined): Promise<Follower> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const cursors: string[] = [];
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as {
      id: string;
      type: string;
      payload: { data: { noticePublished: { cursor: string; notice: object } } };
    };
    expect(message).toMatchObject({ id, type: 'next' });
    const { cursor, notice } = message.payload.data.noticePublished;
    expect(Object.keys(notice)).toHaveLength(90);
    cursors.push(cursor);
  });
  socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables: { after } } }));
  return { socket, cursors };
}

const happen = (count: number) =>
  gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select now(), 'NOTICE_CLOSED', 'SYSTEM', 'PublicityNotice', id, '{"closesOn": "2025-08-27"}'
     from publicity_notice, generate_series(1, $1::int)`,
    [count],
  );

test(
  'a subscriber that does not read misses nothing, and the others do not wait for it',
  { timeout: 120_000 },
  async () => {
    const quick = await follow('1', start);
    await happen(1);
    await expect.poll(() => quick.cursors.length, { timeout: 20_000 }).toBe(1);
    const [other, slow] = [await follow('one of mine', quick.cursors[0]), await follow('1', start)];
    await expect.poll(() => slow.cursors.length, { timeout: 20_000 }).toBe(1);
    slow.socket.pause();
    await happen(events);
    await expect.poll(() => quick.cursors.length, { timeout: 60_000 }).toBe(1 + events);
    await expect.poll(() => other.cursors.length, { timeout: 20_000 }).toBe(events);
    expect(slow.cursors.length).toBe(1);
    slow.socket.resume();
    await expect.poll(() => slow.cursors.length, { timeout: 60_000 }).toBe(1 + events);
    await happen(1);
    const all = [quick, other, slow];
    await expect
      .poll(() => all.map(({ cursors }) => cursors.length), { timeout: 20_000 })
      .toEqual([2, 1, 2].map((more) => events + more));
    expect(slow.cursors).toEqual(quick.cursors);
    expect(other.cursors).toEqual(quick.cursors.slice(1));
    expect(new Set(quick.cursors).size).toBe(quick.cursors.length);
    for (const { socket } of all) socket.terminate();
  },
);
