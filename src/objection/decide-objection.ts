import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import type { Context } from '../access/context.js';
import type { Preparers } from '../account/four-eyes.js';
import { type Done, requireReason, transit } from '../transition/transit.js';
import { phoneDigest } from '../one-time-code/phone.js';
import { releaseCorrected } from '../notice/releases/correct-notice.js';
import { SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { contactPlace } from './filing/file-objection.js';
import { Objection, ObjectionFiling, ObjectionStatus } from './objection.js';
import { refuseObjection } from './objection.refusals.js';
import { objectionStates } from './objection.states.js';
import { lockNotice } from '../notice/open-notice.js';
import type { PublicityNotice } from '../notice/notice.js';
import type { Correction } from '../notice/releases/releases.sql.js';
import { refuseNotice } from '../notice/notice.refusals.js';

export interface DecideObjection {
  objectionId: string | undefined;
  version: number;
  upheld: boolean;
  reason: string;
  /** The changes of the list where the objection is upheld. */
  corrections: Correction[];
}

/** Decides an objection with a public reason; an upheld one removes or corrects lines in a new release (§3 five). */
export function decideObjection(context: Context, input: DecideObjection): Promise<string> {
  const { objectionId: id, version } = input;
  return context.db.write(async (em) => {
    const notice = await lockNoticeOf(em, id);
    const asked = { operation: 'decideObjection', id, version };
    const objection = await transit(em, context, objectionStates, asked, {
      preparers: ({ id: filed }) => preparersOf(em, context, notice, filed),
      change: (found) => decide(em, context, notice, found, input),
    });
    return objection.id;
  });
}

/** Locks the notice first, as all transactions do, so that there is no deadlock. */
async function lockNoticeOf(em: EntityManager, id: string | undefined): Promise<PublicityNotice> {
  const found = id ? await em.findOne(Objection, { id }) : null;
  if (!found) throw new Refused(refuseObjection('OBJECTION_NOT_FOUND', ['objectionId']));
  return lockNotice(em, found.noticeId);
}

/**
 * Nobody may decide on an objection that they filed, which the phone number shows: accounts and objectors both confirm
 * one. Nor may they decide about a list that they approved.
 */
async function preparersOf(
  em: EntityManager,
  { vault }: Context,
  { proposalId }: PublicityNotice,
  objectionId: string,
): Promise<Preparers> {
  const { decidedBy } = await em.findOneOrFail(SubsidyProposal, { id: proposalId });
  const filing = await em.findOneOrFail(ObjectionFiling, { objectionId });
  const objector = phoneDigest(vault, vault.open(filing.sealedContact, contactPlace));
  return { accounts: [decidedBy], phones: [objector] };
}

function requireFitting({ creditCode }: Objection, { upheld, corrections }: DecideObjection): void {
  const unfit = unfitting(creditCode, upheld, corrections);
  if (!unfit) return;
  const [needed, neededInChinese] = unfit;
  throw new Refused(refuseNotice('CORRECTIONS_UNFIT', ['corrections'], { needed, neededInChinese }));
}

type Unfit = [needed: string, inChinese: string];

function unfitting(line: string | null, upheld: boolean, corrections: Correction[]): Unfit | undefined {
  if (!upheld)
    return corrections.length > 0 ? ['a dismissed objection changes nothing', '异议不成立的，名单不作更正'] : undefined;
  if (corrections.length === 0)
    return ['an upheld objection removes or corrects at least one line', '异议成立的，须移出或更正至少一家企业'];
  if (line && corrections.some(({ creditCode }) => normaliseCreditCode(creditCode) !== line)) {
    return [`this objection is to the line ${line} alone`, `该异议仅针对企业 ${line}，不能更正其他企业`];
  }
  const empty = corrections.some(({ remove, amount, name }) => !remove && amount === null && name === null);
  return empty
    ? ['a line that is not removed gets another amount or name', '未移出的企业，须填写更正后的金额或名称']
    : undefined;
}

async function decide(
  em: EntityManager,
  context: Context,
  notice: PublicityNotice,
  objection: Objection,
  input: DecideObjection,
): Promise<Done> {
  const { upheld, corrections } = input;
  const reason = requireReason(input.reason);
  requireFitting(objection, input);
  const outcome = upheld ? ObjectionStatus.UPHELD : ObjectionStatus.DISMISSED;
  objection.end(outcome, context.clock.now());
  objection.reason = reason;
  objection.decidedBy = context.viewer.accountId;
  await em.flush();
  if (upheld) await releaseCorrected(em, context, notice, corrections, reason);
  const { creditCode } = objection;
  const { id: noticeId, programmeId } = notice;
  return { type: 'OBJECTION_DECIDED', scope: { programmeId }, data: { noticeId, creditCode, outcome, reason } };
}
