import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { ConfirmListImportDocument } from '../../test/generated/graphql.js';
import { ApiClient } from '../../test/kit/client.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { listWhen, type ReadList } from '../../test/kit/lists.js';
import { arrangeStandalone, query } from '../../test/kit/standalone.js';
import { arrangePerson, type Person } from '../../test/kit/world.js';
import { creditCodeOf } from '../intake/rows.js';
import { startCommand } from '../../test/kit/start-command.js';

/*
 * Imports the company register’s whole list, and the one of a month later, in which every hundredth company moved.
 * Prints the time of each step and the peak memory of the gateway and its reading processes.
 */
const count = Number(process.env['ROWS'] ?? 1_000_000);
const patience = 3_000_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-register-'));
fs.chmodSync(folder, 0o755);
const port = 41_493;
const url = `http://127.0.0.1:${port}`;

let server: EmbeddedServer;
let gateway: ChildProcess;
let ownerUrl: string;
let uploader: Person;
let confirmer: Person;

beforeAll(async () => {
  server = await startEmbeddedServer(path.join(folder, 'postgres'));
  ownerUrl = server.url('postgres');
  const { environment, database } = await arrangeStandalone(ownerUrl, folder, port);
  const world = {
    sql: (text: string, values?: unknown[]) => query(ownerUrl, text, values),
    client: (token?: string) => new ApiClient(url, token),
  } as TestGateway;
  uploader = await arrangePerson(world, Role.PLATFORM);
  confirmer = await arrangePerson(world, Role.PLATFORM);
  await database.close();
  const { flags, program } = startCommand();
  gateway = spawn(process.execPath, [...flags, program], {
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await sleep(100);
});

afterAll(async () => {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

function peakOf(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** Measures the peak memory of the gateway and of the process that reads the file, in MB. */
function watchMemory() {
  const peaks = { gateway: 0, reader: 0 };
  const look = () => {
    peaks.gateway = peakOf(gateway.pid as number);
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(gateway.pid)])
      .toString()
      .split('\n');
    for (const child of children.map(Number).filter(Boolean)) peaks.reader = Math.max(peaks.reader, peakOf(child));
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // The reading process has just ended.
    }
  }, 500);
  return { peaks, stop: () => clearInterval(timer) };
}

const head = '统一社会信用代码,企业名称,注册地区划代码,住所,登记状态,法定代表人,联系电话,变更日期';

async function writeList(file: string, moved: (serial: number) => boolean): Promise<void> {
  function* lines() {
    yield `${head}\n`;
    for (let serial = 0; serial < count; serial += 1) {
      const division = moved(serial) ? '350203' : '350102';
      const phone = `139${String(serial).padStart(8, '0')}`;
      yield `${creditCodeOf(serial)},福建第${serial}号科技有限公司,${division},福州市鼓楼区${serial}号,存续,张${serial},${phone},\n`;
    }
  }
  await pipeline(Readable.from(lines()), fs.createWriteStream(file));
}

async function bring(name: string, listDate: string, moved: (serial: number) => boolean): Promise<ReadList> {
  const file = path.join(folder, `${name}.csv`);
  await writeList(file, moved);
  const memory = watchMemory();
  const begun = performance.now();
  const search = new URLSearchParams({ kind: 'COMPANY_REGISTER', source: name, listDate });
  const response = await uploader.client.fetch(`/upload/lists?${search}`, {
    method: 'POST',
    body: Readable.toWeb(fs.createReadStream(file)) as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit);
  const { id } = (await response.json()) as { id: string };
  const done = ({ status }: ReadList) => !['QUEUED', 'CHECKING', 'CONFIRMED'].includes(status);
  const checked = await listWhen(uploader.client, id, done, patience);
  const compared = performance.now();
  const input = { listImportId: id, version: checked.version };
  const { confirmListImport } = await confirmer.client.get(ConfirmListImportDocument, { input });
  expect(confirmListImport.userErrors).toEqual([]);
  const applied = await listWhen(uploader.client, id, done, patience);
  memory.stop();
  const seconds = (from: number, to: number) => Math.round((to - from) / 1_000);
  process.stdout.write(
    `${name}: ${applied.rowCount} rows, ${Math.round(fs.statSync(file).size / 1e6)} MB; added ${applied.addedCount}, changed ${applied.changedCount}; ` +
      `compared in ${seconds(begun, compared)} s, in effect after ${seconds(compared, performance.now())} s; ` +
      `peak memory ${memory.peaks.gateway} MB (gateway), ${memory.peaks.reader} MB (reader)\n`,
  );
  return applied;
}

test('the register’s list, and the next one', async () => {
  expect(await bring('first', '2025-08-01', () => false)).toMatchObject({ status: 'APPLIED', addedCount: count });
  const moved = (serial: number) => serial % 100 === 0;
  expect(await bring('second', '2025-09-01', moved)).toMatchObject({ changedCount: Math.ceil(count / 100) });
});
