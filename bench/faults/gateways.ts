import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '../../test/kit/client.js';
import { until } from './until.js';

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
    this.#child = spawn(process.execPath, ['dist/main.js', '--now', now], {
      env: { ...this.environment, PORT: String(this.port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until('the gateway is ready', async () => (await fetch(`${this.url}/readyz`)).ok);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** The process stops where it is, with its connections open, and goes on later. */
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
