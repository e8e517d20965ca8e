import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '../../test/kit/client.js';
import { until } from './until.js';
import { startCommand } from '../../test/kit/start-command.js';

/** Opens the log of the gateways, if FAULTS_LOG names a file. */
function logFile(): number | 'ignore' {
  const name = process.env['FAULTS_LOG'];
  return name ? fs.openSync(name, 'a') : 'ignore';
}

/** The most seconds that a gateway may take to start while the database is killed. */
const longestStart = 180;

/** The most milliseconds from a signal to the end of a gateway, on a loaded machine. */
const longestStop = 30_000;

/** A gateway as a separate process with a fixed port. */
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

  /** Starts it with this sandbox time and waits until it is ready. */
  async start(now: string): Promise<void> {
    this.begin(now);
    await this.ready();
  }

  /** Starts it without waiting. */
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

  /** Whether its process exists, frozen or not. */
  get isRunning(): boolean {
    return this.#child !== undefined && !this.#hasEnded;
  }

  get #hasEnded(): boolean {
    return this.#child?.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends it; one that does not stop when asked is killed, and that is a fault. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || this.#hasEnded) return;
    const exit = once(child, 'exit').then(() => true);
    child.kill(signal);
    if (await Promise.race([exit, sleep(longestStop, false, { ref: false })])) return;
    child.kill('SIGKILL');
    throw new Error(`A gateway did not end within ${longestStop} ms of ${signal}`);
  }

  /** Stops the process with its connections open, and continues it later. */
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
