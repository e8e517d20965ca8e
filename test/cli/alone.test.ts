import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* The command without the gateway: as a package of its own, and as the file that a gateway serves. */
const run = promisify(execFile);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-alone-'));
let gateway: TestGateway;
let environment: Record<string, string>;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  const clerk = await arrangeInsurer(gateway);
  const company = await arrangeEnterprise(gateway);
  fs.writeFileSync(path.join(folder, 'policies.csv'), csvOf([policyRow(company), policyRow(company)]));
  environment = { MIANSHEN_URL: gateway.url, MIANSHEN_TOKEN: clerk.token, MIANSHEN_PROGRAMME: programmeCode };
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** As a machine that has Node, and nothing of this repository. */
async function push(command: string, ...args: string[]) {
  const env = { PATH: path.dirname(process.execPath), LANG: 'zh_CN.UTF-8', ...environment };
  return run(command, [...args, 'push', 'policies.csv', '--json'], { cwd: folder, env });
}

test('the package is installed in an empty folder, without a registry, and pushes a file', async () => {
  const { stdout } = await run('npm', ['pack', './packages/cli', '--pack-destination', folder, '--json']);
  const [{ filename, unpackedSize }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [
    { filename: string; unpackedSize: number },
  ];
  expect(unpackedSize).toBeLessThan(1_000_000);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', path.join(folder, filename)], { cwd: folder });
  expect(fs.readdirSync(path.join(folder, 'node_modules/@mianshen'))).toEqual(['cli']);
  const pushed = await push(path.join(folder, 'node_modules/.bin/mianshen'));
  expect(JSON.parse(pushed.stdout)).toMatchObject({ acceptedCount: 2, failedCount: 0, repeated: false });
});

test('the gateway serves the same command as one file, with its digest', async () => {
  const address = `${gateway.url}/command/mianshen.mjs`;
  const [file, digest] = await Promise.all([fetch(address), fetch(`${address}.sha256`)]);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hex = createHash('sha256').update(bytes).digest('hex');
  expect(await digest.text()).toBe(`${hex}  mianshen.mjs\n`);
  expect(new TextDecoder().decode(bytes)).toContain('/*! jose ');
  const alone = path.join(folder, 'mianshen.mjs');
  fs.writeFileSync(alone, bytes);
  const pushed = await push(process.execPath, alone);
  expect(JSON.parse(pushed.stdout)).toMatchObject({ acceptedCount: 2, failedCount: 0 });
});

test('a command of the gateway says where to run it', async () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'mianshen.mjs'), 'doctor'], {
    env: { LANG: 'en_GB.UTF-8' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 66,
    stderr: 'The doctor is part of the gateway: run it where the gateway is installed\n',
  });
});
