import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { RegisterWebhookDocument, SuspendInstitutionDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, someLines } from '../kit/published.js';
import { eventually } from '../kit/eventually.js';
import { confirmContact } from '../kit/published-year.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* What is sent without a request, over a socket, as server-sent events and to webhooks, has every text as it was written. */

const hostile = [
  'e\u0301 한 葛\u{e0100}城 ก\u0e49',
  '䶮𬭎😀👨\u200d👩\u200d👧',
  'ＡＢＣ　（测试）',
  '_x0041_ &lt; ]]> \\u0041 \\n %0A',
  '=1+1',
  '+1 -1 @a',
  `"'\`’“\\`,
  '\u202eשלום\u202c\u200f',
  '第一行\n第二行\r\ndata: x\n\nevent: complete',
  '\u2028\u2029\ufeffx',
];

let gateway: TestGateway;
let science: Person;
let receiver: http.Server;
const bodies: string[] = [];
beforeAll(async () => {
  gateway = await startTestGateway({
    world: programmeWorld,
    now: '2025-08-20T02:00:00Z',
    environment: { BACKGROUND_JOBS: 'true' },
  });
  science = await arrangePerson(gateway, Role.SCIENCE);
  receiver = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await gateway.stop();
  receiver.close();
});

const query = `subscription ($after: String) { objectionFiled(after: $after) { objection { filing { statement } } } }`;
interface News {
  objectionFiled: { objection: { filing: { statement: string } } };
}

async function statementsOf(stream: AsyncIterableIterator<{ data?: News | null }>): Promise<string[]> {
  const read: string[] = [];
  for await (const { data } of stream) {
    read.push(data!.objectionFiled.objection.filing.statement);
    if (read.length === hostile.length) break;
  }
  return read;
}

test('over a socket and as server-sent events', async () => {
  const { id } = await arrangeNotice(gateway, someLines(1), '2099-12-31');
  const file = `mutation ($i: FileObjectionInput!) { fileObjection(input: $i) { userErrors { code } } }`;
  for (const [at, statement] of hostile.entries()) {
    await gateway.sql('update contact_challenge set address_digest = gen_random_uuid()::text');
    const contact = await confirmContact(gateway, id, `1396661${String(at).padStart(4, '0')}`);
    const input = { ...contact, creditCode: null, name: '王小明', statement };
    const { data } = await gateway.client().ask(file, { i: input } as object);
    expect(data, statement).toEqual({ fileObjection: { userErrors: [] } });
  }
  const wanted = hostile.map((text) => text.trim());
  const asked = { query, variables: { after: eventCursor('0') } };
  const socket = science.client.socket();
  expect(await statementsOf(socket.iterate<News>(asked))).toEqual(wanted);
  await socket.dispose();
  const events = createClient({ url: `${gateway.url}/graphql/stream`, headers: science.client.headers });
  expect(await statementsOf(events.iterate<News>(asked))).toEqual(wanted);
  events.dispose();
});

test('in the body of a webhook, and in what is shown of it', async () => {
  const { port } = receiver.address() as AddressInfo;
  const input = {
    url: `http://127.0.0.1:${port}/`,
    types: ['INSTITUTION_SUSPENDED' as const],
    idempotencyKey: 'texts',
  };
  const { registerWebhook } = await science.client.get(RegisterWebhookDocument, { input });
  expect(registerWebhook.userErrors).toEqual([]);
  const wanted = new Map<string, string>();
  for (const reason of hostile) {
    const institution = globalId('Institution', (await arrangeInsurer(gateway)).subjectId as string);
    const { suspendInstitution } = await science.client.get(SuspendInstitutionDocument, {
      input: { institutionId: institution, version: 1, reason },
    });
    expect(suspendInstitution.institution?.reason).toBe(reason.trim());
    wanted.set(institution, reason.trim());
  }
  await eventually(async () => bodies.length >= hostile.length, 'everything is delivered');
  const received = bodies.map((body) => JSON.parse(body) as { subject: string; data: { reason: string } });
  expect(new Set(received.map(({ data }) => data.reason))).toEqual(new Set(wanted.values()));
  const shown = await science.client.ask<
    { webhooks: { nodes: { deliveries: { nodes: { body: string }[] } }[] } },
    object
  >('{ webhooks { nodes { deliveries(first: 50) { nodes { body } } } } }');
  const shownBodies = shown.data?.webhooks.nodes[0]?.deliveries.nodes.map(({ body }) => body);
  expect(shownBodies?.toSorted()).toEqual(bodies.toSorted());
});
