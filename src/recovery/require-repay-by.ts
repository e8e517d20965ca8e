import type { Context } from '../access/context.js';
import { Refused } from '../kernel/errors/refusal.js';
import { dayOf } from '../kernel/values/dates.js';
import { refuseRecovery } from './recovery.refusals.js';

/** The amount that an enterprise has to pay back, and the last day for it. */
export interface AskedBack {
  amount: string;
  repayBy: string | null;
}

/** Checks the last day for repaying: it must be after today, so that the enterprise has at least until tomorrow. */
export function requireRepayBy({ clock }: Context, { amount, repayBy }: AskedBack): string {
  if (repayBy && repayBy > dayOf(clock.now())) return repayBy;
  throw new Refused(refuseRecovery('REPAY_BY_UNFIT', ['repayBy'], { amount }));
}
