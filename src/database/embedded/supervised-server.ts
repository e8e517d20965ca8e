import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../connections/connections.js';
import { findPostmaster, isAlive, removeStaleLock } from './postmaster-file.js';

/** A PostgreSQL 18 that runs beside the gateway and uses the binaries that npm installed. */
export interface EmbeddedServer {
  /** Returns the connection URL of the owner for a database name. */
  url: (database: string) => string;
  stop: () => Promise<void>;
  /** Leaves the server running for the gateway that owns it, and no longer restarts it. */
  leave: () => void;
}

/** The operating-system user that runs PostgreSQL, if it is not the current user. */
export interface Owner {
  uid?: number;
  gid?: number;
}

interface ServerOptions {
  /** Path of the binary. */
  postgres: string;
  owner: Owner;
  /** The data directory. */
  cluster: string;
  settings: string[];
  ownerName: string;
  password: string;
}

/** One run of the server; `ended` resolves with the reason of its end. */
interface Run {
  ended: Promise<string>;
}

/**
 * Maximum time in milliseconds without a message. After a crash or restore, PostgreSQL reports that it is starting,
 * however long that takes.
 */
const longestSilence = 120_000;
/** Number of attempts for the first start: the processes of a killed server take a moment to end. */
const firstAttempts = 4;
/** Milliseconds between two attempts to start: initially, and at most. */
const pauses = { first: 200, longest: 10_000 };
/** PostgreSQL's code `cannot_connect_now`. */
const startingUp = '57P03';
/** Milliseconds between two checks of a server that another gateway started. */
const lookInterval = 500;

/** Runs PostgreSQL on one port while the gateway runs, and restarts it if it is killed. */
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

  /** Starts the server, or takes over a running one. If the signal aborts meanwhile, the server is stopped. */
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

  /**
   * Stops the server. SIGINT is PostgreSQL's fast shutdown: it ends the sessions and writes everything that is
   * committed.
   */
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
        // This can fail, too, if the disk is not writable.
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
      // In its own process group, so that Ctrl-C only reaches the gateway, which then stops the server in order.
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
