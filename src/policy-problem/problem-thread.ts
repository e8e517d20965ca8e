import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import type { EventType } from '../event/event-type.js';
import { recordEvent } from '../event/record-event.js';
import { dayOf } from '../kernel/values/dates.js';
import { Refused } from '../kernel/errors/refusal.js';
import { Programme } from '../programme/programme.js';
import { transit } from '../transition/transit.js';
import { type PolicyProblem, PolicyProblemMessage, PolicyProblemStatus } from './policy-problem.js';
import { refuseProblem } from './policy-problem.refusals.js';
import { problemStates } from './policy-problem.states.js';

const longestText = 2_000;

export interface SeenProblem {
  problemId: string | undefined;
  version: number;
}

/** Records the insurer's answer; a correction is made with `correctPolicy` or a push. */
export function answerPolicyProblem(context: Context, seen: SeenProblem, text: string): Promise<string> {
  return take(context, 'answerPolicyProblem', seen, async (em, problem) => {
    problem.answer(context.clock.now());
    await writeMessage(em, context, problem, requireText(text));
    return 'POLICY_PROBLEM_ANSWERED';
  });
}

/** Records a reply of the company; the insurer gets new time to answer. */
export function replyToPolicyProblem(context: Context, seen: SeenProblem, text: string): Promise<string> {
  return take(context, 'replyToPolicyProblem', seen, async (em, problem) => {
    if (problem.status === PolicyProblemStatus.ANSWERED) {
      const { problemAnswerWorkingDays } = await em.findOneOrFail(Programme, { id: problem.programmeId });
      problem.reopen(await lastWorkingDay(em, dayOf(context.clock.now()), problemAnswerWorkingDays));
    }
    await writeMessage(em, context, problem, requireText(text));
    return 'POLICY_PROBLEM_REPLIED';
  });
}

/** Closes the report for the company. */
export function closePolicyProblem(context: Context, seen: SeenProblem): Promise<string> {
  return take(context, 'closePolicyProblem', seen, async (_, problem) => {
    problem.status = PolicyProblemStatus.CLOSED;
    return 'POLICY_PROBLEM_CLOSED';
  });
}

function take(
  context: Context,
  operation: string,
  input: SeenProblem,
  change: (em: EntityManager, problem: PolicyProblem) => Promise<EventType>,
): Promise<string> {
  const { problemId: id, version } = input;
  return context.db.write(async (em) => {
    const problem = await transit(
      em,
      context,
      problemStates,
      { operation, id, version },
      {
        change: async (found) => {
          const type = await change(em, found);
          const { kind, status, answerBy } = found;
          return { type, data: { kind, status, answerBy } };
        },
      },
    );
    return problem.id;
  });
}

export function requireText(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= longestText) return trimmed;
  throw new Refused(refuseProblem('PROBLEM_TEXT_MISSING', ['text'], { limit: longestText }));
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
  });
  await em.flush();
}

/** Records an event for both sides; the texts are only in the thread. */
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
