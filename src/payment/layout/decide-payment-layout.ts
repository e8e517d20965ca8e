import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../access/context.js';
import { requireReason, transit } from '../../transition/transit.js';
import { LayoutStatus, PaymentLayout } from './payment-layout.js';
import { layoutStates } from '../payment.states.js';

/** The layout, and the version that the person saw. */
export interface SeenLayout {
  layoutId: string | undefined;
  version: number;
}

/**
 * Puts a proposed layout in force, by another person than proposed it, and replaces the earlier one; released batches
 * keep their files.
 */
export function approvePaymentLayout(context: Context, { layoutId: id, version }: SeenLayout): Promise<string> {
  return context.db.write(async (em) => {
    const asked = { operation: 'approvePaymentLayout', id, version };
    const layout = await transit(em, context, layoutStates, asked, {
      preparers: ({ proposedBy }) => ({ accounts: [proposedBy] }),
      change: async (found) => {
        const before = await supersede(em, found);
        decide(context, found, LayoutStatus.IN_FORCE);
        const changes = [{ field: 'layout', from: before, to: found.number }];
        return { type: 'PAYMENT_LAYOUT_APPROVED', data: { number: found.number, changes } };
      },
    });
    return layout.id;
  });
}

/** Ends the layout in force and returns its number; null where there was none. */
async function supersede(em: EntityManager, { programmeId }: PaymentLayout): Promise<number | null> {
  const before = await em.findOne(PaymentLayout, { programmeId, status: LayoutStatus.IN_FORCE });
  if (!before) return null;
  before.status = LayoutStatus.SUPERSEDED;
  before.version += 1;
  await em.flush();
  return before.number;
}

export function rejectPaymentLayout(
  context: Context,
  { layoutId: id, version }: SeenLayout,
  given: string,
): Promise<string> {
  return context.db.write(async (em) => {
    const asked = { operation: 'rejectPaymentLayout', id, version };
    const layout = await transit(em, context, layoutStates, asked, {
      change: (found) => {
        const reason = requireReason(given);
        decide(context, found, LayoutStatus.REJECTED);
        found.reason = reason;
        return { type: 'PAYMENT_LAYOUT_REJECTED', data: { number: found.number, reason } };
      },
    });
    return layout.id;
  });
}

function decide({ viewer, clock }: Context, layout: PaymentLayout, status: LayoutStatus): void {
  layout.status = status;
  layout.decidedBy = viewer.accountId;
  layout.decidedAt = clock.now();
}
