import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../../kernel/errors/refusal.js';
import { onceFor } from '../../database/idempotency.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { requireReason } from '../../transition/transit.js';
import { Policy } from '../../policy/policy.js';
import { LeftOutReason } from '../../assessment/left-out-policy.js';
import { PolicyAdmission } from './policy-admission.js';
import { refuseProposal } from '../proposal.refusals.js';

export interface AdmitPolicy {
  policyId: string | undefined;
  reason: string;
  idempotencyKey: string;
}

/**
 * Admits a policy that the newest revision left for review, because the company was qualified only on another day of
 * the policy year. It counts from the next revision, unless there are other reasons against it. Repeating it changes
 * nothing.
 */
export function admitPolicy(context: Context, input: AdmitPolicy): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'admitPolicy', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write((em) => onceFor(em, request, () => admit(em, context, input)));
}

async function admit(em: EntityManager, context: Context, { policyId, ...input }: AdmitPolicy): Promise<string> {
  const reason = requireReason(input.reason);
  const policy = policyId ? await em.findOne(Policy, { id: policyId }) : null;
  if (!policy) throw new Refused(refuseProposal('POLICY_NOT_FOR_REVIEW', ['policyId']));
  await sql`select pg_advisory_xact_lock(hashtextextended(${`admit/${policy.id}`}, 0))`.execute(em.getKysely());
  if (await em.findOne(PolicyAdmission, { policyId: policy.id })) return policy.id;
  if (!(await isLeftForReview(em, policy))) {
    throw new Refused(refuseProposal('POLICY_NOT_FOR_REVIEW', ['policyId']));
  }
  const { id, programmeId, institutionId, enterpriseId } = policy;
  const [admittedBy, admittedAt] = [context.viewer.accountId as string, context.clock.now()];
  em.create(PolicyAdmission, {
    policyId: id,
    institutionId,
    enterpriseId,
    reason,
    admittedBy,
    admittedAt,
  });
  await em.flush();
  await recordEvent(em, context, {
    type: 'POLICY_ADMITTED',
    subject: { type: 'Policy', id },
    programmeId,
    institutionId,
    enterpriseId,
    data: { reason },
  });
  return id;
}

async function isLeftForReview(em: EntityManager, { id, programmeId, enterpriseId }: Policy): Promise<boolean> {
  const { rows } = await sql<{ forReview: boolean }>`
    select exists (select from left_out_policy
      where proposal_id = (select proposal.id from subsidy_proposal as proposal
          where programme_id = ${programmeId}::uuid order by revision desc limit 1)
        and enterprise_id = ${enterpriseId}::uuid and policy_id = ${id}::uuid
        and ${LeftOutReason.QUALIFICATION_FOR_REVIEW} = any(reasons)) as "forReview"`.execute(em.getKysely());
  return rows[0]?.forReview ?? false;
}

/** Returns who admitted policies that count in this revision only because of that: they took part in preparing it. */
export async function admittersInto(em: EntityManager, proposalId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct admitted_by as id from policy_admission as admission join insured_enterprise as insured using (policy_id)
      join assessment_line as line on line.proposal_id = ${proposalId}::uuid
        and line.enterprise_id = insured.enterprise_id and line.policy_id = insured.policy_id and line.admitted
    `.execute(em.getKysely());
  return rows.map(({ id }) => id);
}
