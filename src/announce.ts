import type { Config } from './config.js';
import type { Database } from './database/database.js';

export async function announce(_config: Config, _database: Database, url: string): Promise<void> {
  process.stdout.write(`${url}\n`);
}
