import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmsTemplate } from '../../src/message/text-message.js';
import { type Production, startProduction } from '../kit/production.js';
import { eventually } from '../kit/eventually.js';

/* Every command of docs/first-day.md, as it is written there and in its order, against a gateway in production mode. */
const page = fs.readFileSync('docs/first-day.md', 'utf8');
const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block as string);
const offices = JSON.parse(/OFFICES='(\[.*?\])'/s.exec(page)?.[1] as string) as {
  name: string;
  phone: string;
  role: string;
}[];

let production: Production;
let folder: string;
/** What a shell would still know of the blocks before. */
let known: Record<string, string>;

beforeAll(async () => {
  production = await startProduction({ now: '2025-08-15T01:00:00Z', offices });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-first-day-'));
  const command = path.join(folder, 'bin');
  fs.mkdirSync(command);
  // `npx mianshen` of an installed package; here it is the built command.
  const script = `#!/bin/sh\nshift\nexec "${process.execPath}" "${path.resolve('dist/cli/main.js')}" "$@"\n`;
  fs.writeFileSync(path.join(command, 'npx'), script, { mode: 0o755 });
  known = {
    PATH: `${command}:${process.env['PATH']}`,
    GATEWAY: production.gateway.url,
    PROVIDER_ID: 'id',
    PROVIDER_SECRET: 'secret',
    PEOPLE_URL: production.people.url,
    PEOPLE_SECRET: production.people.secret,
    BANK_URL: production.bank.url,
    BANK_SECRET: production.bank.secret,
  };
});
afterAll(async () => {
  await production.stop();
  fs.rmSync(folder, { recursive: true });
});

/** Runs a block as a shell that continues from the one before; ends where a command fails. */
async function run(block: string): Promise<string> {
  const script = `set -euo pipefail\n${block}\nenv -0 > "$OLDPWD_ENV"\n`;
  const kept = path.join(folder, 'environment');
  const child = spawn('bash', ['-c', script.replaceAll(/^([A-Z_]+)="\$\(/gm, 'export $1="$(')], {
    cwd: folder,
    env: { ...known, OLDPWD_ENV: kept },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [child.stdout.toArray(), child.stderr.toArray()];
  const [code] = (await once(child, 'close')) as [number | null];
  const texts = [Buffer.concat(await out).toString(), Buffer.concat(await err).toString()];
  expect(code, `${block}\n${texts.join('\n')}`).toBe(0);
  const pairs = fs.readFileSync(kept, 'utf8').split('\0').filter(Boolean);
  known = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  return texts[0] as string;
}

/** After a command that asked for a code, what came to the phone is typed in by its owner. */
async function readPhone(block: string): Promise<void> {
  const asked = /sign-in (\d+) --url "\$GATEWAY"\n$/.exec(block);
  if (!asked) return;
  const text = await eventually(
    async () => production.sent.findLast(({ phone }) => phone === asked[1]),
    `a code comes to ${asked[1]}`,
  );
  known[asked[1] === '13900000001' ? 'CODE' : 'OTHER_CODE'] = text.parameters['code'] as string;
}

test('the page has commands for each of its steps', () => {
  expect(blocks.length).toBeGreaterThan(9);
});

test('every command does what the page says, in its order', { timeout: 120_000 }, async () => {
  const answers = [];
  for (const block of blocks) {
    answers.push(await run(block));
    await readPhone(block);
  }
  const all = answers.join('\n');
  expect(all).toContain('"code":"FJ-2025"');
  expect(all).toContain('"role":"PLATFORM"');
  expect(all).toContain('"eligible":true');
});

test('the settings of the page are those that the gateway reads, and enough for it to start in production', async () => {
  const { readConfig } = await import('../../src/config/config.js');
  const names = [
    'OLDPWD_ENV',
    'GATEWAY',
    'LIST',
    'TOKEN',
    'OTHER_TOKEN',
    'CODE',
    'OTHER_CODE',
    'PATH',
    'PWD',
    'SHLVL',
    '_',
  ];
  const outside = /^(PROVIDER|PEOPLE|BANK)_/;
  const settings = Object.fromEntries(
    Object.entries(known).filter(([name]) => !names.includes(name) && !outside.test(name)),
  );
  const config = readConfig(settings);
  expect([config.production, config.offices?.length]).toEqual([true, offices.length]);
  const coded = config.sms.provider === 'aliyun' ? Object.keys(config.sms.templates) : [];
  expect(coded.toSorted()).toEqual(Object.values(SmsTemplate).toSorted());
});
