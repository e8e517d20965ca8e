import { availableParallelism } from 'node:os';
import type { GateLimits } from '../../http/limits/gate/fair-gate.js';

/**
 * Half the connections at most for one client, so that two of them do not stop a third, and no more than two for each
 * processor; for an address without a token no more than leaves half the processors to others. Under load, what anybody
 * reads without a token is refused first, and early: no more is at work than keeps the processors busy, and no address
 * takes all of that.
 */
export function gateLimits(poolSize: number): GateLimits {
  const perClient = Math.max(1, Math.min(Math.floor(poolSize / 2), 2 * availableParallelism()));
  const perAddress = Math.min(perClient, Math.max(2, Math.floor(availableParallelism() / 2)));
  // More of them at once than keep the processors busy are no faster, and whatever else happens waits behind them. Where
  // other gateways share the processors, they take longer, and fewer of them begin.
  const least = Math.max(1, Math.floor(availableParallelism() / 2));
  const atWork = { least, most: Math.max(perAddress + 1, availableParallelism()), inTime: 250 };
  const always = (most: number) => ({ ...atWork, least: most, most });
  const total = Math.max(1, Math.floor(poolSize * 0.75));
  // What members ask for may be stuck as well: some connections are left to what is quick.
  const mostUrgent = Math.max(1, poolSize - Math.min(2, Math.floor(poolSize / 4)));
  const waitingWhenFull = poolSize;
  const impatient = { waiting: 2 * poolSize, waitingWhenFull, longestWait: 500, longestWaitWhenFull: 150 };
  // A page that sends a few queries at once is no crowd.
  const crowd = { from: 4 * availableParallelism(), longestWaitOfFew: 3_000 };
  const deferrable = { atWork, total, ...impatient };
  // A line of what is quick is short in time, however long it is.
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
 * As for work, but with room for all followers of one address, which come back together when a gateway starts again. How many
 * those may be is limited by sockets and by operations of a socket.
 */
export function entranceLimits(poolSize: number): GateLimits {
  const { total, perClient, perAddress } = gateLimits(poolSize);
  return { total, perClient, perAddress, waitingPerClient: 10_000, waiting: 50_000, longestWait: 30_000 };
}
