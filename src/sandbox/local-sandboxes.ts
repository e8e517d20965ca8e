import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { tokenKey } from '../access/token/access-token.js';
import { sharedServicesOf } from '../access/shared-services.js';
import type { Config } from '../config/config.js';
import { withNamedLock } from '../database/connections/dedicated-connection.js';
import { connectGateway } from '../database/database.js';
import { gatewayAddress } from '../database/schema/gateway-role.js';
import { migrate } from '../database/schema/migrate.js';
import { ContextFactory } from '../http/request-context.js';
import type {
  ImpossibleSandbox,
  Sandbox,
  Sandboxes,
  SandboxState,
  TooManySandboxes,
  UnknownSandbox,
} from '../kernel/sandboxes.js';
import { entities } from '../modules.js';
import { openDocumentStore } from '../paper/store/document-store.js';
import { instants, playState } from './play-state.js';
import { RunningSandbox, sandboxConfig } from './running-sandbox.js';
import { NoDatabases, SandboxDatabases } from './sandbox-databases.js';

/** The most sandboxes of a gateway, and of one account, at a time: each uses connections and some megabytes. */
const most = 8;
const mostOfAccount = 2;
/** Milliseconds after which a sandbox ends. */
const lifetime = 24 * 3_600_000;

interface Kept {
  id: string;
  accountId: string;
  key: string;
  state: SandboxState;
  expiresAt: Date;
  config: Config;
  running: RunningSandbox;
  expiry: NodeJS.Timeout;
}

/** What a sandbox in a state is copied from: a database without connections, and the folder of its papers. */
interface Template {
  ownerUrl: string;
  folder: string;
}

/**
 * Runs sandboxes as further gateways of this process, each with a copy of a database in which the state was played
 * once.
 */
export class LocalSandboxes implements Sandboxes {
  readonly #config: Config;
  readonly #databases: SandboxDatabases;
  readonly #templates = new Map<SandboxState, Promise<Template>>();
  readonly #kept = new Map<string, Kept>();
  /** Runs changes one after the other, so that the limits are kept and a reset cannot meet a removal. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(config: Config, ownerUrl: string) {
    this.#config = config;
    this.#databases = new SandboxDatabases(ownerUrl);
  }

  of(accountId: string): Sandbox[] {
    return [...this.#kept.values()].filter((kept) => kept.accountId === accountId).map(shown);
  }

  create(accountId: string, state: SandboxState, key: string): Promise<Sandbox | TooManySandboxes | ImpossibleSandbox> {
    return this.#givenInTurn(async () => {
      const own = [...this.#kept.values()].filter((kept) => kept.accountId === accountId);
      const known = own.find((kept) => kept.key === key);
      if (known) return shown(known);
      if (own.length >= mostOfAccount) return { refused: 'TOO_MANY', most: mostOfAccount };
      if (this.#kept.size >= most) return { refused: 'TOO_MANY', most };
      const id = randomUUID();
      const config = sandboxConfig(this.#config, id);
      const running = await this.#start(config, state);
      const expiry = setTimeout(() => void this.remove(accountId, id).catch(() => undefined), lifetime);
      expiry.unref();
      const kept = { id, accountId, key, state, config, running, expiry, expiresAt: new Date(Date.now() + lifetime) };
      this.#kept.set(id, kept);
      return shown(kept);
    });
  }

  reset(
    accountId: string,
    id: string,
    wanted: SandboxState | undefined,
  ): Promise<Sandbox | UnknownSandbox | ImpossibleSandbox> {
    return this.#givenInTurn(async () => {
      const kept = this.#find(accountId, id);
      if (!kept) return { refused: 'UNKNOWN' };
      const state = wanted ?? kept.state;
      await kept.running.stop();
      this.#afterwards(() => this.#databases.drop(kept.running.ownerUrl));
      const { port } = new URL(kept.running.url);
      const running = await this.#start({ ...kept.config, port: Number(port) }, state).catch((error: unknown) => {
        this.#forget(kept);
        throw error;
      });
      const renewed = { ...kept, state, running };
      this.#kept.set(id, renewed);
      return shown(renewed);
    });
  }

  remove(accountId: string, id: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const kept = this.#find(accountId, id);
      if (!kept) return false;
      this.#forget(kept);
      await this.#end(kept);
      await fs.rm(kept.config.dataFolder, { recursive: true, force: true });
      return true;
    });
  }

  async stop(): Promise<void> {
    await this.#turn;
    for (const kept of this.#kept.values()) {
      this.#forget(kept);
      await this.#end(kept);
    }
    for (const template of this.#templates.values()) {
      const made = await template.catch(() => undefined);
      if (made) await this.#databases.drop(made.ownerUrl);
    }
    await this.#databases.stop();
    await fs.rm(path.join(this.#config.dataFolder, 'sandboxes'), { recursive: true, force: true });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #givenInTurn<T>(work: () => Promise<T>): Promise<T | ImpossibleSandbox> {
    return this.#inTurn(work).catch((error: unknown) => {
      if (error instanceof NoDatabases) return { refused: 'IMPOSSIBLE' };
      throw error;
    });
  }

  /**
   * Runs work that no request waits for. Where it fails, the next start of a gateway finds and deletes the abandoned
   * database.
   */
  #afterwards(work: () => Promise<void>): void {
    this.#inTurn(work).catch(() => undefined);
  }

  #find(accountId: string, id: string): Kept | undefined {
    const kept = this.#kept.get(id);
    return kept?.accountId === accountId ? kept : undefined;
  }

  #forget({ id, expiry }: Kept): void {
    clearTimeout(expiry);
    this.#kept.delete(id);
  }

  async #end({ running }: Kept): Promise<void> {
    await running.stop();
    await this.#databases.drop(running.ownerUrl);
  }

  async #start(config: Config, state: SandboxState): Promise<RunningSandbox> {
    const { ownerUrl: template, folder } = await this.#templateOf(state);
    const ownerUrl = await this.#databases.copyOf(template);
    this.#afterwards(() => this.#databases.prepareCopy(template));
    try {
      return await RunningSandbox.start(config, ownerUrl, folder, instants[state]);
    } catch (error) {
      await this.#databases.drop(ownerUrl);
      throw error;
    }
  }

  #templateOf(state: SandboxState): Promise<Template> {
    const known = this.#templates.get(state);
    if (known) return known;
    const made = this.#play(state).catch((error: unknown) => {
      this.#templates.delete(state);
      if (error instanceof NoDatabases) throw error;
      // A refusal of a use case here is our fault and not that of the client.
      throw new Error(`A sandbox could not be played to ${state}`, { cause: error });
    });
    this.#templates.set(state, made);
    return made;
  }

  /** Plays a state in a new database, and disconnects. */
  async #play(state: SandboxState): Promise<Template> {
    const ownerUrl = await this.#databases.create();
    try {
      await migrate(ownerUrl);
      const config = sandboxConfig(this.#config, `template-${state}`);
      await fs.mkdir(config.dataFolder, { recursive: true });
      await playIn(config, ownerUrl, state);
      return { ownerUrl, folder: config.dataFolder };
    } catch (error) {
      await this.#databases.drop(ownerUrl);
      throw error;
    }
  }
}

async function playIn(config: Config, ownerUrl: string, state: SandboxState): Promise<void> {
  const database = await connectGateway(gatewayAddress(ownerUrl, config.secretKey), config, entities);
  const clock = { now: () => instants[state] };
  const follow = () => {
    throw new Error('Nobody follows what a sandbox begins with');
  };
  const key = tokenKey(config.secretKey);
  const services = sharedServicesOf(database.em, key, { vault: config.vault });
  const contexts = new ContextFactory(database.em, clock, { follow, reaches: () => false }, key, services);
  try {
    await playState(
      {
        contextFor: (viewer, at) => contexts.create(viewer, 'zh', undefined, at),
        asSystem: (work) => contexts.ofSystem().db.write(work),
        alone: (work) => withNamedLock(database.gatewayUrl, 'demonstration', work),
        documents: openDocumentStore(config),
        today: clock.now(),
      },
      state,
    );
  } finally {
    await database.close();
  }
}

function shown({ id, state, expiresAt, running }: Kept): Sandbox {
  return { id, state, expiresAt, url: running.url, now: running.now(), people: running.people };
}
