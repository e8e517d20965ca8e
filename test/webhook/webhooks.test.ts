import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { pauseOf } from '../../src/webhook/delivery/post-webhook.js';
import { sendWebhooks } from '../../src/webhook/webhook.jobs.js';
import { isPublicAddress, requireAddress } from '../../src/webhook/webhook-address.js';
import {
  RegisterWebhookDocument,
  RemoveWebhookDocument,
  ReplayWebhookDeliveryDocument,
  ReplayWebhookDocument,
  SendTestDeliveryDocument,
  WebhooksDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { settle } from '../kit/jobs.js';
import { eventually } from '../kit/eventually.js';
import { publishYear } from '../kit/published-year.js';
import { allSealed } from '../kit/sealed.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

let gateway: TestGateway;
let receiver: http.Server;
let url: string;
let science: Person;
let insurer: Person;
const received: { headers: http.IncomingHttpHeaders; body: string; path: string | undefined }[] = [];
/** What the receiver answers next; 200 where nothing is said. */
let answers: number[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ environment: { BACKGROUND_JOBS: 'true' }, madeUpEvents: true });
  receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const status = answers.shift() ?? 200;
      if (status === 200) received.push({ headers: request.headers, body, path: request.url });
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  science = await arrangePerson(gateway, Role.SCIENCE);
  insurer = await arrangeInsurer(gateway);
});
afterAll(async () => {
  await gateway.stop();
  receiver.close();
});

const register = async ({ client }: Person, address: string, types: string[] = [], idempotencyKey = address) =>
  (await client.get(RegisterWebhookDocument, { input: { url: address, types: types as never, idempotencyKey } }))
    .registerWebhook;

let secret: string;

async function countFailures(): Promise<number> {
  const [row] = await gateway.sql<{ count: string }>(`select count(*) from webhook_attempt where failure is not null`);
  return Number(row?.count);
}

/** So many attempts are written down as failed; the clock continues only after that. */
const failuresAre = (count: number) =>
  eventually(async () => (await countFailures()) === count, `${count} failures are recorded`);

/** Everything that happened so far has arrived. */
const quiet = () =>
  eventually(async () => {
    const [row] = await gateway.sql<{ behind: number }>(`
      select (select count(*) from webhook_delivery join webhook on webhook.id = webhook_id
          where status = 'PENDING' and removed_at is null)
        + (select count(*) from event_pending)
        + (select count(*) from webhook where removed_at is null
            and position < (select max(position) from event_seal)) as behind`);
    return Number(row?.behind) === 0;
  }, 'everything is delivered');

test('only https on a public host, or 127.0.0.1 in the sandbox', async () => {
  for (const bad of [
    'ftp://example.org',
    'http://example.org/hook',
    'https://localhost/hook',
    'https://10.1.2.3/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://[::ffff:7f00:1]/hook',
    'https://[::127.0.0.1]/hook',
    'https://[2002:a00:1::]/hook',
    'https://[64:ff9b::a00:1]/hook',
    'https://0x7f000001/hook',
    'https://2130706433/hook',
    'https://[::ffff:169.254.169.254]/latest',
    'https://169.254.169.254/latest',
    'https://user:pass@example.org/',
    'https://localhost./hook',
    'https://hooks.example.org./hook',
    'https://printer.localhost/hook',
    'https://printer.local/hook',
    'https://metadata.google.internal/hook',
    'https://router.lan/hook',
    'https://127.0.0.1./hook',
    'nonsense',
  ]) {
    expect((await register(science, bad)).userErrors, bad).toMatchObject([{ code: 'WEBHOOK_ADDRESS_UNFIT' }]);
  }
  expect(() => requireAddress('http://127.0.0.1/hook', false)).toThrow();
  expect(requireAddress('https://hooks.example.org/x', false).host).toBe('hooks.example.org');
  expect(['8.8.8.8', '192.168.1.1', '::ffff:10.0.0.1', '2606:4700::1'].map(isPublicAddress)).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('events are delivered with Standard Webhooks signatures, in order for each subject', async () => {
  const registered = await register(science, url);
  expect(registered.userErrors).toEqual([]);
  secret = registered.secret!;
  expect((await register(science, url)).webhook?.id).toBe(registered.webhook?.id);
  const year = await publishYear(gateway, 3);
  await eventually(async () => received.some(({ body }) => body.includes('NOTICE_PUBLISHED')), 'the notice arrives');
  await quiet();
  for (const { headers, body } of received) {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  }
  const events = received.map(
    ({ body }) => JSON.parse(body) as { type: string; subject: string; data: { to?: string } },
  );
  const [, claimEvents] = [...Map.groupBy(events, ({ subject }) => subject)].find(
    ([, group]) => group[0]?.type === 'CLAIM_STATUS_CHANGED',
  )!;
  expect(claimEvents.map(({ data }) => data.to)).toEqual(['PROPOSED', 'IN_REVIEW', 'PUBLICISED']);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(received.length);
  expect(year.noticeId).toBeTruthy();
});

test('an insurer’s webhook delivers what the insurer may see, and nothing else', async () => {
  const before = received.length;
  const foreign = await register(insurer, `${url}?insurer`, ['CLAIM_STATUS_CHANGED', 'NOTICE_PUBLISHED']);
  expect(foreign.userErrors).toEqual([]);
  await gateway.sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', id, '{"to": "OBJECTED"}' from claim limit 1`);
  await gateway.sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    select now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', id, '{"release": 9}' from publicity_notice`);
  await eventually(async () => received.length >= before + 3, 'three deliveries');
  await quiet();
  const { webhooks } = await insurer.client.get(WebhooksDocument);
  expect(webhooks.nodes[0]?.deliveries.nodes.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
    'NOTICE_PUBLISHED',
  ]);
  await insurer.client.get(RemoveWebhookDocument, { input: { webhookId: foreign.webhook!.id } });
});

test('a failing receiver is retried with back-off; the next event of the subject waits; attempts are visible', async () => {
  await quiet();
  received.length = 0;
  answers = [500, 302];
  const [{ id } = { id: '' }] = await gateway.sql<{ id: string }>(`select id from claim limit 1`);
  for (const to of ['FIRST', 'SECOND']) {
    await gateway.sql(
      `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
       values (now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', $1, jsonb_build_object('to', $2::text))`,
      [id, to],
    );
  }
  await eventually(async () => answers.length === 1, 'the first attempt');
  // Looked for again before its pause is over, nothing is due.
  await settle(gateway, sendWebhooks);
  expect([answers.length, received.length]).toEqual([1, 0]);
  await failuresAre(1);
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 6_000));
  await eventually(async () => answers.length === 0, 'the second attempt');
  await failuresAre(2);
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 31_000));
  await eventually(async () => received.length === 2, 'both arrive');
  expect(received.map(({ body }) => (JSON.parse(body) as { data: { to: string } }).data.to)).toEqual([
    'FIRST',
    'SECOND',
  ]);
  const { webhooks } = await science.client.get(WebhooksDocument);
  const delivery = webhooks.nodes[0]!.deliveries.nodes.find(({ body }) => body.includes('FIRST'))!;
  expect(delivery.attempts).toEqual([
    { httpStatus: 500, failure: 'HTTP 500' },
    { httpStatus: 302, failure: 'HTTP 302' },
    { httpStatus: 200, failure: null },
  ]);
});

test('a delivery is given up after the last attempt, and can be replayed', { timeout: 60_000 }, async () => {
  await quiet();
  received.length = 0;
  const [{ id } = { id: '' }] = await gateway.sql<{ id: string }>(`select id from claim offset 1 limit 1`);
  answers = Array.from({ length: 8 }, () => 503);
  const before = await countFailures();
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     values (now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', $1, '{"to": "LOST"}')`,
    [id],
  );
  for (let left = 7; left >= 0; left -= 1) {
    await eventually(async () => answers.length === left, `attempt ${8 - left}`);
    await failuresAre(before + 8 - left);
    gateway.clock.set(new Date(gateway.clock.now().getTime() + 43_300_000));
  }
  const { webhooks } = await science.client.get(WebhooksDocument);
  const failed = webhooks.nodes[0]!.deliveries.nodes.find(({ status }) => status === 'FAILED')!;
  expect(failed.attempts).toHaveLength(8);
  const foreign = await insurer.client.get(ReplayWebhookDeliveryDocument, { input: { deliveryId: failed.id } });
  expect(foreign.replayWebhookDelivery.userErrors).toMatchObject([{ code: 'WEBHOOK_NOT_FOUND' }]);
  await science.client.get(ReplayWebhookDeliveryDocument, { input: { deliveryId: failed.id } });
  await eventually(async () => received.some(({ body }) => body.includes('LOST')), 'the replay arrives');
});

test('a test is delivered with a signature, only for the owner, and once for a key', async () => {
  await quiet();
  received.length = 0;
  const { webhooks } = await science.client.get(WebhooksDocument);
  const webhookId = webhooks.nodes[0]!.id;
  const input = { webhookId, idempotencyKey: 'test' };
  const foreign = await insurer.client.get(SendTestDeliveryDocument, { input });
  expect(foreign.sendTestDelivery.userErrors).toEqual([{ code: 'WEBHOOK_NOT_FOUND' }]);
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  const audited = await auditor.client.get(SendTestDeliveryDocument, { input });
  expect(audited.sendTestDelivery.userErrors).toEqual([{ code: 'WEBHOOK_NOT_FOUND' }]);
  const ids = await Promise.all(
    [1, 2].map(
      async () => (await science.client.get(SendTestDeliveryDocument, { input })).sendTestDelivery.delivery?.id,
    ),
  );
  expect(ids[0]).toBe(ids[1]);
  await quiet();
  expect(received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { type: 'WEBHOOK_TEST', timestamp: expect.any(String), cursor: null, subject: webhookId, data: {} },
  ]);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const [{ headers, body }] = received as [(typeof received)[0]];
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
});

test('a webhook gets events after a cursor again, in order, and with ids only if it is set so', async () => {
  await quiet();
  const owner = await arrangePerson(gateway, Role.REGULATOR);
  const idempotencyKey = 'ids';
  const types = ['CLAIM_STATUS_CHANGED'] as never;
  const input = { url: `${url}?ids`, types, content: 'IDS' as never, idempotencyKey };
  const { webhook } = (await owner.client.get(RegisterWebhookDocument, { input })).registerWebhook;
  received.length = 0;
  const arrived = () => received.filter(({ path }) => path?.endsWith('?ids'));
  const replay = async (after: string, { client } = owner) =>
    (await client.get(ReplayWebhookDocument, { input: { webhookId: webhook!.id, after } })).replayWebhook.userErrors;
  await allSealed(gateway);
  const { events } = await owner.client.get<{ events: { nodes: { cursor: string; subjectId: string }[] } }, object>(
    '{ events(filter: { types: [CLAIM_STATUS_CHANGED] }, first: 100) { nodes { cursor subjectId } } }',
  );
  const [first, ...later] = events.nodes;
  expect(later.length).toBeGreaterThan(3);
  expect(await replay(first!.cursor, insurer)).toEqual([{ code: 'WEBHOOK_NOT_FOUND' }]);
  for (const times of [1, 2]) {
    expect(await replay(first!.cursor)).toEqual([]);
    await eventually(async () => arrived().length >= times * later.length, 'everything arrives again');
    await quiet();
  }
  expect(arrived()).toHaveLength(2 * later.length);
  const ids = arrived().map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(later.length);
  const bodies = arrived().map(({ body }) => JSON.parse(body) as { cursor: string; subject: string; data?: unknown });
  expect(bodies.filter(({ data }) => data !== undefined)).toEqual([]);
  for (const half of [bodies.slice(0, later.length), bodies.slice(later.length)]) {
    for (const [subject, sent] of Map.groupBy(half, (body) => body.subject)) {
      const happened = later.filter(({ subjectId }) => subjectId === subject).map(({ cursor }) => cursor);
      expect(sent.map(({ cursor }) => cursor)).toEqual(happened);
    }
  }
  const [last] = await gateway.sql<{ position: string }>('select max(position) + 5 as position from event_seal');
  const beyond = Buffer.from(JSON.stringify(['EVENTS', last!.position])).toString('base64url');
  await expect(replay(beyond)).rejects.toThrow('CURSOR_EXPIRED');
  await owner.client.get(RemoveWebhookDocument, { input: { webhookId: webhook!.id } });
});

test('a receiver that does not answer delays no other', async () => {
  await quiet();
  const hanging = http.createServer(() => undefined);
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`;
  const other = await arrangePerson(gateway, Role.AUDITOR);
  const silent = await register(other, address, ['CLAIM_STATUS_CHANGED']);
  received.length = 0;
  // Sixty subjects: three rounds of ten seconds each, if one waited for the other.
  await gateway.sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', gen_random_uuid(), '{"to": "SIXTY"}'
    from generate_series(1, 60)`);
  await eventually(async () => received.filter(({ body }) => body.includes('SIXTY')).length === 60, 'all arrive');
  const { webhooks } = await other.client.get(WebhooksDocument);
  expect(webhooks.nodes[0]!.deliveries.nodes.some(({ status }) => status === 'DELIVERED')).toBe(false);
  await other.client.get(RemoveWebhookDocument, { input: { webhookId: silent.webhook!.id } });
  hanging.closeAllConnections();
  hanging.close();
});

test('a person who lost the role receives nothing more', async () => {
  await gateway.sql(`update role_grant set revoked_at = now() where account_id = $1`, [science.accountId]);
  received.length = 0;
  await gateway.sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', id, '{}' from claim limit 1`);
  await eventually(
    async () => (await gateway.sql(`select 1 from webhook where removed_at is null`)).length === 0,
    'the webhook is removed',
  );
  expect(received).toEqual([]);
});

test('a receiver can say when to retry, and that it is gone permanently', async () => {
  await quiet();
  const replies = [
    { status: 429, headers: { 'retry-after': '3600' } },
    { status: 410, headers: {} },
  ];
  const asking = http.createServer((request, response) => {
    request.resume();
    const { status, headers } = replies.shift() ?? { status: 200, headers: {} };
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => asking.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(asking.address() as AddressInfo).port}/leaving`;
  const owner = await arrangePerson(gateway, Role.SCIENCE);
  const { webhook } = await register(owner, address, ['CLAIM_STATUS_CHANGED']);
  const [before] = await gateway.sql<{ count: string }>(`select count(*) from webhook_attempt where http_status = 429`);
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', id, '{"to": "LATER"}' from claim limit 1`,
  );
  await eventually(async () => {
    const [row] = await gateway.sql<{ count: string }>(`select count(*) from webhook_attempt where http_status = 429`);
    return Number(row?.count) > Number(before?.count);
  }, 'the receiver asks for time');
  const [due] = await gateway.sql<{ pause: number }>(
    `select extract(epoch from next_attempt_at - started_at)::int as pause
     from webhook_delivery join webhook_attempt on delivery_id = webhook_delivery.id where http_status = 429`,
  );
  expect(due?.pause).toBe(3_600);
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 3_601_000));
  await eventually(async () => {
    const [row] = await gateway.sql<{ removed_because: string | null }>(
      `select removed_because from webhook where url = $1`,
      [address],
    );
    return row?.removed_because === 'GONE';
  }, 'the webhook ends');
  expect(replies).toEqual([]);
  expect(webhook?.id).toBeDefined();
  asking.close();
});

test('a pause is seconds or a date, and a day at most', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const pauses = [
    '120',
    'Thu, 01 Jan 2026 00:10:00 GMT',
    'Wed, 31 Dec 2025 00:00:00 GMT',
    '999999999',
    '-1',
    'soon',
    '',
  ];
  expect(pauses.map((header) => pauseOf(header, now))).toEqual([120, 600, 0, 86_400, 0, 0, 0]);
});

test('an event of an objection has the API’s id of its notice', async () => {
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  expect((await register(auditor, `${url}/objections`, ['OBJECTION_WITHDRAWN'])).userErrors).toEqual([]);
  const [notice] = await gateway.sql<{ id: string }>(`select id from publicity_notice limit 1`);
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     values ($1, 'OBJECTION_WITHDRAWN', 'SYSTEM', 'Objection', gen_random_uuid(), $2)`,
    [gateway.clock.now(), { noticeId: notice!.id, creditCode: null }],
  );
  const arrived = () => received.filter(({ path }) => path === '/hook/objections');
  await eventually(async () => arrived().length > 0, 'the objection arrives');
  expect(JSON.parse(arrived()[0]!.body)).toMatchObject({
    type: 'OBJECTION_WITHDRAWN',
    data: { noticeId: globalId('PublicityNotice', notice!.id), creditCode: null },
  });
});
