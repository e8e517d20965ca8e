import { registerEverything } from './life/register.js';
import { assess } from './life/assess.js';
import { Life } from './life/life.js';
import { pay } from './life/pay.js';
import { askForAccounts, publicise } from './life/publicise.js';
import { audit, deliveries, settle } from './audit.js';
import { Disturbance } from './disturbance.js';
import { Pushes } from './pushes.js';
import { Random } from './random.js';
import { Watchers, type WatchFaults } from './watcher.js';
import { World } from './world.js';

export interface RoundReport {
  seed: number;
  seconds: number;
  disturbances: Disturbance['counts'];
  acknowledged: number;
  retries: number;
  rows: { acknowledged: number; lost: number; doubled: number };
  hangs: number;
  followers: Record<string, WatchFaults>;
  deliveries: Awaited<ReturnType<typeof deliveries>>;
  faults: string[];
}

/**
 * Plays one year from the first policy to the last payment while gateways and database are killed; returns the report.
 */
export async function playRound(seed: number, gatewayCount: number): Promise<{ report: RoundReport; life: Life }> {
  const began = Date.now();
  const world = new World(new Random(seed + 0x3c6ef372));
  try {
    await world.open(gatewayCount);
    const life = new Life(world, new Random(seed));
    const pushes = new Pushes(life);
    const disturbance = new Disturbance(world, new Random(seed + 0x9e3779b9));
    const watchers = new Watchers(world);
    const faults = new Failures();
    await registerEverything(life);
    pushes.start();
    disturbance.start();
    await faults.of('the year', playYear(life));
    await faults.of('disturbances', disturbance.stop());
    await faults.of('pushes', pushes.stop());
    await faults.of('what was begun', settle(life));
    const report = {
      seed,
      seconds: (Date.now() - began) / 1_000,
      disturbances: disturbance.counts,
      acknowledged: [...life.played.values()].reduce((sum, count) => sum + count, 0),
      retries: life.retries,
      rows: { acknowledged: pushes.rows, ...(await pushes.faults()) },
      hangs: life.hangs,
      followers: await watchers.end(),
      deliveries: await deliveries(world),
      faults: [...faults.found, ...(await audit(life))],
    };
    return { report, life };
  } finally {
    await world.close();
  }
}

/** Collects failures of parts of a round, so that it is always reported. */
class Failures {
  readonly found: string[] = [];

  async of(what: string, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      for (let cause = error; cause; cause = cause instanceof Error ? cause.cause : undefined) {
        this.found.push(`${what}: ${cause instanceof Error ? cause.stack : JSON.stringify(cause)}`);
      }
    }
  }
}

async function playYear(life: Life): Promise<void> {
  await publicise(life, await assess(life));
  await askForAccounts(life);
  await pay(life);
}
