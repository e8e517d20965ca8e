import 'reflect-metadata';
import { once } from 'node:events';
import { announce } from './announce.js';
import { SandboxClock, systemClock } from './kernel/clock.js';
import { ConfigError, readArguments, readConfig } from './config.js';
import { AlreadyRunningError, openDatabase } from './database/database.js';
import { entities } from './modules.js';
import { firstLoad } from './first-load.js';
import { startGateway } from './gateway/gateway.js';

/** Configuration, database, first load, gateway; and back in the opposite order when the process is told to stop. */
async function main(): Promise<void> {
  const config = readConfig({ ...process.env, ...readArguments(process.argv.slice(2)) });
  const clock = config.sandbox ? new SandboxClock(config.now) : systemClock;
  const database = await openDatabase(config, entities);
  try {
    await firstLoad(config, database, clock);
    const gateway = await startGateway(config, database, clock);
    await announce(config, database, gateway.url);
    await toldToStop();
    await gateway.stop();
  } finally {
    await database.close();
  }
}

function toldToStop(): Promise<unknown> {
  return Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof AlreadyRunningError;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
