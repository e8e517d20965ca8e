import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '../../test/kit/client.js';
import { until } from './until.js';
import { startCommand } from '../../test/kit/start-command.js';

/** Where the gateways write their log: FAULTS_LOG names a file. */
function logFile(): number | 'ignore' {
  const name = process.env['FAULTS_LOG'];
  return name ? fs.openSync(name, 'a') : 'ignore';
}

/** Seconds that a gateway may take to start while the database is killed. */
const longestStart = 180;

/** Milliseconds from a signal to the end of a gateway, on a loaded machine. */
const longestStop = 30_000;

/** One gateway as a process of its own, on a port that it keeps. */
export class Gateway {
  #child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly environment: Record<string, string>,
  ) {}

  static async at(environment: Record<string, string>): Promise<Gateway> {
    return new Gateway(await freePort(), environment);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  client(token?: string): ApiClient {
    return new ApiClient(this.url, token);
  }

  /** Starts it and waits until it is ready; the present of its sandbox is the given one. */
  async start(now: string): Promise<void> {
    this.begin(now);
    await this.ready();
  }

  /** Starts it. */
  begin(now: string): void {
    this.#child = spawn(process.execPath, [startCommand().program, '--now', now], {
      env: { ...this.environment, PORT: String(this.port) },
      stdio: ['ignore', logFile(), 'inherit'],
    });
  }

  async ready(): Promise<void> {
    await until(
      'the gateway is ready',
      async () => this.#hasEnded || (await fetch(`${this.url}/readyz`)).ok,
      longestStart,
    );
    if (this.#hasEnded) throw new Error(`A gateway ended at its start with code ${this.#child?.exitCode}`);
  }

  /** Whether its process works, frozen or not. */
  get isRunning(): boolean {
    return this.#child !== undefined && !this.#hasEnded;
  }

  get #hasEnded(): boolean {
    return this.#child?.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends it; one that is asked to stop and does not is killed, and that is a fault. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || this.#hasEnded) return;
    const exit = once(child, 'exit').then(() => true);
    child.kill(signal);
    if (await Promise.race([exit, sleep(longestStop, false, { ref: false })])) return;
    child.kill('SIGKILL');
    throw new Error(`A gateway did not end within ${longestStop} ms of ${signal}`);
  }

  /** The process stops where it is, with its connections open, and continues later. */
  async freeze(milliseconds: number): Promise<void> {
    this.#child?.kill('SIGSTOP');
    await sleep(milliseconds);
    this.#child?.kill('SIGCONT');
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
