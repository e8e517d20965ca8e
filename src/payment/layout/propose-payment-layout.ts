import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { onceFor } from '../../database/idempotency.js';
import { recordEvent } from '../../event/record-event.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { requireProgramme } from '../../programme/find-programme.js';
import { layoutFaults } from './layout-faults.js';
import { type LayoutData, LayoutStatus, PaymentLayout } from './payment-layout.js';
import { refusePayment } from '../payment.refusals.js';

export interface ProposePaymentLayout {
  programme: string;
  layout: LayoutData;
  idempotencyKey: string;
}

/** Proposes the layout of the treasury's file, which another person of FINANCE puts in force; returns its id. */
export function proposePaymentLayout(context: Context, input: ProposePaymentLayout): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'proposePaymentLayout', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => propose(em, context, input)));
}

async function propose(em: EntityManager, context: Context, { programme: code, layout }: ProposePaymentLayout) {
  const faults = layoutFaults(layout);
  if (faults.length > 0) {
    const facts = {
      what: faults.map(({ en }) => en).join('; '),
      whatInChinese: faults.map(({ zh }) => zh).join('；'),
    };
    throw new Refused(refusePayment('PAYMENT_LAYOUT_UNFIT', ['layout'], facts));
  }
  const programme = await requireProgramme(em, code);
  // Version numbers have no gap, also where two layouts are proposed at the same time.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`layout/${programme.id}`}, 0))`.execute(em.getKysely());
  const last = await em.findOne(PaymentLayout, { programmeId: programme.id }, { orderBy: { number: 'desc' } });
  const { format, encoding, delimiter, headings, totals, totalsLabel } = layout;
  const columns = layout.columns.map(({ field, heading, text }) => ({ field, heading, text: text ?? null }));
  const proposed = em.create(PaymentLayout, {
    format,
    encoding,
    delimiter,
    headings,
    totals,
    totalsLabel,
    columns,
    programmeId: programme.id,
    number: (last?.number ?? 0) + 1,
    status: LayoutStatus.PROPOSED,
    proposedBy: context.viewer.accountId,
    proposedAt: context.clock.now(),
    version: 1,
  });
  await em.flush();
  await recordEvent(em, context, {
    type: 'PAYMENT_LAYOUT_PROPOSED',
    subject: { type: 'PaymentLayout', id: proposed.id },
    programmeId: programme.id,
    data: { number: proposed.number },
  });
  return proposed.id;
}
