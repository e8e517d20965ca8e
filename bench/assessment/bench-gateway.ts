import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import type pg from 'pg';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import { testSecret } from '../../test/kit/secret.js';
import { startCommand } from '../../test/kit/start-command.js';

/** A gateway in a separate process, so that its memory can be measured, with a client of PLATFORM. */
export interface BenchGateway {
  ask: <Data>(query: string, variables?: object) => Promise<Data>;
  /** Returns the peak memory of its process in megabytes. */
  peakMemory: () => number;
  stop: () => Promise<void>;
}

export async function startBenchGateway(owner: pg.Client, databaseUrl: string, folder: string): Promise<BenchGateway> {
  const token = await arrangePlatform(owner);
  const { flags, program } = startCommand();
  const child = spawn(process.execPath, [...flags, program], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      SECRET_KEY: testSecret,
      DEMONSTRATION: 'false',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  return {
    ask: async <Data>(query: string, variables: object = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    peakMemory: () => {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function arrangePlatform(owner: pg.Client): Promise<string> {
  const accountId = randomUUID();
  await owner.query(`insert into account (id, name, created_at) values ($1, 'bench', now())`, [accountId]);
  await owner.query(`insert into role_grant (account_id, role, granted_at) values ($1, 'PLATFORM', now())`, [
    accountId,
  ]);
  return signAccessToken({ accountId, role: Role.PLATFORM, subjectId: null }, tokenKey(testSecret), '12h');
}

/** Reads the gateway's address from its output; continues to read, because the gateway continues to write. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /answers at (\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`The gateway did not start: ${said}`)));
  });
}
