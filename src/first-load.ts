import type { Config } from './config.js';
import type { Database } from './database/database.js';

export async function firstLoad(_config: Config, _database: Database): Promise<void> {}
