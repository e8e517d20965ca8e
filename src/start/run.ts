import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { announce } from './announce.js';
import { type Config, readArguments, readConfig } from '../config/config.js';
import { type Database, openDatabase } from '../database/database.js';
import { whenAvailable } from '../database/connections/when-available.js';
import { givenSettings } from '../config/given-settings.js';
import { firstLoad } from './first-load.js';
import { startGateway } from '../gateway/gateway.js';
import { requireFreePort } from '../http/port/port-listeners.js';
import { SandboxClock, systemClock } from '../kernel/clock.js';
import { entities } from '../modules.js';
import { joinSandbox } from '../sandbox-clock/shared-clock.js';
import { LocalSandboxes } from '../sandbox/local-sandboxes.js';
import { spareReader } from '../spreadsheet/reading/spare-reader.js';
import { explain } from '../config/plain-reason.js';
import { traceFormat } from '../tracing/tracing-settings.js';
import { stopSignal, unlessStopped } from './stop-signal.js';
import { intakeFolder } from '../upload/upload-folder.js';

interface Started {
  url: string;
  database: Database;
  stop: () => Promise<void>;
}

/**
 * Starts configuration, database, first load and gateway; stops them in reverse order when the process is asked to
 * stop.
 */
async function serve(): Promise<void> {
  const config = readConfig({ ...process.env, ...readArguments(process.argv.slice(2)) });
  // Checked early, because the gateway listens only after everything else is open.
  await requireFreePort(config);
  const { url, database, stop } = await start(config);
  try {
    await whenAvailable(() => announce(config, database, url), stopSignal);
    spareReader.keep(intakeFolder(config.dataFolder));
    await unlessStopped(new Promise(() => undefined));
  } finally {
    await stop();
  }
}

/**
 * Opens everything, and retries each step until the database answers. Closes everything where a step fails or the
 * process is asked to stop.
 */
async function start(config: Config): Promise<Started> {
  const clock = config.sandbox ? new SandboxClock(config.now) : systemClock;
  const database = await whenAvailable(() => openDatabase(config, entities, stopSignal), stopSignal);
  try {
    await unlessStopped(whenAvailable(() => joinSandbox(database.em, clock), stopSignal));
    await unlessStopped(whenAvailable(() => firstLoad(config, database, clock), stopSignal));
    stopSignal.throwIfAborted();
    const gateway = await whenAvailable(
      () => startGateway(config, database, clock, { signal: stopSignal, sandboxes: sandboxesOf(config, database) }),
      stopSignal,
    );
    return { url: gateway.url, database, stop: () => gateway.stop().finally(() => database.close()) };
  } catch (error) {
    // Nobody waits for transactions that have begun, so PostgreSQL rolls them back.
    await database.close(0);
    throw error;
  }
}

/** Returns undefined in production, where sandboxes do not exist. */
function sandboxesOf(config: Config, { ownerUrl }: Database): LocalSandboxes | undefined {
  return config.sandbox && ownerUrl ? new LocalSandboxes(config, ownerUrl) : undefined;
}

/** Milliseconds to send the last spans. */
const longestFarewell = 3_000;

/** The SDK is loaded only where tracing is on. */
async function startTracing(): Promise<(() => Promise<void>) | undefined> {
  const format = traceFormat(givenSettings(process.env));
  if (!format) return undefined;
  const tracing = await import('../tracing/start-tracing.js');
  return tracing.startTracing(format);
}

/** Serves until the process is asked to stop; returns its exit code. */
export async function run(): Promise<number> {
  let endTracing: (() => Promise<void>) | undefined;
  try {
    endTracing = await startTracing();
    await serve();
    return 0;
  } catch (error) {
    if (stopSignal.aborted) return 0;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  } finally {
    // A collector that does not answer must not keep the process running.
    await Promise.race([endTracing?.(), sleep(longestFarewell)]).catch(() => undefined);
  }
}
