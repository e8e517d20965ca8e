import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { embeddedFolder } from '../../src/database/embedded/embedded-server.js';
import { DemonstrationProcess } from './demonstration-process.js';
import { endProcesses, freePort } from './gateway-process.js';
import { allSealed } from './sealed.js';
import { testSecret } from './secret.js';
import { query } from './standalone.js';

/**
 * An operator who starts gateways on data folders and runs the commands of package.json. Needs `dist/` (npm's pretest).
 */
export class Operator {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-operator-'));

  constructor() {
    // PostgreSQL runs as another user where the tests run as root.
    fs.chmodSync(this.root, 0o755);
  }

  folder(name: string): string {
    return path.join(this.root, name);
  }

  /** Returns the folder of the embedded server's files in a data folder. */
  database(name: string): string {
    return embeddedFolder(path.join(this.folder(name), 'postgres'));
  }

  /** Runs `npm start` on a data folder; resolves when it has printed everything. */
  async start(name: string): Promise<DemonstrationProcess> {
    return new DemonstrationProcess(await freePort(), this.folder(name)).announced();
  }

  /** Runs `npm run NAME -- ARGS` without the build; throws where its exit code is not 0. */
  async command(name: string, args: string[], folder: string): Promise<string> {
    const { DATABASE_URL: _, ...environment } = process.env;
    const env = { ...environment, NODE_ENV: 'development', DATA_DIR: this.folder(folder), SECRET_KEY: testSecret };
    const run = promisify(execFile)(process.execPath, [`dist/tool/${name}.js`, ...args], { env });
    const { stdout } = await run.catch((error: Error & { stdout: string; stderr: string; code: number }) => {
      throw new Error(`${name} ended with ${error.code}: ${error.stdout}${error.stderr}`, { cause: error });
    });
    return stdout.trim();
  }

  /** Runs SQL as the owner of the database of a running gateway. */
  sql<Row extends object>(folder: string, text: string): Promise<Row[]> {
    const place = this.database(folder);
    const port = fs.readFileSync(path.join(place, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3];
    const password = fs.readFileSync(path.join(place, 'owner-password'), 'utf8').trim();
    return query<Row>(`postgresql://mianshen_owner:${password}@127.0.0.1:${port}/mianshen`, text);
  }

  /** Waits until every event has its place in the log. */
  async sealed(folder: string): Promise<void> {
    await allSealed({ sql: (text) => this.sql(folder, text) });
  }

  async close(): Promise<void> {
    await endProcesses();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
