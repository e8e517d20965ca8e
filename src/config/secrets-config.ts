import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tokenKey } from '../access/token/access-token.js';
import type { Settings } from './environment.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import { type DataKeys, Vault } from '../kernel/vault.js';

/** The keys for signing and encrypting. */
export interface SecretsConfig {
  secretKey: string;
  /**
   * Signs tokens instead of the secret key: a sandbox has its own secret, so that no other gateway accepts its tokens.
   */
  tokenSecret?: string;
  vault: Vault;
  logSigningKey: string | undefined;
}

export function readSecrets(settings: Settings, production: boolean, dataFolder: string): SecretsConfig {
  const secretKey = settings.SECRET_KEY ?? developmentSecret(dataFolder);
  return {
    secretKey,
    vault: readVault(settings, production, secretKey),
    logSigningKey: settings.LOG_SIGNING_KEY,
  };
}

function readVault({ DATA_KEYS, LOOKUP_KEY }: Settings, production: boolean, secretKey: string): Vault {
  if (!DATA_KEYS || !LOOKUP_KEY) {
    if (production) throw new ConfigError('DATA_KEYS, LOOKUP_KEY: required in production');
    return Vault.derivedFrom(tokenKey(secretKey));
  }
  const keys = DATA_KEYS.split(',').map((pair): DataKeys[number] => {
    const [id = '', key = ''] = pair.trim().split(':');
    if (!/^\w+$/.test(id)) throw new ConfigError('DATA_KEYS: each is id:key, the id of letters and digits');
    return [id, keyOf('DATA_KEYS', key)];
  });
  return new Vault(keys, keyOf('LOOKUP_KEY', LOOKUP_KEY));
}

function keyOf(setting: string, base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new ConfigError(`${setting}: a key is 32 bytes in base64; found ${key.length}`);
  return key;
}

/**
 * Creates the secret once and stores it beside the embedded database, so that printed tokens are valid after a restart.
 */
function developmentSecret(dataFolder: string): string {
  const file = path.join(dataFolder, 'development-secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
