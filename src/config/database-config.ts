import type { Settings } from './environment.js';
import type { DatabaseSettings } from '../database/database-settings.js';
import { ConfigError } from '../kernel/errors/config-error.js';

export interface DatabaseConfig extends Omit<DatabaseSettings, 'dataFolder' | 'secretKey' | 'sandbox'> {
  longestRead: number;
  longestRequest: number;
}

export function readDatabase(settings: Settings): DatabaseConfig {
  return {
    databaseUrl: settings.DATABASE_URL,
    directUrl: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
    readUrls: replicaAddresses(settings),
    readLag: settings.DATABASE_READ_LAG,
    migrateAtStart: settings.MIGRATE_AT_START,
    poolSize: settings.DATABASE_POOL_SIZE,
    longestRead: settings.LONGEST_READ,
    longestRequest: settings.LONGEST_REQUEST,
  };
}

function replicaAddresses({ DATABASE_URL: primary, DATABASE_READ_URL: replicas = [] }: Settings): string[] {
  if (primary || replicas.length === 0) return replicas;
  throw new ConfigError('DATABASE_READ_URL: the embedded server has no replicas; give DATABASE_URL too');
}
