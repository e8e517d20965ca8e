import 'reflect-metadata';
import { announce } from './announce.js';
import { readArguments, readConfig } from './config.js';
import { openDatabase } from './database/database.js';
import { whenAvailable } from './database/when-available.js';
import { firstLoad } from './first-load.js';
import { startGateway } from './gateway/gateway.js';
import { SandboxClock, systemClock } from './kernel/clock.js';
import { entities } from './modules.js';
import { explain } from './plain-reason.js';
import { stopSignal, unlessStopped } from './stop-signal.js';

/** Configuration, database, first load, gateway; and back in the opposite order when the process is told to stop. */
async function serve(): Promise<void> {
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

/** Serves until the process is told to stop; returns its exit code. */
export async function run(): Promise<number> {
  try {
    await serve();
    return 0;
  } catch (error) {
    if (stopSignal.aborted) return 0;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}
