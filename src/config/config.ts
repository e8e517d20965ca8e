import path from 'node:path';
import { parseArgs } from 'node:util';
import { type DatabaseConfig, readDatabase } from './database-config.js';
import { type PeopleConfig, readPeople } from './people-config.js';
import { type PublishingConfig, readPublishing } from './publishing-config.js';
import { readSecrets, type SecretsConfig } from './secrets-config.js';
import { readServices, type ServicesConfig } from './services-config.js';
import { readServing, type ServingConfig } from './serving-config.js';
import { Environment, type Settings, settingNames } from './environment.js';
import { givenSettings } from './given-settings.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import { reasonOf } from '../kernel/errors/reason-of.js';
import { unknownSettings } from './unknown-settings.js';

/** Settings of the gateway as a whole; the sections of src/config are added to them. */
interface GatewayConfig {
  production: boolean;
  /** True except in production: the clock can be moved through the API. */
  sandbox: boolean;
  now: Date | undefined;
  demonstration: boolean;
  backgroundJobs: boolean;
  dataFolder: string;
  logLevel: string;
}

export interface Config
  extends GatewayConfig, ServingConfig, DatabaseConfig, SecretsConfig, PeopleConfig, ServicesConfig, PublishingConfig {}

/** Reads arguments of the command line as the settings of the same name: `--now 2025-09-10`. */
export function readArguments(args: string[]): NodeJS.ProcessEnv {
  try {
    const { values } = parseArgs({ args, options: { now: { type: 'string' } } });
    return values.now === undefined ? {} : { NOW: values.now };
  } catch (error) {
    throw new ConfigError(`${reasonOf(error)}\nKnown: --now 2025-09-10`);
  }
}

/** Reads and validates the settings; throws a ConfigError that names each wrong setting. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const settings = readSettings(environment);
  const production = settings.NODE_ENV === 'production';
  if (production) requireFitForProduction(settings);
  const dataFolder = path.resolve(settings.DATA_DIR);
  return {
    production,
    sandbox: !production,
    now: settings.NOW,
    demonstration: settings.DEMONSTRATION ?? !production,
    backgroundJobs: settings.BACKGROUND_JOBS,
    dataFolder,
    logLevel: settings.LOG_LEVEL,
    ...readServing(settings, production),
    ...readDatabase(settings),
    ...readSecrets(settings, production, dataFolder),
    ...readPeople(settings, production),
    ...readServices(settings, production),
    ...readPublishing(settings, production),
  };
}

function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const unknown = unknownSettings(Object.keys(environment), settingNames);
  if (unknown.length > 0) throw new ConfigError(`These settings are unknown:\n${unknown.join('\n')}`);
  const parsed = Environment.safeParse(givenSettings(environment));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These settings are wrong:\n${faults.join('\n')}`);
}

function requireFitForProduction({ DEMONSTRATION, NOW, SECRET_KEY, LOG_SIGNING_KEY }: Settings): void {
  if (DEMONSTRATION) throw new ConfigError('DEMONSTRATION: made-up companies do not belong in production; unset it');
  if (NOW) throw new ConfigError('NOW: only the sandbox has another time than everybody else');
  if (!SECRET_KEY) throw new ConfigError('SECRET_KEY: required in production');
  if (!LOG_SIGNING_KEY) throw new ConfigError('LOG_SIGNING_KEY: required in production');
}
