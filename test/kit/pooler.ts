import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './gateway-process.js';

/** Debian installs it in /usr/sbin, which is not always in PATH. */
const binary = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'].find((file) =>
  fs.existsSync(file),
);

export const hasPooler = binary !== undefined;

interface PoolerOptions {
  /** Connections to the server that are shared; fewer than a gateway uses. */
  size?: number;
  port?: number | undefined;
}

/** PgBouncer in transaction mode before a server, for the users of these addresses. */
export class Pooler {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly port: number;

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.#child = child;
    this.#folder = folder;
    this.port = port;
  }

  static async start(addresses: string[], options: PoolerOptions = {}): Promise<Pooler> {
    const { size = 4, port = await freePort() } = options;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-pooler-'));
    fs.chmodSync(folder, 0o755);
    const users = addresses
      .map((address) => new URL(address))
      .map(({ username, password }) => `"${username}" "${password}"`);
    fs.writeFileSync(path.join(folder, 'users.txt'), users.join('\n'));
    fs.writeFileSync(path.join(folder, 'pgbouncer.ini'), settings(new URL(addresses[0]!), folder, port, size));
    const child = spawn(binary!, [...asNobody(), path.join(folder, 'pgbouncer.ini')], { stdio: 'ignore' });
    const pooler = new Pooler(child, folder, port);
    await eventually(() => {
      if (child.exitCode !== null) throw new Error('PgBouncer did not start');
      return answers(port);
    }, 'PgBouncer answers');
    return pooler;
  }

  /** Returns the address through the pooler. */
  before(address: string): string {
    const url = new URL(address);
    url.port = String(this.port);
    return url.toString();
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exit;
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Fewer connections than the gateway uses, so that transactions share them. */
const settings = ({ hostname, port: serverPort }: URL, folder: string, port: number, size: number) => `
[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${folder}/users.txt
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 500
server_login_retry = 1
`;

/** PgBouncer refuses to run as root. */
function asNobody(): string[] {
  if (process.getuid?.() !== 0) return [];
  return ['-u', execFileSync('id', ['-un', '65534']).toString().trim()];
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
