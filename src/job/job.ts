import type { Context } from '../access/context.js';
import type { Outages } from '../kernel/outside/outages.js';
import type { SetAside } from './set-aside.js';

/**
 * Work that the gateway does automatically. What is due follows from the state of rows and never from a separate queue,
 * so work cannot be lost, and work that was killed is still due.
 */
export interface Job {
  name: string;
  /**
   * Does one piece of due work and returns whether there may be more. It locks its rows `for update skip locked`, so
   * that several gateways share the work without repeating it. An item that fails is set aside, so that it does not
   * stop the others (see `itemJob`). A service that cannot be reached is recorded in `outages`, so that it is logged
   * once.
   */
  work: (context: Context, aside: SetAside, outages: Outages) => Promise<boolean>;
  /**
   * Returns the next time within a day at which something becomes due. A job is also woken by each recorded event, by
   * the notification `due`, and at the start of a day.
   */
  nextDue?: (context: Context) => Promise<Date | undefined>;
}
