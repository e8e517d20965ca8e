import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { eventually } from './eventually.js';
import { startCommand } from './start-command.js';

const running = new Set<GatewayProcess>();

/** Where the process is started, and as which user. */
export interface Place {
  cwd?: string;
  uid?: number;
  gid?: number;
}

/** The built gateway (`dist/`, npm's pretest) as a separate process, with its terminal output. */
export class GatewayProcess {
  readonly child: ChildProcess;
  output = '';
  readonly #ended: Promise<number | null>;

  constructor(
    readonly port: number,
    environment: Record<string, string>,
    flags: string[] = [],
    place: Place = {},
  ) {
    const { DATABASE_URL: _, ...usual } = process.env;
    this.child = spawn(process.execPath, [...flags, startCommand().program], {
      env: { ...usual, NODE_ENV: 'development', PORT: String(port), DEMONSTRATION: 'false', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...place,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    running.add(this);
    this.#ended = once(this.child, 'exit').then(([code]) => {
      running.delete(this);
      return code as number | null;
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves to its exit code; null where a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#ended;
  }

  signal(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.#ended;
  }

  /** Returns the status of `/readyz`; 0 while nothing answers there. */
  async readiness(): Promise<number> {
    return fetch(`${this.url}/readyz`).then(
      ({ status }) => status,
      () => 0,
    );
  }

  async ready(): Promise<this> {
    await this.until('it is ready', async () => (await this.readiness()) === 200);
    return this;
  }

  async until(what: string, holds: () => boolean | Promise<boolean>, within = 60_000): Promise<void> {
    const failure = () => `${what}\n${this.output}`;
    const look = async () => {
      if (await holds()) return true;
      if (this.child.exitCode !== null) throw new Error(`It ended before this happened: ${failure()}`);
      return false;
    };
    await eventually(look, failure, within);
  }
}

/** Ends processes that a failed test left running. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...running].map((gateway) => gateway.signal('SIGTERM')));
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Returns the embedded PostgreSQL of a data folder from its lock file; undefined where none runs. */
export function embeddedServer(dataFolder: string): { pid: number; status: string | undefined } | undefined {
  const file = path.join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), status: lines[7]?.trim() };
}

export const embeddedPid = (dataFolder: string): number | undefined => embeddedServer(dataFolder)?.pid;
