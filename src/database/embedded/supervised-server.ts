import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../connections/connections.js';
import { findPostmaster, isAlive, removeStaleLock } from './postmaster-file.js';

/** A PostgreSQL 18 that runs beside the gateway, from the binaries that npm installed. */
export interface EmbeddedServer {
  /** Connection address of the owner, without a database name. */
  url: (database: string) => string;
  stop: () => Promise<void>;
  /** Leaves it running for the gateway that it belongs to, and no longer starts it again. */
  leave: () => void;
}

/** The operating-system user that runs PostgreSQL, where it is another than ours. */
export interface Owner {
  uid?: number;
  gid?: number;
}

interface ServerOptions {
  /** The binary. */
  postgres: string;
  owner: Owner;
  /** The data directory. */
  cluster: string;
  settings: string[];
  ownerName: string;
  password: string;
}

/** A server from its start to its end; `ended` says why. */
interface Run {
  ended: Promise<string>;
}

/** Milliseconds that a server may say nothing. After a crash or a restore it says that it starts, however long that takes. */
const longestSilence = 120_000;
/** A first start that fails is tried so often: the processes of a killed server take a moment to end. */
const firstAttempts = 4;
/** Milliseconds between two attempts to start, at first and at most. */
const pauses = { first: 200, longest: 10_000 };
/** `cannot_connect_now` of PostgreSQL. */
const startingUp = '57P03';
/** How often a server that another gateway started is looked at. */
const lookInterval = 500;

/** Runs PostgreSQL on one port for as long as the gateway works: when it is killed, it is started again. */
export class SupervisedServer {
  readonly #options: ServerOptions;
  #port = 0;
  #pid = 0;
  #stopping = false;
  #supervising: Promise<void> | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  url(database: string): string {
    const { ownerName, password } = this.#options;
    return `postgresql://${ownerName}:${password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Starts the server, or takes over the one that runs; asked to stop meanwhile, it leaves nothing behind. */
  async start(stop?: AbortSignal): Promise<void> {
    const end = () => void this.stop();
    stop?.addEventListener('abort', end);
    await this.#start().finally(() => stop?.removeEventListener('abort', end));
    if (!stop?.aborted) return;
    await this.stop();
    stop.throwIfAborted();
  }

  async #start(): Promise<void> {
    const left = findPostmaster(this.#options.cluster);
    let run: Run;
    if (left) {
      [this.#pid, this.#port] = [left.pid, left.port];
      run = { ended: this.#watchProcess(left.pid) };
      await this.#answering(run);
    } else {
      this.#port = await freePort();
      run = await this.#launch(firstAttempts);
    }
    this.#supervising = this.#supervise(run);
  }

  /** SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is written. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (isAlive(this.#pid)) process.kill(this.#pid, 'SIGINT');
    const deadline = Date.now() + 20_000;
    while (isAlive(this.#pid) && Date.now() < deadline) await sleep(20);
    await this.#supervising;
  }

  leave(): void {
    this.#stopping = true;
  }

  async #supervise(first: Run): Promise<void> {
    for (let run = first; ;) {
      const why = await run.ended;
      if (this.#stopping) return;
      process.stderr.write(`The embedded PostgreSQL ended (${why}); it is started again\n`);
      run = await this.#launch(Infinity);
      if (!this.#stopping) process.stderr.write('The embedded PostgreSQL answers again\n');
    }
  }

  async #launch(attempts: number): Promise<Run> {
    let pause = pauses.first;
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Also that fails on a disk that cannot be written.
        removeStaleLock(this.#options.cluster);
        const run = this.#spawn();
        await this.#answering(run);
        return run;
      } catch (error) {
        if (this.#stopping) return { ended: Promise.resolve('asked to stop') };
        if (attempt >= attempts) throw error;
      }
      await sleep(pause);
      pause = Math.min(pause * 2, pauses.longest);
    }
  }

  #spawn(): Run {
    const { postgres, owner, cluster, settings } = this.#options;
    const log = fs.openSync(path.join(path.dirname(cluster), 'postgres.log'), 'a');
    const child = spawn(
      postgres,
      ['-D', cluster, '-p', String(this.#port), ...settings.flatMap((setting) => ['-c', setting])],
      // Its own process group: Ctrl-C reaches the gateway alone, which then closes the server in order.
      { ...owner, detached: true, stdio: ['ignore', log, log] },
    );
    fs.closeSync(log);
    child.unref();
    this.#pid = child.pid ?? 0;
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `code ${code}`));
    });
    return { ended };
  }

  async #watchProcess(pid: number): Promise<string> {
    while (isAlive(pid)) await sleep(lookInterval, undefined, { ref: false });
    return 'its process is gone';
  }

  async #answering({ ended }: Run): Promise<void> {
    let end: string | undefined;
    void ended.then((why) => (end = why));
    let deadline = Date.now() + longestSilence;
    for (;;) {
      const answer = await this.#ask();
      if (answer === 'ready' || this.#stopping) return;
      if (answer === 'starting') deadline = Date.now() + longestSilence;
      if (end !== undefined) throw new Error(`PostgreSQL ended at its start (${end}); see postgres.log`);
      if (Date.now() > deadline) throw new Error('PostgreSQL does not answer; see postgres.log');
      await sleep(25);
    }
  }

  async #ask(): Promise<'ready' | 'starting' | 'silent'> {
    const client = openClient({ connectionString: this.url('postgres'), connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return 'ready';
    } catch (error) {
      return (error as { code?: string }).code === startingUp ? 'starting' : 'silent';
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
