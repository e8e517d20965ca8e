import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { verifierKeyOf } from './signed-note.js';

/** The key that signs the log's checkpoints: 32 bytes of Ed25519, and the log's name. */
export interface LogKey {
  origin: string;
  seed: Uint8Array;
  /** The key in the form that a verifier stores, as in `/feed/log/key`. */
  verifierKey: string;
}

/** Returns the configured key. In development it is created once and stored with the embedded database. */
export function logKey(origin: string, configured: string | undefined, dataFolder: string): LogKey {
  const seed = Buffer.from(configured ?? developmentSeed(dataFolder), 'base64');
  return { origin, seed, verifierKey: verifierKeyOf(origin, seed) };
}

function developmentSeed(dataFolder: string): string {
  const file = path.join(dataFolder, 'log-signing-key');
  if (!fs.existsSync(file)) {
    fs.mkdirSync(dataFolder, { recursive: true });
    fs.writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return fs.readFileSync(file, 'utf8').trim();
}
