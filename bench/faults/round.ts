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

/** One year from the first policy to the last fen while gateways and database are killed, and what came of it. */
export async function playRound(seed: number, gatewayCount: number): Promise<{ report: RoundReport; life: Life }> {
  const began = Date.now();
  const random = new Random(seed);
  const world = new World();
  try {
    await world.open(gatewayCount);
    const life = new Life(world, random);
    const pushes = new Pushes(life);
    const disturbance = new Disturbance(world, new Random(seed + 0x9e3779b9));
    const watchers = new Watchers(world);
    await registerEverything(life);
    pushes.start();
    disturbance.start();
    const failure = await playYear(life).catch((error: unknown) => error as Error);
    await disturbance.stop();
    await pushes.stop();
    const faults = failure ? [String(failure.stack), ...(failure.cause ? [String(failure.cause)] : [])] : [];
    await settle(life);
    const followers = await watchers.end();
    const report = {
      seed,
      seconds: (Date.now() - began) / 1_000,
      disturbances: disturbance.counts,
      acknowledged: [...life.played.values()].reduce((sum, count) => sum + count, 0),
      retries: life.retries,
      rows: { acknowledged: 5 * (pushes.counts.pushes + pushes.counts.uploads), ...(await pushes.faults()) },
      hangs: life.hangs,
      followers,
      deliveries: await deliveries(world),
      faults: [...faults, ...(await audit(life))],
    };
    return { report, life };
  } finally {
    await world.close();
  }
}

async function playYear(life: Life): Promise<undefined> {
  await publicise(life, await assess(life));
  await askForAccounts(life);
  await pay(life);
}
