import type { EntityManager } from '@mikro-orm/postgresql';
import { parseYuan } from '../../kernel/values/money.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { onceFor } from '../../database/idempotency.js';
import { normaliseCreditCode } from '../../kernel/values/credit-code.js';
import { recordEvent } from '../../event/record-event.js';
import { requireOtherPerson } from '../../account/four-eyes.js';
import { actorsOf } from '../../event/actors-of.js';
import { Enterprise } from '../../enterprise/enterprise.js';
import type { EventType } from '../../event/event-type.js';
import type { Context } from '../../access/context.js';
import { requireReason, requireVersion } from '../../transition/transit.js';
import { lockNotice } from '../open-notice.js';
import type { PublicityNotice } from '../notice.js';
import { freezeInstitutions } from '../../recipient/recipient-statistics.js';
import {
  type Correction,
  insertCorrectedRelease,
  linesThatCount,
  type PublishedLine,
  readLines,
} from './releases.sql.js';
import { refuseNotice } from '../notice.refusals.js';

export interface CorrectNotice {
  noticeId: string | undefined;
  version: number;
  corrections: Correction[];
  reason: string;
  idempotencyKey: string;
}

/**
 * Corrects published lines in a new release, with the reason (§3 five). A line may be removed only if all its policies
 * were kept out (§4); removing any other line takes an objection.
 */
export function correctNotice(context: Context, input: CorrectNotice): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'correctNotice', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write(async (em) => {
    const notice = await lockNotice(em, input.noticeId);
    await requireOtherPerson(context, 'correctNotice', { accounts: await preparersOf(em, notice, input) }, [
      'noticeId',
    ]);
    return onceFor(em, request, async () => {
      requireVersion(notice, input.version);
      const reason = requireReason(input.reason);
      await requireFitting(em, notice, input.corrections);
      await releaseCorrected(em, context, notice, input.corrections, reason);
      return notice.id;
    });
  });
}

/**
 * Returns who published the list, and who entered decisions that keep policies of these companies out or admit them
 * again.
 */
async function preparersOf(
  em: EntityManager,
  notice: PublicityNotice,
  { corrections }: CorrectNotice,
): Promise<string[]> {
  const { programmeId } = notice;
  const codes = corrections.map(({ creditCode }) => normaliseCreditCode(creditCode));
  const enterprises = await em.find(Enterprise, { creditCode: { $in: codes } });
  const entered: EventType[] = ['POLICY_BLOCKED', 'POLICY_UNBLOCKED', 'FINDING_RECORDED'];
  return [
    ...(await actorsOf(em, ['NOTICE_PUBLISHED'], { programmeId, subjectIds: [notice.id] })),
    ...(await actorsOf(em, entered, { programmeId, enterpriseIds: enterprises.map(({ id }) => id) })),
  ];
}

async function requireFitting(em: EntityManager, { id }: PublicityNotice, corrections: Correction[]): Promise<void> {
  const removed = corrections.filter(({ remove }) => remove).map(({ creditCode }) => normaliseCreditCode(creditCode));
  const counting = await linesThatCount(em, id, removed);
  if (corrections.length > 0 && counting.size === 0) return;
  const needed =
    'name lines with another amount or name; a line with policies that count is removed by upholding an objection to it';
  const neededInChinese = '请列明金额或名称有变化的企业；仍有有效保单的企业，须通过认定异议成立予以移出';
  throw new Refused(refuseNotice('CORRECTIONS_UNFIT', ['corrections'], { needed, neededInChinese }));
}

/** Publishes the next release of a locked notice. The claims follow from the event. */
export async function releaseCorrected(
  em: EntityManager,
  context: Context,
  notice: PublicityNotice,
  given: Correction[],
  reason: string,
): Promise<void> {
  const corrections = given.map((line) => ({ ...line, creditCode: normaliseCreditCode(line.creditCode) }));
  const changes = changesOf(corrections, await requirePublished(em, notice.id, corrections));
  const release = await insertCorrectedRelease(em, notice.id, corrections, reason, context.clock.now());
  await freezeInstitutions(em, release.id);
  notice.version += 1;
  await em.flush();
  const { number, recipientCount, totalAmount } = release;
  await recordEvent(em, context, {
    type: 'NOTICE_CORRECTED',
    subject: { type: 'PublicityNotice', id: notice.id },
    programmeId: notice.programmeId,
    data: { release: number, recipientCount, totalAmount, reason, corrections, changes },
  });
}

/** Returns the old and new values of each line; a removed line has no new values. */
function changesOf(corrections: Correction[], published: Map<string, PublishedLine>) {
  return corrections.flatMap(({ creditCode, remove, ...given }) => {
    const before = published.get(creditCode) as PublishedLine;
    const changed = (['amount', 'name'] as const).filter((field) => remove || given[field] !== null);
    return changed.map((field) => ({
      field: `${creditCode} ${field}`,
      from: before[field],
      to: remove ? null : given[field],
    }));
  });
}

/** Returns the published values of these lines. Refuses a line that is not published. */
async function requirePublished(
  em: EntityManager,
  noticeId: string,
  corrections: Correction[],
): Promise<Map<string, PublishedLine>> {
  const codes = corrections.map(({ creditCode }) => creditCode);
  if (new Set(codes).size !== codes.length) {
    const facts = { needed: 'each line only once', neededInChinese: '每家企业只能列一次' };
    throw new Refused(refuseNotice('CORRECTIONS_UNFIT', ['corrections'], facts));
  }
  const published = await readLines(em, noticeId, codes);
  corrections.forEach(({ creditCode, amount }, index) => {
    const before = published.get(creditCode)?.amount;
    const path = ['corrections', String(index)];
    if (before === undefined) {
      throw new Refused(refuseNotice('LINE_NOT_PUBLISHED', [...path, 'creditCode'], { creditCode }));
    }
    if (amount !== null && (parseYuan(amount) as bigint) > (parseYuan(before) as bigint)) {
      const facts = { creditCode, published: before };
      throw new Refused(refuseNotice('CORRECTION_RAISES_AMOUNT', [...path, 'amount'], facts));
    }
  });
  return published;
}
