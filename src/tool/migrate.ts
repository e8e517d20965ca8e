import 'reflect-metadata';
import { readConfig } from '../config/config.js';
import { attachServer } from '../database/attach.js';
import { ensureGatewayRole } from '../database/schema/gateway-role.js';
import { migrate, requireExpanding } from '../database/schema/migrate.js';
import { explain } from '../config/plain-reason.js';

/** `npm run migrate`: runs migrations while gateways run. `--check` only checks the files. */
try {
  if (process.argv.includes('--check')) await requireExpanding();
  else await migrateDatabase();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function migrateDatabase(): Promise<void> {
  const config = readConfig(process.env);
  const { ownerUrl, close } = await attachServer(config);
  try {
    await ensureGatewayRole(ownerUrl, config.secretKey);
    const done = await migrate(ownerUrl);
    process.stdout.write(done.length === 0 ? 'The database is up to date\n' : `Done: ${done.join(', ')}\n`);
  } finally {
    await close();
  }
}
