import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { Role } from '../../src/access/role.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { readConfig } from '../../src/config/config.js';
import { connectGateway } from '../../src/database/database.js';
import { gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { SettableClock } from '../../src/kernel/clock.js';
import { entities } from '../../src/modules.js';
import type { TestDatabase, TestGateway } from '../../test/kit/gateway.js';
import { ApiClient } from '../../test/kit/client.js';
import { testSecret } from '../../test/kit/secret.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
  type Person,
} from '../../test/kit/world.js';
import { Gateway } from './gateways.js';
import { until } from './until.js';
import type { Random } from './random.js';
import { Receiver } from './receiver.js';
import { type Beside, beside, openServers, type Servers } from './servers.js';
import type { SmallDisk } from './small-disk.js';

export const begin = '2025-08-20T02:00:00Z';
const templates = ['VERIFICATION_CODE', 'PAYMENT_INFORMATION_REQUEST', 'PAYMENT_INFORMATION_REMINDER'];
const moreTemplates = ['PAYMENT_FAILED', 'RECOVERY_NOTICE', 'STAFF_INVITATION', 'REGISTRATION_REMINDER'];
/** Left for review, because the company qualified after its policy began. */
const lateQualified = { validFrom: '2024-06-01' };
/** Numbers of companies for which a person acts, and of those without one. */
const companies = { claiming: 6, silent: 2 };

/** A database with a programme and all participants, the gateways that are killed, and the receivers of messages. */
export class World {
  readonly receiver: Receiver;
  readonly companies: ArrangedEnterprise[] = [];
  /** The people who act for the first companies. */
  readonly people: Person[] = [];
  readonly gateways: Gateway[] = [];
  /** The time of every sandbox. */
  now = begin;
  insurer!: Person;
  /** Pushes continuously beside the year. */
  otherInsurer!: Person;
  platform!: Person;
  science!: Person;
  /** The second person of SCIENCE: approves the list, and corrects what the first one published. */
  approver!: Person;
  /** The second person of PLATFORM: lifts what the first one entered. */
  deputy!: Person;
  /** The second person of the department, for four eyes. */
  colleague!: Person;
  regulator!: Person;
  finance!: Person;
  /** Its database, with a connection as the gateway. Only separate processes are killed. */
  arranging!: Pick<TestGateway, keyof TestDatabase | 'database' | 'config' | 'clock' | 'client'>;
  servers!: Servers;
  #folder = '';
  #dataDisk: SmallDisk | undefined;
  readonly #beside: Beside;

  constructor(random: Random, wanted = beside) {
    this.receiver = new Receiver(random);
    this.#beside = wanted;
  }

  async open(gatewayCount: number, dataDisk?: SmallDisk): Promise<void> {
    this.#folder = dataDisk?.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-faults-'));
    this.#dataDisk = dataDisk;
    await this.receiver.open();
    await this.#connect();
    await this.#arrange();
    // The server of the tests acknowledges before it has flushed; here acknowledged data must not be lost.
    const name = new URL(this.arranging.ownerUrl).pathname.slice(1);
    await this.sql(`alter database ${name} set synchronous_commit = on`);
    for (let count = 0; count < gatewayCount; count += 1) this.gateways.push(await Gateway.at(this.#environment()));
    await Promise.all(this.gateways.map((gateway) => gateway.start(this.now)));
  }

  async #connect(): Promise<void> {
    const cloned = await openServers(this.#beside);
    this.servers = cloned;
    const settings = {
      NODE_ENV: 'test',
      DATABASE_URL: cloned.ownerUrl,
      SECRET_KEY: testSecret,
      DATA_DIR: this.#folder,
    };
    const config = readConfig(settings);
    const database = await connectGateway(gatewayAddress(cloned.ownerUrl, testSecret), config, entities);
    const client = (token?: string) => new ApiClient('', token);
    const { ownerUrl, sql, drop } = cloned;
    this.arranging = { ownerUrl, sql, drop, database, config, clock: new SettableClock(new Date(begin)), client };
  }

  async #arrange(): Promise<void> {
    const gateway = this.arranging as TestGateway;
    await arrangeProgramme(gateway);
    await this.sql(`update programme set policy_push_until = '2099-12-31'`);
    [this.insurer, this.otherInsurer] = [await arrangeInsurer(gateway), await arrangeInsurer(gateway, '榕江财产保险')];
    this.platform = await arrangePerson(gateway, Role.PLATFORM);
    this.science = await arrangePerson(gateway, Role.SCIENCE);
    this.approver = await arrangePerson(gateway, Role.SCIENCE);
    this.deputy = await arrangePerson(gateway, Role.PLATFORM);
    this.colleague = await arrangePerson(gateway, Role.SCIENCE);
    this.regulator = await arrangePerson(gateway, Role.REGULATOR);
    this.finance = await arrangePerson(gateway, Role.FINANCE);
    for (let place = 0; place < companies.claiming + companies.silent; place += 1) {
      const company = await arrangeEnterprise(gateway, {
        name: `福州第${place}科技有限公司`,
        ...(place === 6 && lateQualified),
      });
      this.companies.push(company);
      if (place < companies.claiming) this.people.push(await this.#arrangePerson(company, place));
    }
  }

  /** Creates a person with a phone who acts for a company. */
  async #arrangePerson({ id }: ArrangedEnterprise, place: number): Promise<Person> {
    const person = await arrangePerson(this.arranging as TestGateway, Role.ENTERPRISE, id);
    const { vault } = this.arranging.config;
    const phone = `1390000000${place}`;
    await this.sql(`insert into account_secret (account_id, phone_digest, sealed_phone) values ($1, $2, $3)`, [
      person.accountId,
      vault.digest(phone, 'phone'),
      vault.seal(phone, 'account.phone'),
    ]);
    return person;
  }

  /** Runs SQL as the owner, flushed to the disk. It is retried, so the statement must be repeatable. */
  readonly sql: TestGateway['sql'] = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => {
    let rows: Row[] = [];
    const ask = async () => {
      rows = await this.arranging.sql<Row>(text, values);
      return true;
    };
    await until('the database answers', ask);
    return rows;
  };

  async count(query: string): Promise<number> {
    return Number((await this.sql<{ count: string }>(query))[0]?.count);
  }

  static readonly bank = {
    bankName: '中国工商银行福建省分行',
    bankCode: `10239100001${bankCodeCheck('10239100001')}`,
  };

  #environment(): Record<string, string> {
    const codes = [...templates, ...moreTemplates].map((name, place) => [name, `SMS_${place}`]);
    return {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'development',
      ...this.servers.environment,
      DATA_DIR: this.#folder,
      SECRET_KEY: testSecret,
      // A gateway starts hundreds of times in a run, so compiled code is cached.
      NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'mianshen-faults-compiled'),
      DEMONSTRATION: 'false',
      LOG_LEVEL: process.env['FAULTS_LOG_LEVEL'] ?? 'error',
      // A trusted proxy sends the addresses of clients; requests without a proxy have none.
      TRUST_PROXY: '1',
      SHUTDOWN_DELAY: process.env['FAULTS_SHUTDOWN_DELAY'] ?? '0',
      SMS_PROVIDER: 'aliyun',
      SMS_ENDPOINT: this.receiver.url,
      SMS_ACCESS_KEY_ID: 'test',
      SMS_ACCESS_KEY_SECRET: 'test',
      SMS_SIGN_NAME: 'test',
      SMS_TEMPLATES: JSON.stringify(Object.fromEntries(codes)),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.gateways.map((gateway) => gateway.end('SIGKILL')));
    this.receiver.close();
    await this.arranging.database.close();
    await this.arranging.drop();
    if (this.#dataDisk) this.#dataDisk.remove();
    else fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
