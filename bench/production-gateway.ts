import type { ChildProcess } from 'node:child_process';
import { testSecret } from '../test/kit/secret.js';
import type { BenchDatabase } from './bench-database.js';
import { startServer } from './published-list.js';
import { startCommand } from '../test/kit/start-command.js';

const key = Buffer.alloc(32, 7).toString('base64');

/** Starts the gateway as in production; no text messages are sent here. */
export function startProductionGateway({ folder, ownerUrl }: BenchDatabase, port: number): Promise<ChildProcess> {
  const environment = {
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: ownerUrl,
    SECRET_KEY: testSecret,
    LOG_SIGNING_KEY: key,
    DATA_KEYS: `one:${key}`,
    LOOKUP_KEY: key,
    SMS_PROVIDER: 'aliyun',
    SMS_ACCESS_KEY_ID: 'none',
    SMS_ACCESS_KEY_SECRET: 'none',
    SMS_SIGN_NAME: 'none',
    SMS_ENDPOINT: 'http://127.0.0.1:9',
  };
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  const { flags, program } = startCommand();
  return startServer(program, environment, ready, flags);
}
