import { availableParallelism } from 'node:os';
import type { GateLimits } from '../../http/limits/gate/fair-gate.js';

/**
 * Limits for operations that run at the same time.
 * - One client: at most half the connections, so that two clients do not block a third, and two per processor.
 * - One address without a token: at most half the processors (at least 2).
 * - Under load, anonymous reads are refused first. No more of them run than keep the processors busy, and no single
 *   address takes all of that.
 */
export function gateLimits(poolSize: number): GateLimits {
  const perClient = Math.max(1, Math.min(Math.floor(poolSize / 2), 2 * availableParallelism()));
  const perAddress = Math.min(perClient, Math.max(2, Math.floor(availableParallelism() / 2)));
  // More anonymous reads than processors are not faster, and delay everything else. Where other gateways share the
  // processors, the reads take longer, and fewer of them start.
  const least = Math.max(1, Math.floor(availableParallelism() / 2));
  const atWork = { least, most: Math.max(perAddress + 1, availableParallelism()), inTime: 250 };
  const always = (most: number) => ({ ...atWork, least: most, most });
  const total = Math.max(1, Math.floor(poolSize * 0.75));
  // Operations of members can hang, too: some connections are reserved for quick ones.
  const mostUrgent = Math.max(1, poolSize - Math.min(2, Math.floor(poolSize / 4)));
  const waitingWhenFull = poolSize;
  const impatient = { waiting: 2 * poolSize, waitingWhenFull, longestWait: 500, longestWaitWhenFull: 150 };
  // A page that sends a few queries at once is not a crowd.
  const crowd = { from: 4 * availableParallelism(), longestWaitOfFew: 3_000 };
  const deferrable = { atWork, total, ...impatient };
  // A long queue of quick operations is still served in a short time.
  const several = 2 * availableParallelism();
  const quick = {
    atWork: always(several),
    total: poolSize,
    waiting: 10 * poolSize,
    longestWait: 750,
  };
  const waiting = { waitingPerClient: 200, waiting: 2_000, longestWait: 10_000 };
  return {
    total: poolSize,
    atWork: always(mostUrgent),
    perClient,
    perAddress,
    costlyFrom: 5_000,
    ...waiting,
    crowd,
    deferrable,
    quick,
  };
}

/**
 * Limits for starting subscriptions: as `gateLimits`, but with a queue that is long enough for all subscribers behind
 * one address, which reconnect together after a gateway restarts. Their number is limited per socket and by the number
 * of sockets.
 */
export function entranceLimits(poolSize: number): GateLimits {
  const { total, perClient, perAddress } = gateLimits(poolSize);
  return { total, perClient, perAddress, waitingPerClient: 10_000, waiting: 50_000, longestWait: 30_000 };
}
