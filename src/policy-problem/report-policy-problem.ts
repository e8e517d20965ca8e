import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import { onceFor } from '../database/idempotency.js';
import { dayOf } from '../kernel/values/dates.js';
import { canonicalIdentifier } from '../kernel/values/identifier.js';
import { foldName } from '../kernel/text/fold-name.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { Policy } from '../policy/policy.js';
import { requireProgramme } from '../programme/find-programme.js';
import { PolicyProblem, PolicyProblemKind, PolicyProblemStatus } from './policy-problem.js';
import { refuseProblem } from './policy-problem.refusals.js';
import { recordProblem, requireText, writeMessage } from './problem-thread.js';

export interface ReportPolicyProblem {
  programme: string;
  kind: PolicyProblemKind;
  policyId: string | undefined;
  institution: string | null;
  policyNo: string | null;
  text: string;
  idempotencyKey: string;
}

/** Reports that a policy is missing or wrong; the insurer has the programme's number of working days to answer. */
export function reportPolicyProblem(context: Context, input: ReportPolicyProblem): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'reportPolicyProblem', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => report(em, context, input)));
}

async function report(em: EntityManager, context: Context, input: ReportPolicyProblem): Promise<string> {
  const text = requireText(input.text);
  const programme = await requireProgramme(em, input.programme);
  const subject = await findSubject(em, input, programme.id);
  const now = context.clock.now();
  const id = newId();
  const problem = em.create(PolicyProblem, {
    id,
    programmeId: programme.id,
    enterpriseId: context.viewer.subjectId as string,
    ...subject,
    kind: input.kind,
    status: PolicyProblemStatus.OPEN,
    reportedAt: now,
    answerBy: await lastWorkingDay(em, dayOf(now), programme.problemAnswerWorkingDays),
    answeredAt: null,
    version: 1,
  });
  await em.flush();
  await writeMessage(em, context, problem, text);
  await recordProblem(em, context, 'POLICY_PROBLEM_REPORTED', problem);
  return id;
}

type Subject = Pick<PolicyProblem, 'policyId' | 'institutionId' | 'policyNo'>;

async function findSubject(em: EntityManager, input: ReportPolicyProblem, programmeId: string): Promise<Subject> {
  const { kind, policyId, institution, policyNo } = input;
  if (kind === PolicyProblemKind.WRONG && policyId) {
    const policy = await em.findOne(Policy, { id: policyId, programmeId });
    if (!policy) throw new Refused(refuseProblem('PROBLEM_POLICY_NOT_FOUND', ['policyId']));
    return { policyId: policy.id, institutionId: policy.institutionId, policyNo: policy.policyNo };
  }
  const named = institution?.trim();
  if (kind === PolicyProblemKind.WRONG || !named) throw new Refused(refuseProblem('PROBLEM_NAMES_NOTHING'));
  const { rows } = await sql<{ id: string | null }>`select institution_named(${foldName(named)}) as id`.execute(
    em.getKysely(),
  );
  const institutionId = rows[0]?.id;
  if (!institutionId) {
    throw new Refused(refuseProblem('PROBLEM_INSTITUTION_UNKNOWN', ['institution'], { found: named }));
  }
  return { policyId: null, institutionId, policyNo: canonicalIdentifier(policyNo ?? '') || null };
}
