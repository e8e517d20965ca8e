import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Every setting, read from the environment once. A setting that is absent has the default that is written here. */
const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Address that the gateway listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** Port that the gateway listens on; 0 takes any free one. */
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** PostgreSQL 18 of your own, as a user that may create roles; without it the embedded server is used. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Where the embedded database, uploaded papers and the development secret live. */
  DATA_DIR: z.string().default(path.join(projectFolder, 'data')),
  /** At least 32 characters; signs tokens and derives the database password of the gateway's own role. */
  SECRET_KEY: z.string().min(32).optional(),
  /** Load the demonstration into an empty database. Refused in production. */
  DEMONSTRATION: flag.optional(),
  /** Connections that the gateway keeps to the database. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});

export interface Config {
  production: boolean;
  host: string;
  port: number;
  databaseUrl: string | undefined;
  dataFolder: string;
  secretKey: string;
  demonstration: boolean;
  poolSize: number;
  logLevel: string;
}

export class ConfigError extends Error {}

/** Reads and validates the settings; throws a ConfigError that names each setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`These settings are wrong:\n${faults.join('\n')}`);
  }
  const settings = parsed.data;
  const production = settings.NODE_ENV === 'production';
  if (production && settings.DEMONSTRATION) {
    throw new ConfigError('DEMONSTRATION: made-up companies do not belong in production; unset it');
  }
  if (production && !settings.SECRET_KEY) throw new ConfigError('SECRET_KEY: required in production');
  const dataFolder = path.resolve(settings.DATA_DIR);
  return {
    production,
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    dataFolder,
    secretKey: settings.SECRET_KEY ?? developmentSecret(dataFolder),
    demonstration: settings.DEMONSTRATION ?? !production,
    poolSize: settings.DATABASE_POOL_SIZE,
    logLevel: settings.LOG_LEVEL,
  };
}

/** Made once and kept beside the embedded database, so that printed tokens outlive a restart. */
function developmentSecret(dataFolder: string): string {
  const file = path.join(dataFolder, 'development-secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
