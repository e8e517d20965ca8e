import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { ensureGatewayRole } from '../../src/database/schema/gateway-role.js';
import { buildWhatChanged } from './built.js';
import { useQuickFolder } from './quick-folder.js';
import { rankTrigger } from './rank-trigger.js';
import { stateTriggers } from './state-triggers.js';
import { testSecret } from './secret.js';

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string;
  }
}

export const templateName = 'mianshen_template';
/** The prefix of databases that test files prepare for each other (`prepared.ts`). */
export const preparedPrefix = 'mianshen_prepared_';

/** Starts one real PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildWhatChanged();
  const removeFolder = useQuickFolder();
  const { url, stop } = await startServer();
  await recreateTemplate(url('postgres'));
  await ensureGatewayRole(url('postgres'), testSecret);
  await migrate(url(templateName));
  await onDatabase(url(templateName), stateTriggers);
  await onDatabase(url(templateName), rankTrigger);
  project.provide('serverUrl', url('postgres'));
  return async () => {
    await stop();
    removeFolder();
  };
}

/**
 * Nothing has to survive the run: nothing is flushed to the disk, little of the log is kept, and there is no vacuum.
 */
const unsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=512MB', 'autovacuum=off'];

/** Nobody else can reach the server, so there is no authentication, which is half the cost of connecting. */
const trusting = ['all', 'replication'].map((databases) => `host ${databases} all 127.0.0.1/32 trust\n`).join('');

async function startServer() {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: (name: string) => withDatabase(given, name), stop: async () => undefined };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-test-'));
  fs.chmodSync(folder, 0o755);
  const access = path.join(folder, 'trusting.conf');
  fs.writeFileSync(access, trusting);
  const { url, stop } = await startEmbeddedServer(folder, [...unsafe, `hba_file=${access}`]);
  return { url, stop };
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function onDatabase(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statements).finally(() => client.end());
}

async function recreateTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const { rows: prepared } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [preparedPrefix],
  );
  for (const name of [templateName, ...prepared.map((each) => each.name)]) {
    await client.query(`drop database if exists ${name}`);
  }
  await client.query(`create database ${templateName}`);
  await client.end();
}
