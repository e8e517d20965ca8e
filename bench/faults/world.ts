import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openPool } from '../../src/database/connections.js';
import { ApiClient } from '../../test/kit/client.js';
import { startTestGateway, type TestGateway } from '../../test/kit/gateway.js';
import { publishYear, type PublishedYear } from '../../test/kit/published-year.js';
import { testSecret } from '../../test/kit/secret.js';
import { type ArrangedEnterprise, arrangeEnterprise, arrangeInsurer, type Person } from '../../test/kit/world.js';

const now = '2025-08-20T02:00:00Z';

/** One gateway that is killed, beside the database of a year that is published, with receivers that count. */
export class World {
  gateway!: TestGateway;
  year!: PublishedYear;
  insurer!: Person;
  company!: ArrangedEnterprise;
  port = 0;
  /** How often each delivery and each text message arrived, by its id. */
  readonly hooks = new Map<string, { times: number; release: number }>();
  readonly texts = new Map<string, number>();
  #pool!: pg.Pool;
  #folder = '';
  #child: ChildProcess | undefined;
  #receiver!: http.Server;

  /** As the owner; what it acknowledges is on the disk. */
  async sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]> {
    return (await this.#pool.query<Row>(text, values)).rows;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get hookUrl(): string {
    return `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}/hook`;
  }

  async open(): Promise<void> {
    this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-faults-'));
    this.#receiver = http.createServer((request, response) => void this.#receive(request, response));
    await new Promise<void>((resolve) => this.#receiver.listen(0, '127.0.0.1', resolve));
    // It only arranges; what is killed is a process of its own.
    this.gateway = await startTestGateway({ now });
    this.year = await publishYear(this.gateway, 2);
    this.insurer = await arrangeInsurer(this.gateway);
    this.company = await arrangeEnterprise(this.gateway);
    this.port = await freePort();
    // The server of the tests acknowledges before it has written; here an acknowledgement has to hold.
    await this.gateway.sql(
      `alter database ${new URL(this.gateway.ownerUrl).pathname.slice(1)} set synchronous_commit = on`,
    );
    this.#pool = openPool({ connectionString: this.gateway.ownerUrl, max: 4 });
  }

  async #receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const address = new URL(request.url ?? '/', 'http://receiver');
    if (address.pathname === '/hook') {
      const id = String(request.headers['webhook-id']);
      const { data } = JSON.parse(body) as { data: { release?: number } };
      this.hooks.set(id, { times: (this.hooks.get(id)?.times ?? 0) + 1, release: data.release ?? 0 });
      return void response.end();
    }
    const id = address.searchParams.get('OutId') ?? '';
    this.texts.set(id, (this.texts.get(id) ?? 0) + 1);
    response.end(JSON.stringify({ Code: 'OK', BizId: id }));
  }

  client(token?: string): ApiClient {
    return new ApiClient(this.url, token);
  }

  async start(): Promise<void> {
    const provider = `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}`;
    this.#child = spawn(process.execPath, ['dist/main.js', '--now', now], {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'development',
        DATABASE_URL: this.gateway.ownerUrl,
        DATA_DIR: this.#folder,
        SECRET_KEY: testSecret,
        DEMONSTRATION: 'false',
        PORT: String(this.port),
        SMS_PROVIDER: 'aliyun',
        SMS_ENDPOINT: provider,
        SMS_ACCESS_KEY_ID: 'test',
        SMS_ACCESS_KEY_SECRET: 'test',
        SMS_SIGN_NAME: 'test',
        SMS_TEMPLATES: JSON.stringify({ PAYMENT_INFORMATION_REMINDER: 'SMS_1' }),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until('the gateway is ready', async () => (await fetch(`${this.url}/readyz`)).ok);
  }

  async killGateway(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** The server of the tests is supervised: it is started again. */
  async killDatabase(): Promise<void> {
    const [row] = await this.sql<{ pid: string }>(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
    );
    process.kill(Number(row?.pid), 'SIGKILL');
    await until('the database answers', async () => (await this.sql('select 1')).length === 1);
  }

  async close(): Promise<void> {
    await this.killGateway('SIGTERM');
    this.#receiver.close();
    await this.#pool.end();
    await this.gateway.stop();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Waits until something holds; what fails meanwhile is asked again. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 120): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(`This did not happen within ${seconds} s: ${what}`);
    await sleep(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
