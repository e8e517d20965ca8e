import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { dayOf } from '../kernel/dates.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { Programme } from '../programme/programme.js';
import { PolicyProblem, PolicyProblemMessage, PolicyProblemStatus } from './policy-problem.js';
import { refuseProblem } from './policy-problem.refusals.js';

const longestText = 2_000;

export interface SeenProblem {
  problemId: string | undefined;
  version: number;
}

/** The insurer answers; a correction itself is made with `correctPolicy` or a push. */
export function answerPolicyProblem(context: Context, seen: SeenProblem, text: string): Promise<string> {
  return step(context, seen, EventType.POLICY_PROBLEM_ANSWERED, async (em, problem) => {
    problem.status = PolicyProblemStatus.ANSWERED;
    problem.answeredAt ??= context.clock.now();
    await writeMessage(em, context, problem, requireText(text));
  });
}

/** The company writes again; the insurer has new time to answer. */
export function replyToPolicyProblem(context: Context, seen: SeenProblem, text: string): Promise<string> {
  return step(context, seen, EventType.POLICY_PROBLEM_REPLIED, async (em, problem) => {
    if (problem.status === PolicyProblemStatus.ANSWERED) {
      const { problemAnswerWorkingDays } = await em.findOneOrFail(Programme, { id: problem.programmeId });
      problem.status = PolicyProblemStatus.OPEN;
      problem.answerBy = await lastWorkingDay(em, dayOf(context.clock.now()), problemAnswerWorkingDays);
    }
    await writeMessage(em, context, problem, requireText(text));
  });
}

/** The company is content, or has given it up. */
export function closePolicyProblem(context: Context, seen: SeenProblem): Promise<string> {
  return step(context, seen, EventType.POLICY_PROBLEM_CLOSED, async (_, problem) => {
    problem.status = PolicyProblemStatus.CLOSED;
  });
}

function step(
  context: Context,
  { problemId: id, version }: SeenProblem,
  type: EventType,
  change: (em: EntityManager, problem: PolicyProblem) => Promise<void>,
): Promise<string> {
  return context.db.write(async (em) => {
    const problem = id ? await em.findOne(PolicyProblem, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
    if (!problem) throw new Refused(refuseProblem('PROBLEM_NOT_FOUND', ['problemId']));
    const { version: present, status } = problem;
    if (present !== version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
    if (status === PolicyProblemStatus.CLOSED) throw new Refused(refuseProblem('PROBLEM_CLOSED', ['problemId']));
    problem.version += 1;
    await change(em, problem);
    await em.flush();
    await recordProblem(em, context, type, problem);
    return problem.id;
  });
}

export function requireText(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= longestText) return trimmed;
  throw new Refused(refuseProblem('PROBLEM_TEXT_MISSING', ['text'], { most: longestText }));
}

export async function writeMessage(
  em: EntityManager,
  { viewer, clock }: Context,
  { id, enterpriseId, institutionId }: PolicyProblem,
  text: string,
): Promise<void> {
  em.create(PolicyProblemMessage, {
    problemId: id,
    enterpriseId,
    institutionId,
    author: viewer.role,
    authorId: viewer.accountId as string,
    text,
    writtenAt: clock.now(),
  } as PolicyProblemMessage);
  await em.flush();
}

/** Both sides follow it; the words stay in the thread. */
export function recordProblem(
  em: EntityManager,
  context: Context,
  type: EventType,
  { id, programmeId, institutionId, enterpriseId, kind, status, answerBy }: PolicyProblem,
): Promise<void> {
  const subject = { type: 'PolicyProblem', id };
  return recordEvent(em, context, {
    type,
    subject,
    programmeId,
    institutionId,
    enterpriseId,
    data: { kind, status, answerBy },
  });
}
