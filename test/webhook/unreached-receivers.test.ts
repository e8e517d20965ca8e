import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { Outages } from '../../src/kernel/outside/outages.js';
import { feedWebhooks, sendWebhooks } from '../../src/webhook/webhook.jobs.js';
import { SetAside } from '../../src/job/set-aside.js';
import { RegisterWebhookDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { runJob } from '../kit/jobs.js';
import { eventually } from '../kit/eventually.js';
import { systemContext } from '../kit/system-context.js';
import { arrangePerson, type Person } from '../kit/world.js';

/* A receiver whose name is lost, or whose machine is away, is said once, however often it is tried; and once that it is back. */
let gateway: TestGateway;
let science: Person;
let receiver: http.Server;
let port: number;
const said: { whom: string; text: string }[] = [];
const outages = new Outages({
  warn: ((words: { whom: string }, text: string) => void said.push({ whom: words.whom, text })) as never,
});

beforeAll(async () => {
  gateway = await startTestGateway({ madeUpEvents: true });
  science = await arrangePerson(gateway, Role.SCIENCE);
  receiver = http.createServer((request, response) => request.resume().on('end', () => response.end()));
  await listen(0);
  port = (receiver.address() as AddressInfo).port;
  await new Promise((resolve) => receiver.close(resolve));
});
afterAll(async () => {
  await gateway.stop();
  receiver.close();
});

const listen = (on: number) => new Promise<void>((resolve) => receiver.listen(on, '127.0.0.1', resolve));

async function happen(): Promise<void> {
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select now(), 'NOTICE_CLOSED', 'SYSTEM', 'PublicityNotice', gen_random_uuid(), '{"closesOn": "2025-08-27"}'
     from generate_series(1, 3)`,
  );
  await eventually(
    async () => (await gateway.sql('select 1 from event_pending limit 1')).length === 0,
    'all is sealed',
  );
  while (await runJob(feedWebhooks, systemContext(gateway).context));
}

async function send(): Promise<void> {
  const aside = new SetAside((_, error) => {
    throw error;
  });
  while (await sendWebhooks.work(systemContext(gateway).context, aside, outages));
}

const pending = () => gateway.sql(`select 1 from webhook_delivery where status = 'PENDING'`);

test(
  'one message for each of them when they become unreachable, and one when they are back',
  { timeout: 60_000 },
  async () => {
    const [lost, away] = ['no-such-name.example.com', `127.0.0.1:${port}`];
    for (const url of [`https://${lost}/hook`, `http://${away}/hook`]) {
      const input = { url, types: ['NOTICE_CLOSED'] as never, idempotencyKey: url };
      expect((await science.client.get(RegisterWebhookDocument, { input })).registerWebhook.userErrors).toEqual([]);
    }
    await happen();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await send();
      gateway.clock.set(new Date(gateway.clock.now().getTime() + 600_000));
    }
    expect(await pending()).toHaveLength(6);
    const isAway = (whom: string) => ({ whom, text: 'They cannot be reached; it is tried again' });
    expect(said.toSorted((one, other) => (one.whom < other.whom ? -1 : 1))).toEqual([isAway(away), isAway(lost)]);
    await listen(port);
    await send();
    expect(await pending()).toHaveLength(3);
    expect(said.slice(2)).toEqual([{ whom: away, text: 'They can be reached again' }]);
  },
);
