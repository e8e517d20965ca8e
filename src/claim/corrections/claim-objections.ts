import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../../kernel/values/dates.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { lastWorkingDay } from '../../calendar/working-days.js';
import { SmsTemplate } from '../../message/text-message.js';
import { Programme } from '../../programme/programme.js';
import type { DataOf } from '../../event/event-data.js';
import { type Reaction, reactionTo } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import type { Correction } from '../../notice/releases/releases.sql.js';
import { undecided } from '../../objection/objection.js';
import { movesFrom } from '../claim.states.js';
import { refuseClaim } from '../claim.refusals.js';
import { ClaimStatus } from '../claim-status.js';
import { correctAmounts, excludeClaims } from './claim-corrections.sql.js';
import { moveClaims, ofNotice } from '../claims.sql.js';
import { PublicityNotice } from '../../notice/notice.js';
import { hasExcludedPolicy } from './claims-left.sql.js';
import { type AskedClaim, setDeadline } from '../notification/request-payment-information.js';
import { notifyEnterprises } from '../../contact/notify-enterprises.js';
import { named } from '../../database/schema/columns.js';

/**
 * How claims react to objections against their lines and to corrections of the list: only the line concerned waits (§3
 * five).
 */
export const objectionReactions: Reaction[] = [
  reactionTo('OBJECTION_FILED', async (em, context, { data: { noticeId, creditCode } }) => {
    if (creditCode) await setObjected(em, context, noticeId, [creditCode]);
  }),
  reactionTo('OBJECTION_WITHDRAWN', (em, context, { data }) => clearObjected(em, context, data)),
  reactionTo('OBJECTION_DECIDED', (em, context, { data }) => clearObjected(em, context, data)),
  reactionTo('NOTICE_CORRECTED', (em, context, { subject, data: { corrections, reason } }) =>
    correct(em, context, subject.id, corrections, reason),
  ),
];

function ofLines(noticeId: string, creditCodes: string[]) {
  return sql`${ofNotice(noticeId)} and enterprise_id in (
    select id from enterprise where credit_code = any(${creditCodes}::text[]))`;
}

function setObjected(em: EntityManager, context: Context, noticeId: string, codes: string[]): Promise<void> {
  const which = ofLines(noticeId, codes);
  return moveClaims(em, context, { from: ClaimStatus.PUBLICISED, to: ClaimStatus.OBJECTED, which });
}

/** Releases lines without an open objection; where the notice has closed meanwhile, they continue at once. */
async function clearObjected(
  em: EntityManager,
  context: Context,
  { noticeId, creditCode }: DataOf<'OBJECTION_WITHDRAWN'>,
): Promise<void> {
  if (!creditCode) return;
  const free = sql`${ofLines(noticeId, [creditCode])} and not exists (select from objection
    where notice_id = ${noticeId}::uuid and credit_code = ${creditCode} and ${sql.raw(undecided)})`;
  await moveClaims(em, context, { from: ClaimStatus.OBJECTED, to: ClaimStatus.PUBLICISED, which: free });
  await moveClaims(em, context, {
    from: ClaimStatus.PUBLICISED,
    to: ClaimStatus.CONFIRMED,
    which: sql`${free} and exists (select from publicity_notice where id = ${noticeId}::uuid and status = 'CLOSED')`,
  });
}

async function correct(
  em: EntityManager,
  context: Context,
  noticeId: string,
  corrections: Correction[],
  reason: string,
): Promise<void> {
  await requireCorrectable(em, noticeId, corrections);
  const removed = corrections.filter(({ remove }) => remove).map(({ creditCode }) => creditCode);
  if (removed.length > 0) {
    await setObjected(em, context, noticeId, removed);
    const which = ofLines(noticeId, removed);
    for (const from of [ClaimStatus.OBJECTED, ...beforePayment]) {
      await excludeClaims(em, context, { from, which, reason });
    }
  }
  await correctAmounts(em, context, noticeId, corrections, reason);
  await askAgain(em, context, noticeId, corrections);
}

/**
 * Asks enterprises again: they could not claim while their claims were on hold, so their time starts again and they are
 * notified.
 */
async function askAgain(
  em: EntityManager,
  context: Context,
  noticeId: string,
  corrections: Correction[],
): Promise<void> {
  const codes = corrections.filter(({ remove, amount }) => !remove && amount !== null).map((line) => line.creditCode);
  const { rows } = await sql<AskedClaim & { claimBy: string }>`
    select ${named('id', 'enterprise_id', 'claim_by')} from claim
    where ${ofLines(noticeId, codes)} and status = ${ClaimStatus.AWAITING_CLAIM}`.execute(em.getKysely());
  if (rows.length === 0) return;
  const { programmeId } = await em.findOneOrFail(PublicityNotice, { id: noticeId });
  const programme = await em.findOneOrFail(Programme, { id: programmeId });
  const today = dayOf(context.clock.now());
  const renewed = await lastWorkingDay(em, today, programme.paymentInformationWorkingDays);
  const extended = new Map(
    rows.filter(({ claimBy }) => claimBy > renewed).map((row) => [row.enterpriseId, row.claimBy]),
  );
  await setDeadline(
    em,
    rows.filter(({ enterpriseId }) => !extended.has(enterpriseId)),
    renewed,
  );
  await notifyEnterprises(em, context, {
    programmeId: programme.id,
    template: SmsTemplate.PAYMENT_INFORMATION_REQUEST,
    enterprises: rows.map(({ enterpriseId }) => enterpriseId),
    parameters: ({ id, name }) => ({
      enterprise: name,
      programme: programme.title,
      until: extended.get(id) ?? renewed,
    }),
  });
}

/** States after the notice and before a batch. */
const beforePayment = [ClaimStatus.CONFIRMED, ClaimStatus.AWAITING_CLAIM, ClaimStatus.CLAIMED];

/**
 * Refuses corrections after an enterprise was asked for its account, because it was asked about the published amount.
 * An exception is a policy that was excluded since: false data that is found before payment removes the policy (§4).
 */
async function requireCorrectable(em: EntityManager, noticeId: string, corrections: Correction[]) {
  const correctable = [ClaimStatus.PUBLICISED, ClaimStatus.OBJECTED];
  const { rows } = await sql<{ place: number; status: ClaimStatus }>`
    select (given.place - 1)::int as place, claim.status from unnest(${corrections.map(({ creditCode }) => creditCode)}::text[],
        ${corrections.map(({ remove }) => remove)}::boolean[]) with ordinality as given (code, remove, place)
      join enterprise on enterprise.credit_code = given.code
      join claim on claim.enterprise_id = enterprise.id and ${ofNotice(noticeId)}
    where not (claim.status = any(${correctable}::text[]) or claim.status = 'CONFIRMED' and not given.remove
      or claim.status = any(${beforePayment}::text[]) and ${hasExcludedPolicy})
    order by claim.id for update of claim`.execute(em.getKysely());
  const [unfit] = rows;
  if (!unfit) return;
  const facts = { found: unfit.status, needed: correctable.join(' / '), allowed: movesFrom(unfit.status) };
  throw new Refused(refuseClaim('CLAIM_STATUS_UNFIT', ['corrections', String(unfit.place)], facts));
}
