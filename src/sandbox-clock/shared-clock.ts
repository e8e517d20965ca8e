import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type { Listener } from '../database/connections/listener.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { type Clock, SandboxClock } from '../kernel/clock.js';
import { SharedWork } from '../kernel/shared-work.js';
import { clockMoved, lockTime, othersAtWork, readAhead, writeAhead } from './sandbox-time.sql.js';

const gateway = (em: EntityManager) => new RequestTransaction(em, systemSession);

/**
 * Takes over the sandbox time of other running gateways; the first one writes its own. It must be called before the
 * first load.
 */
export async function joinSandbox(em: EntityManager, clock: Clock): Promise<void> {
  if (!(clock instanceof SandboxClock)) return;
  await gateway(em).write(async (within) => {
    await lockTime(within);
    const ahead = (await othersAtWork(within)) ? await readAhead(within) : undefined;
    if (ahead === undefined) await writeAhead(within, clock.ahead);
    else clock.ahead = ahead;
  });
}

/** Follows the sandbox time, whichever gateway moves it. */
export function followSandbox(em: EntityManager, clock: Clock, listener: Listener, log: FastifyBaseLogger): void {
  if (!(clock instanceof SandboxClock)) return;
  const reads = new SharedWork<void>();
  const follow = () =>
    reads
      .run('', () => readInto(em, clock))
      .catch((error: unknown) =>
        log.warn({ err: error }, 'The present of the sandbox could not be read; the next connection brings it'),
      );
  listener.on(clockMoved, () => void follow());
  listener.onConnected(() => void follow());
}

/**
 * Reads the sandbox time; reads again where the clock was moved here meanwhile, because the value read may be older.
 */
async function readInto(em: EntityManager, clock: SandboxClock): Promise<void> {
  const before = clock.ahead;
  const ahead = await gateway(em).inSnapshot(readAhead);
  if (clock.ahead !== before) await readInto(em, clock);
  else if (ahead !== undefined) clock.ahead = ahead;
}

/** Moves the clocks of all gateways. A stopped clock affects only this gateway. */
export async function moveSandbox(em: EntityManager, clock: Clock, to: Date): Promise<void> {
  if (!(clock instanceof SandboxClock)) return;
  await writeAhead(em, to.getTime() - Date.now());
}
