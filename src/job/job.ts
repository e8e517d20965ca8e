import type { Context } from '../access/context.js';
import type { Outages } from '../kernel/outside/outages.js';
import type { SetAside } from './set-aside.js';

/**
 * Something the gateway does automatically. What is due follows from the state of its rows and never from a queue beside them,
 * so a job cannot be lost, and one that was killed is simply still due.
 */
export interface Job {
  name: string;
  /**
   * Does one piece of what is due and returns whether there may be more. It takes its rows `for update skip locked`,
   * so that several gateways share the work and none repeats it. An item that fails is set aside, so that it does not
   * stop the others; `itemJob` does so. A service that cannot be reached is noted, so that the log says it once.
   */
  work: (context: Context, aside: SetAside, outages: Outages) => Promise<boolean>;
  /**
   * When something will be due by time alone, within a day. A job is woken anyway by whatever is recorded as an event, by
   * the notification `due`, and when a day begins.
   */
  nextDue?: (context: Context) => Promise<Date | undefined>;
}
