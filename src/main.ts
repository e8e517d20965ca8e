import './require-node.js';
import { stopSignal, unlessStopped } from './stop-signal.js';
import 'reflect-metadata';
import { announce } from './announce.js';
import { readArguments, readConfig } from './config.js';
import { openDatabase } from './database/database.js';
import { whenAvailable } from './database/when-available.js';
import { firstLoad } from './first-load.js';
import { startGateway } from './gateway/gateway.js';
import { SandboxClock, systemClock } from './kernel/clock.js';
import { entities } from './modules.js';
import { plainReason } from './plain-reason.js';

/** Configuration, database, first load, gateway; and back in the opposite order when the process is told to stop. */
async function main(): Promise<void> {
  const config = readConfig({ ...process.env, ...readArguments(process.argv.slice(2)) });
  const clock = config.sandbox ? new SandboxClock(config.now) : systemClock;
  const database = await whenAvailable(() => openDatabase(config, entities, stopSignal), stopSignal);
  try {
    await unlessStopped(firstLoad(config, database, clock));
    if (stopSignal.aborted) return;
    const gateway = await startGateway(config, database, clock);
    try {
      await announce(config, database, gateway.url);
      await unlessStopped(new Promise(() => undefined));
    } finally {
      await gateway.stop();
    }
  } finally {
    await database.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (stopSignal.aborted) process.exit(0);
    process.stderr.write(`${plainReason(error) ?? (error instanceof Error ? error.stack : String(error))}\n`);
    process.exit(1);
  },
);
