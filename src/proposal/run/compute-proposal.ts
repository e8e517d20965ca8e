import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../../kernel/errors/refusal.js';
import { onceFor } from '../../database/idempotency.js';
import { presentTrace } from '../../kernel/tracing.js';
import type { Context } from '../../access/context.js';
import { requireProgramme } from '../../programme/find-programme.js';
import { refuseProposal } from '../proposal.refusals.js';
import { ProposalRun, RunStatus } from './proposal-run.js';
import { RunStep } from '../../assessment/run-step.js';
import { renewRun } from './proposal-runs.sql.js';
import { newestProposal, requireReplaceable, workOnRun } from './work-on-run.js';

const pause = 200;

export interface ComputeProposal {
  programme: string;
  idempotencyKey: string;
}

/** Requests the next revision of a programme's proposal; returns its future id. A job computes it. */
export async function requestProposal(context: Context, input: ComputeProposal): Promise<string> {
  const { programme, idempotencyKey: key } = input;
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'computeProposal', key, input: { programme, idempotencyKey: key } };
  return context.db.write(async (em) => {
    const now = context.clock.now();
    const id = await onceFor(em, { ...request, now }, () => begin(em, programme, accountId, now));
    await renewRun(em, id);
    return id;
  });
}

/** Computes the next revision from the present policies; returns its id when it is stored. */
export async function computeProposal(context: Context, input: ComputeProposal): Promise<string> {
  const id = await requestProposal(context, input);
  for (;;) {
    await workOnRun(context, id);
    const { status, faultFound } = await context.system.write((em) =>
      em.findOneOrFail(ProposalRun, { proposalId: id }),
    );
    if (status === RunStatus.COMPUTED) return id;
    if (status === RunStatus.CANCELLED) throw new Refused(refuseProposal('COMPUTATION_CANCELLED'));
    if (status === RunStatus.FAILED) throw new Refused(faultFound ?? refuseProposal('COMPUTATION_FAILED'));
    // Another computation of the programme is running. Waiting without a connection leaves the connections to it.
    await sleep(pause);
  }
}

async function begin(em: EntityManager, code: string, requestedBy: string, now: Date): Promise<string> {
  const programme = await requireProgramme(em, code);
  requireReplaceable(await newestProposal(em, programme.id));
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(em.getKysely());
  const { id } = rows[0] as { id: string };
  em.create(ProposalRun, {
    proposalId: id,
    programmeId: programme.id,
    status: RunStatus.COMPUTING,
    step: RunStep.WAITING,
    requestedBy,
    requestedAt: now,
    traceparent: presentTrace(),
  });
  await em.flush();
  return id;
}
