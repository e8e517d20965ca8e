import { existsSync, readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '../kernel/errors/config-error.js';
import { embeddedFolder, ownFiles } from '../database/embedded/embedded-server.js';
import { copyFile, copyTree } from './copy-tree.js';
import { type Manifest, manifestName, ManifestShape } from './manifest.js';

/** Restores a backup into an empty data folder; the next start of a gateway continues from it. */
export async function restore(backup: string, dataFolder: string): Promise<Manifest> {
  const manifest = await readManifest(backup);
  await fs.mkdir(dataFolder, { recursive: true });
  const database = embeddedFolder(path.join(dataFolder, 'postgres'));
  for (const folder of [dataFolder, database]) {
    if (existsSync(folder) && readdirSync(folder).some((name) => name !== 'postgres')) {
      throw new ConfigError(`DATA_DIR: ${folder} is not empty; a backup is restored into an empty folder`);
    }
  }
  if (existsSync(path.join(database, 'cluster'))) throw new ConfigError(`DATA_DIR: ${database} has a database already`);
  const restored = [
    ...(await copyTree(path.join(backup, 'cluster'), path.join(database, 'cluster'), 'cluster')),
    ...(await copyTree(path.join(backup, 'data'), dataFolder, 'data')),
    await copyFile(path.join(backup, 'owner-password'), path.join(database, 'owner-password'), 'owner-password'),
  ];
  const found = new Map(restored.map((file) => [file?.path, file?.sha256]));
  const damaged = manifest.files.filter(({ path: name, sha256 }) => found.get(name) !== sha256);
  if (damaged.length > 0) {
    await fs.rm(path.join(database, 'cluster'), { recursive: true });
    throw new ConfigError(
      `The backup is damaged: ${damaged
        .map(({ path: name }) => name)
        .slice(0, 5)
        .join(', ')}`,
    );
  }
  await beginTimeline(path.join(database, 'cluster'));
  ownFiles(database);
  return manifest;
}

/**
 * Makes the server start a new timeline when it recovers. The new timeline shows the event log that the earlier server
 * may have assigned places of events that this copy does not have, so they are not assigned again (`seal_events`).
 */
async function beginTimeline(cluster: string): Promise<void> {
  // The log is part of the copy. Nobody can connect before the recovery has ended and the server can write.
  const settings = ["restore_command = 'false'", 'hot_standby = off', "recovery_target_action = 'promote'"];
  await fs.appendFile(path.join(cluster, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
  await fs.writeFile(path.join(cluster, 'recovery.signal'), '', { mode: 0o600 });
}

async function readManifest(backup: string): Promise<Manifest> {
  const text = await fs.readFile(path.join(backup, manifestName), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new ConfigError(`${backup} has no ${manifestName}: it is no backup, or one that was not finished`);
  return ManifestShape.parse(JSON.parse(text));
}
