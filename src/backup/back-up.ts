import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import { attachServer } from '../database/attach.js';
import { openClient } from '../database/connections/connections.js';
import { copyCluster } from './copy-cluster.js';
import { copyTree } from './copy-tree.js';
import { manifestName, type Manifest } from './manifest.js';

/**
 * Parts of the data folder that are not copied as files: the database is copied separately, and the feed is written
 * again.
 */
const ofTheGateway = /^(postgres|feed|spool)(\/|$)/;

/** Copies the embedded database and the papers into a new folder while a gateway runs; returns the folder. */
export async function backUp(config: Config, target: string, now: Date): Promise<string> {
  if (config.databaseUrl) {
    throw new ConfigError(
      'DATABASE_URL: back up your own PostgreSQL with pg_basebackup or pg_dump (docs/operators.md)',
    );
  }
  const folder = path.join(target, `mianshen-${now.toISOString().replaceAll(':', '').slice(0, 17)}`);
  if (existsSync(folder)) throw new ConfigError(`${folder} is there already`);
  const partial = `${folder}.partial`;
  await fs.mkdir(partial, { recursive: true, mode: 0o700 });
  const server = await attachServer(config);
  const client = openClient({ connectionString: server.ownerUrl });
  try {
    await client.connect();
    const files = await copyCluster(client, partial);
    // After the database: papers are never removed, so every paper that the database names is copied.
    files.push(
      ...(await copyTree(config.dataFolder, path.join(partial, 'data'), 'data', (name) => ofTheGateway.test(name))),
    );
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    const manifest: Manifest = { at: now.toISOString(), postgresql: rows[0]?.version ?? '', files };
    await fs.writeFile(path.join(partial, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true });
    await fs.rename(partial, folder);
    return folder;
  } finally {
    await client.end();
    await server.close();
  }
}
