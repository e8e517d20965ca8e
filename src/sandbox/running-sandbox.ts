import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { signAccessToken, tokenKey } from '../access/token/access-token.js';
import type { Config } from '../config/config.js';
import { connectGateway, type Database } from '../database/database.js';
import { gatewayAddress } from '../database/schema/gateway-role.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { demonstrationAccounts } from '../demonstration/accounts.js';
import { type Gateway, startGateway } from '../gateway/gateway.js';
import { SandboxClock } from '../kernel/clock.js';
import type { SandboxPerson } from '../kernel/sandboxes.js';
import { joinSandbox } from '../sandbox-clock/shared-clock.js';
import { entities } from '../modules.js';

/** Connections for requests; a sandbox has one user. */
const poolSize = 4;

/** Returns the settings of a sandbox's gateway, which is connected to no external service. */
export function sandboxConfig(config: Config, name: string): Config {
  const { s3: _, ...own } = config;
  return {
    ...own,
    port: 0,
    poolSize,
    readUrls: [],
    dataFolder: path.join(config.dataFolder, 'sandboxes', name),
    tokenSecret: randomBytes(32).toString('base64url'),
    demonstration: false,
    backgroundJobs: true,
    trustedDocuments: undefined,
    offices: undefined,
    publicUrl: undefined,
  };
}

/** One gateway of this process with its own database. */
export class RunningSandbox {
  readonly people: SandboxPerson[];
  readonly url: string;
  readonly ownerUrl: string;
  readonly #clock: SandboxClock;
  readonly #database: Database;
  readonly #gateway: Gateway;

  private constructor(
    ownerUrl: string,
    clock: SandboxClock,
    database: Database,
    gateway: Gateway,
    people: SandboxPerson[],
  ) {
    this.ownerUrl = ownerUrl;
    this.#clock = clock;
    this.#database = database;
    this.#gateway = gateway;
    this.url = gateway.url;
    this.people = people;
  }

  static async start(config: Config, ownerUrl: string, papers: string, now: Date): Promise<RunningSandbox> {
    await fs.rm(config.dataFolder, { recursive: true, force: true });
    await fs.cp(papers, config.dataFolder, { recursive: true });
    const database = await connectGateway(gatewayAddress(ownerUrl, config.secretKey), config, entities);
    try {
      const clock = new SandboxClock(now);
      await joinSandbox(database.em, clock);
      const people = await peopleOf(config, database);
      return new RunningSandbox(ownerUrl, clock, database, await startGateway(config, database, clock), people);
    } catch (error) {
      await database.close(0);
      throw error;
    }
  }

  now(): Date {
    return this.#clock.now();
  }

  async stop(): Promise<void> {
    await this.#gateway.stop().finally(() => this.#database.close(0));
  }
}

/** Returns a person of each role, with a token that only this sandbox accepts. */
async function peopleOf({ tokenSecret, secretKey }: Config, { em }: Database): Promise<SandboxPerson[]> {
  const db = new RequestTransaction(em, systemSession);
  try {
    const accounts = await demonstrationAccounts(await db.read());
    const key = tokenKey(tokenSecret ?? secretKey);
    return await Promise.all(
      accounts.map(async (account) => ({
        role: account.role,
        name: account.name,
        token: await signAccessToken(account, key, '30d'),
      })),
    );
  } finally {
    await db.end();
  }
}
