import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, arrangeRelease, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { verifyCommand } from '../../src/cli/verify/verify.js';

let gateway: TestGateway;
let notice: PublishedNotice;
let original: string;
let mirror: string;
let key: string;
let output = '';

/** Runs the command as `npx mianshen verify …` does; returns its exit code. */
async function verify(...args: string[]): Promise<number> {
  output = '';
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];
  const collect = (chunk: unknown) => {
    output += String(chunk);
    return true;
  };
  stdout.write = collect as typeof stdout.write;
  stderr.write = collect as typeof stderr.write;
  try {
    return await verifyCommand.run(args);
  } finally {
    stdout.write = out;
    stderr.write = err;
  }
}

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(400));
  await logged(gateway, 401);
  original = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-mirror-'));
  key = await (await gateway.client().fetch('/feed/log/key')).text();
  expect(await verify(gateway.url, '--key', key, '--save', original)).toBe(0);
  for (const extension of ['ndjson', 'json', 'csv']) {
    const address = `/feed/notices/${notice.id}/releases/1/recipients.${extension}`;
    fs.writeFileSync(path.join(original, `list.${extension}`), await (await gateway.client().fetch(address)).bytes());
  }
});
afterAll(async () => {
  fs.rmSync(original, { recursive: true });
  await gateway.stop();
});
beforeEach(() => {
  mirror = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-mirror-'));
  fs.cpSync(original, mirror, { recursive: true });
  return () => fs.rmSync(mirror, { recursive: true });
});

function change(file: string, edit: (text: string) => string): void {
  const place = path.join(mirror, file);
  const before = fs.readFileSync(place, 'latin1');
  const after = edit(before);
  expect(after).not.toBe(before);
  fs.writeFileSync(place, after, 'latin1');
}

test('an untouched copy is verified offline, with its lists and one company of them', async () => {
  const lists = ['ndjson', 'json', 'csv'].flatMap((extension) => ['--list', path.join(mirror, `list.${extension}`)]);
  const company = notice.lines[7]!.creditCode;
  expect(await verify(mirror, '--key', key, ...lists, '--credit-code', company)).toBe(0);
  expect(output).toContain('400 lines');
  expect(output).toContain(notice.lines[7]!.amount);
});

test('one line is verified alone and offline with its saved proof; a changed fen is found', async () => {
  const id = globalId('Recipient', notice.lines[7]!.id);
  const proof = path.join(mirror, 'proof.json');
  fs.writeFileSync(proof, await (await gateway.client().fetch(`/feed/recipients/${id}/proof`)).bytes());
  expect(await verify('--proof', proof, '--key', key)).toBe(0);
  expect(output).toContain(`${notice.lines[7]!.creditCode} ${notice.lines[7]!.amount}`);
  change('proof.json', (text) => text.replace(notice.lines[7]!.amount, '500000.00'));
  expect(await verify('--proof', proof, '--key', key)).toBe(1);
  expect(output).toContain('not in the signed log');
  fs.writeFileSync(proof, '{}');
  expect(await verify('--proof', proof, '--key', key)).toBe(1);
  expect(await verify('--proof', proof)).toBe(64);
});

test('a key that comes from the log itself is reported as such', async () => {
  expect(await verify(gateway.url)).toBe(0);
  expect(output).toContain('compare it with one that you trust');
});

test('a fen changed in the log is found', async () => {
  change('log/tile/entries/000', (text) => text.replace('"499900.01"', '"499900.02"'));
  expect(await verify(mirror, '--key', key)).toBe(1);
  expect(output).toContain('not those that were signed');
});

test.each(['ndjson', 'json', 'csv'])('a fen changed in a list (%s) is found, and where', async (extension) => {
  change(`list.${extension}`, (text) => text.replace('499900.01', '499900.02'));
  expect(await verify(mirror, '--key', key, '--list', path.join(mirror, `list.${extension}`))).toBe(1);
  expect(output).toContain('Line 2 ');
  expect(output).toContain(notice.lines[1]!.creditCode);
});

test.each(['ndjson', 'csv'])(
  'a list with missing lines (%s), such as a selection, is reported as partial',
  async (extension) => {
    change(`list.${extension}`, (text) => text.trimEnd().split('\n').slice(0, -1).join('\n'));
    expect(await verify(mirror, '--key', key, '--list', path.join(mirror, `list.${extension}`))).toBe(1);
    expect(output).toContain('part of the list, and not all of it: 399 of the 400 lines');
  },
);

test('a format that cannot be compared is reported', async () => {
  fs.renameSync(path.join(mirror, 'list.csv'), path.join(mirror, 'list.xlsx'));
  expect(await verify(mirror, '--key', key, '--list', path.join(mirror, 'list.xlsx'))).toBe(64);
  expect(output).toContain('not supported');
});

test('a missing part and a truncated one are found', async () => {
  change('log/tile/entries/000', (text) => text.slice(0, -5));
  expect(await verify(mirror, '--key', key)).toBe(1);
  expect(output).toContain('cut off');
  fs.rmSync(path.join(mirror, 'log/tile/entries/000'));
  expect(await verify(mirror, '--key', key)).toBe(1);
});

test('another key and an unsigned checkpoint are refused', async () => {
  change('log/checkpoint', (text) => text.replace('\n401\n', '\n400\n'));
  expect(await verify(mirror, '--key', key)).toBe(1);
  expect(output).toContain('No signature');
});

test('history that was rewritten, even by the signer, is found with an earlier checkpoint', async () => {
  const earlier = path.join(mirror, 'log/checkpoint');
  await arrangeRelease(gateway, notice.key, 2, notice.lines.slice(1).map(renewed), '更正');
  await logged(gateway, 401 + 400);
  expect(await verify(gateway.url, '--key', key, '--since', earlier)).toBe(0);
  // The owner of the database edits an entry and lets the gateway sign the result.
  await gateway.sql(`update log_leaf set entry = replace(entry, '499900.01', '499900.02')`);
  await gateway.sql(`update log_leaf set hash = sha256('\\x00'::bytea || convert_to(entry, 'UTF8'))`);
  await gateway.sql('delete from log_node');
  await gateway.sql('delete from log_checkpoint');
  // The log continues with the next event in it.
  await gateway.sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    select occurred_at, type, actor_role, subject_type, subject_id, data from event
    where type = 'NOTICE_PUBLISHED' order by id desc limit 1`);
  await logged(gateway, 801);
  expect(await verify(gateway.url, '--key', key, '--since', earlier)).toBe(1);
  expect(output).toContain('History was rewritten');
});

function renewed<Line extends { id: string; rank: number }>(line: Line, index: number): Line {
  return { ...line, id: crypto.randomUUID(), rank: index + 1 };
}

test('wrong use has another exit code than a failed check', async () => {
  expect(await verify()).toBe(64);
  expect(await verify(mirror, '--nonsense')).toBe(64);
  expect(output).toContain('--nonsense');
});
