import { type Check, fault, good } from './check.js';

/** Seconds. */
const mostDifference = 2;

/** Checks the clock, on which deadlines, tokens and the order of events depend. */
export const checkClock: Check = {
  name: 'clock',
  run: async ({ query }) => {
    const before = Date.now();
    const [row] = await query<{ now: Date }>('select clock_timestamp() as now');
    const middle = (before + Date.now()) / 2;
    const seconds = Math.abs(new Date(row?.now ?? 0).getTime() - middle) / 1_000;
    const says = `${seconds.toFixed(1)} s between this machine and the database`;
    return [
      seconds <= mostDifference ? good(says) : fault(says, 'Synchronise both with NTP: tokens and deadlines fail.'),
    ];
  },
};
