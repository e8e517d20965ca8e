import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { BadDay, type DayOptions } from './bad-day.js';
import { embeddedPid } from '../../test/kit/gateway-process.js';
import { requestCode } from '../../test/kit/people.js';
import { query } from '../../test/kit/standalone.js';
import { PublicReceiver } from './public-receiver.js';
import { Random } from './random.js';
import { Receiver } from './receiver.js';
import { until } from './until.js';
import { ShutDoor } from './shut-door.js';
import { SmallDisk } from './small-disk.js';

/*
 * `npm run faults`, second part: nothing is killed, but the machine has a fault. A disk is full or read-only,
 * PostgreSQL is unreachable, the clock jumps, or no name is resolved. No acknowledged data may be lost, no file may be
 * given up, requests that cannot be served get 503, the process must not end, and it must serve again without help when
 * the fault ends.
 */
const now = '2025-08-20T02:00:00Z';
let day: BadDay | undefined;
afterEach(async () => {
  await day?.end();
  day = undefined;
});

async function arrange(options: DayOptions = {}): Promise<BadDay> {
  day = await BadDay.arrange(options);
  return day;
}

/** Runs one such day and prints the result. */
async function play(name: string, played: BadDay, makeBad: () => unknown, makeGood: () => unknown): Promise<void> {
  const report = await played.play(makeBad, makeGood);
  process.stdout.write(`${JSON.stringify({ day: name, ...report })}\n`);
  const { lost, doubled, filesGivenUp, gatewayEnded } = report;
  expect({ lost, doubled, filesGivenUp, gatewayEnded }).toEqual(harmless);
  const odd = Object.keys(report.answers).filter((answer) => !/ (20[02]|503 UNAVAILABLE)$/.test(answer));
  expect(odd, 'answers that are neither served nor 503').toEqual([]);
}
const harmless = { lost: 0, doubled: 0, filesGivenUp: 0, gatewayEnded: false };

describe.skipIf(!SmallDisk.isPossible)('a disk', () => {
  test('of the data folder is full', async () => {
    const played = await arrange({ dataDisk: 8 });
    const { data } = played.disks;
    await played.gateway.start(now);
    await play(
      'data folder full',
      played,
      () => data?.fill(),
      () => data?.clear(),
    );
  });

  test('of the data folder cannot be written', async () => {
    const played = await arrange({ dataDisk: 8 });
    const { data } = played.disks;
    await played.gateway.start(now);
    await play(
      'data folder read-only',
      played,
      // The file system cannot become read-only while a file is open for writing.
      () => until('nothing is written', async () => !data?.setWritable(false)),
      () => data?.setWritable(true),
    );
  });

  test('of PostgreSQL is full', async () => {
    const played = await arrange({ databaseDisk: 400 });
    const { database } = played.disks;
    await played.gateway.start(now);
    await play(
      'PostgreSQL full',
      played,
      () => database?.fill(),
      () => database?.clear(),
    );
  });
});

describe.skipIf(!SmallDisk.isPossible)('a disk of PostgreSQL', () => {
  test('cannot be written', async () => {
    const played = await arrange({ databaseDisk: 400 });
    const { database } = played.disks;
    await played.gateway.start(now);
    await play(
      'PostgreSQL read-only',
      played,
      // A server that cannot write ends; until then its open files keep the disk in use.
      () =>
        until('nothing is written', async () => {
          const pid = embeddedPid(database!.folder);
          if (pid !== undefined && fs.existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
          await sleep(20);
          database?.setWritable(false);
          return true;
        }),
      () => database?.setWritable(true),
    );
  });
});

test('PostgreSQL is away at the start, and later', async () => {
  let door: ShutDoor | undefined;
  const through = async (ownerUrl: string) => {
    door = await ShutDoor.before(ownerUrl);
    return door.through(ownerUrl);
  };
  const played = await arrange({ through });
  const { gateway } = played;
  gateway.begin(now);
  await sleep(5_000);
  expect(gateway.isRunning).toBe(true);
  const began = Date.now();
  await door?.open();
  await gateway.ready();
  process.stdout.write(`${JSON.stringify({ day: 'PostgreSQL away at the start', readyAfter: Date.now() - began })}\n`);
  await play(
    'PostgreSQL away',
    played,
    () => door?.shut(),
    () => door?.open(),
  );
  door?.shut();
});

test('PostgreSQL dies for good, and its replica takes its place', async () => {
  const played = await arrange({ replica: true });
  await played.gateway.start(now);
  let took = 0;
  await play(
    'failover',
    played,
    async () => {
      const began = Date.now();
      await played.servers!.failOver();
      took = Date.now() - began;
    },
    () => undefined,
  );
  process.stdout.write(`${JSON.stringify({ day: 'failover', anotherPrimaryAfter: took })}\n`);
});

describe('a machine', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bad-machine-'));
  const says = path.join(folder, 'says.json');
  const say = (words: object) => fs.writeFileSync(says, JSON.stringify(words));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function startOn(host?: string, more: Record<string, string> = {}): Promise<BadDay> {
    say({});
    const loaded = new URL('./bad-machine.mjs', import.meta.url).href;
    const named = async (ownerUrl: string) => ownerUrl.replace('127.0.0.1', host ?? '127.0.0.1');
    const environment = { NODE_OPTIONS: `--import=${loaded}`, BAD_MACHINE: says, ...more };
    const played = await arrange({ through: named, environment });
    await played.gateway.start(now);
    return played;
  }

  test.each([
    ['forward', 600_000],
    ['back', -600_000],
  ])('whose clock jumps %s, and back again', async (way, clock) => {
    const played = await startOn();
    await play(
      `clock ${way}`,
      played,
      () => say({ clock }),
      () => say({}),
    );
  });

  test('that resolves no name any more', async () => {
    const played = await startOn('localhost');
    await play(
      'no names',
      played,
      () => say({ names: false }),
      () => say({}),
    );
  });

  test('that resolves no name of the provider of text messages', async () => {
    const receiver = new Receiver(new Random(1));
    receiver.isFickle = false;
    await receiver.open();
    const provider = {
      SMS_PROVIDER: 'aliyun',
      SMS_ENDPOINT: receiver.url.replace('127.0.0.1', 'localhost'),
      SMS_ACCESS_KEY_ID: 'test',
      SMS_ACCESS_KEY_SECRET: 'test',
      SMS_SIGN_NAME: 'test',
      SMS_TEMPLATES: '{"VERIFICATION_CODE":"SMS_1"}',
    };
    const played = await startOn(undefined, provider);
    const messages = () =>
      query<{ status: string; attempts: number }>(played.ownerUrl, 'select status, attempts from text_message');
    await play(
      'no names for text messages',
      played,
      async () => {
        say({ names: false });
        await requestCode(played.gateway as never, '13800000001', 'SIGN_IN');
        await until('it is tried', async () => (await messages())[0]?.attempts === 1);
      },
      () => say({}),
    );
    await until('the message arrives', async () => receiver.texts.size === 1, 120);
    // Recorded shortly after the provider has answered.
    await until('it is noted', async () => (await messages())[0]?.status === 'SENT');
    receiver.close();
  });

  test.skipIf(!PublicReceiver.isPossible)('that resolves no name of a receiver of webhooks', async () => {
    const receiver = new PublicReceiver();
    await receiver.open();
    onTestFinished(() => receiver.close());
    const played = await startOn(undefined, { NODE_EXTRA_CA_CERTS: receiver.certificate });
    const good = { hosts: receiver.hosts };
    say(good);
    const { insurer } = played.world;
    await played.gateway
      .client(insurer.token)
      .get('mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { webhook { id } } }', {
        input: { url: receiver.url, types: ['POLICIES_SUBMITTED'], idempotencyKey: 'hook' },
      });
    const deliveries = (counted: string) =>
      query<{ count: string }>(played.ownerUrl, `select count(*) as count from webhook_delivery where ${counted}`).then(
        ([row]) => Number(row?.count),
      );
    await play(
      'no names for webhooks',
      played,
      async () => {
        await until('a message arrives', async () => receiver.messages.size > 0);
        say({ names: false });
        await until('a delivery fails', async () => (await deliveries(`status = 'PENDING' and attempt_count > 0`)) > 0);
      },
      () => say(good),
    );
    const began = Date.now();
    await until('all are delivered', async () => (await deliveries(`status <> 'DELIVERED'`)) === 0, 300);
    const all = await deliveries('true');
    process.stdout.write(
      `${JSON.stringify({ day: 'no names for webhooks', deliveries: all, deliveredAfter: Date.now() - began })}\n`,
    );
    expect(receiver.messages.size).toBe(all);
  });
});
