import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { arrangeStandalone, query, type Standalone } from '../../test/kit/standalone.js';
import { csvOf } from '../../test/kit/upload.js';
import { nextCreditCode, policyRow, programmeCode } from '../../test/kit/world.js';
import { Gateway } from './gateways.js';
import { OwnServers } from './servers.js';
import { SmallDisk } from './small-disk.js';
import { until } from './until.js';

/** Milliseconds of the fault. */
const badFor = 20_000;
const rowsEach = 3;
/** Seconds after the fault within which everything must work again. */
const longestRecovery = 120;

export interface DayOptions {
  /** The size in megabytes of a small disk for the gateway's data folder, or for PostgreSQL. */
  dataDisk?: number;
  databaseDisk?: number;
  /** Returns the address at which the gateway reaches PostgreSQL. */
  through?: (ownerUrl: string) => Promise<string>;
  environment?: Record<string, string>;
  /** Whether the primary has a replica that can replace it. */
  replica?: boolean;
}

/** What the clients observed. */
export interface DayReport {
  acknowledged: number;
  lost: number;
  doubled: number;
  filesGivenUp: number;
  /** The number of each answer during the fault. */
  answers: Record<string, number>;
  /** Milliseconds from the end of the fault to the next successful push, and to the next processed file. */
  nextPush: number;
  nextFile: number;
  gatewayEnded: boolean;
}

/** A gateway with a separate database, two clients that always push and upload, and a fault during that. */
export class BadDay {
  readonly answers: Record<string, number> = {};
  /** Numbers of acknowledged policies. */
  readonly #acknowledged: string[] = [];
  /** SHA-256 of the file that was acknowledged last. */
  #lastFile = '';
  #stopped = false;

  private constructor(
    readonly gateway: Gateway,
    readonly ownerUrl: string,
    readonly disks: { data: SmallDisk | undefined; database: SmallDisk | undefined },
    readonly world: Standalone,
    /** Present where there is a replica. */
    readonly servers: OwnServers | undefined,
    private readonly stopServer: () => Promise<void>,
    private readonly folder: string,
  ) {}

  static async arrange({ dataDisk, databaseDisk, through, environment, replica }: DayOptions): Promise<BadDay> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bad-day-'));
    fs.chmodSync(folder, 0o755);
    const data = dataDisk ? SmallDisk.make(dataDisk) : undefined;
    const database = databaseDisk ? SmallDisk.make(databaseDisk) : undefined;
    const servers = replica ? await OwnServers.open({ pooler: false, replica }) : undefined;
    const server = servers ? undefined : await startEmbeddedServer(path.join(database?.folder ?? folder, 'postgres'));
    const ownerUrl = servers?.ownerUrl ?? server!.url('postgres');
    const stopServer = servers?.drop ?? (() => server!.stop());
    const variables: Record<string, string> = {
      PATH: process.env['PATH'] ?? '',
      LOG_LEVEL: process.env['FAULTS_LOG_LEVEL'] ?? 'fatal',
      ...environment,
    };
    const gateway = await Gateway.at(variables);
    const world = await arrangeStandalone(ownerUrl, data?.folder ?? path.join(folder, 'data'), gateway.port);
    Object.assign(variables, world.environment, servers?.environment, { NODE_ENV: 'development' });
    if (through) variables['DATABASE_URL'] = await through(ownerUrl);
    return new BadDay(gateway, ownerUrl, { data, database }, world, servers, stopServer, folder);
  }

  /** Causes a fault and ends it, while clients work before, during and after it. */
  async play(makeBad: () => unknown, makeGood: () => unknown): Promise<DayReport> {
    const clients = Promise.all([this.#repeat(() => this.#push(), 100), this.#repeat(() => this.#upload(), 1_000)]);
    await until('the first is acknowledged', async () => this.#acknowledged.length > 4 * rowsEach);
    await makeBad();
    for (const answer of Object.keys(this.answers)) delete this.answers[answer];
    await sleep(badFor);
    const answers = { ...this.answers };
    await makeGood();
    const began = Date.now();
    const since = (what: string, work: () => Promise<boolean>) =>
      until(what, work, longestRecovery).then(() => Date.now() - began);
    const [nextPush] = await Promise.all([
      since('a push', () => this.#push()),
      since('an upload', () => this.#upload()),
    ]);
    const file = this.#lastFile;
    const nextFile = await since('the file is taken in', () => this.#isTakenIn(file));
    this.#stopped = true;
    await clients;
    await until('every file is taken in', async () => (await this.#count(waiting)) === 0, longestRecovery);
    return { ...(await this.#audit()), answers, nextPush, nextFile };
  }

  async #audit() {
    const numbers = this.#acknowledged;
    const kept = await this.#count('select count(distinct policy_no) from policy where policy_no = any($1)', [numbers]);
    return {
      acknowledged: numbers.length,
      lost: numbers.length - kept,
      doubled: await this.#count('select count(*) - count(distinct policy_no) from policy'),
      filesGivenUp: await this.#count(`select count(*) from submission where status = 'FAILED'`),
      gatewayEnded: !this.gateway.isRunning,
    };
  }

  async #count(counting: string, values: unknown[] = []): Promise<number> {
    const [row] = await query<{ count: string }>(this.ownerUrl, `select (${counting}) as count`, values);
    return Number(row?.count);
  }

  async #repeat(work: () => Promise<boolean>, pause: number): Promise<void> {
    while (!this.#stopped) {
      await work().catch(() => false);
      await sleep(pause);
    }
  }

  #rows() {
    const company = { id: '', creditCode: nextCreditCode(), name: '福州坏天气科技有限公司' };
    return Array.from({ length: rowsEach }, () => policyRow(company, { policyNo: `DAY-${randomUUID()}` }));
  }

  /** Records an answer, and the policies that it acknowledged. */
  #note(what: string, { status }: Response, code: string | undefined, rows: { policyNo: string }[]): boolean {
    const answer = `${what} ${status}${code ? ` ${code}` : ''}`;
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    const isTaken = status < 300 && !code;
    if (isTaken) this.#acknowledged.push(...rows.map(({ policyNo }) => policyNo));
    return isTaken;
  }

  async #push(): Promise<boolean> {
    const rows = this.#rows();
    const input = {
      programme: programmeCode,
      rows,
      errorPolicy: 'REJECT_ALL',
      dryRun: false,
      idempotencyKey: randomUUID(),
    };
    const document =
      'mutation ($input: SubmitPoliciesInput!) { submitPolicies(input: $input) { userErrors { code } } }';
    const response = await this.#send(
      '/graphql',
      JSON.stringify({ query: document, variables: { input } }),
      'application/json',
    );
    const { data, errors } = (await response.json()) as PushAnswer;
    const code = errors?.[0]?.extensions.code ?? data?.submitPolicies.userErrors[0]?.code;
    return this.#note('push', response, code, rows);
  }

  async #upload(): Promise<boolean> {
    const rows = this.#rows();
    const file = csvOf(rows);
    const response = await this.#send(`/upload/policies?programme=${programmeCode}`, file, 'text/csv');
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    const isTaken = this.#note('upload', response, errors?.[0]?.extensions.code, rows);
    if (isTaken) this.#lastFile = createHash('sha256').update(file).digest('hex');
    return isTaken;
  }

  async #isTakenIn(file: string): Promise<boolean> {
    return (
      (await this.#count(`select count(*) from submission where sha256 = $1 and status = 'COMPLETED'`, [file])) === 1
    );
  }

  #send(address: string, body: string, type: string): Promise<Response> {
    return fetch(`${this.gateway.url}${address}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.world.insurer.token}`, 'content-type': type },
      body,
      signal: AbortSignal.timeout(longestAnswer),
    });
  }

  async end(): Promise<void> {
    this.#stopped = true;
    await this.gateway.end('SIGKILL');
    await this.world.database.close();
    await this.stopServer();
    this.disks.data?.remove();
    this.disks.database?.remove();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Milliseconds after which a request counts as hanging. */
const longestAnswer = 30_000;
const waiting = `select count(*) from submission where status in ('QUEUED', 'PROCESSING')`;

interface PushAnswer {
  data?: { submitPolicies: { userErrors: { code: string }[] } };
  errors?: { extensions: { code: string } }[];
}
