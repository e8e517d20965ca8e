import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { RunStatus } from './proposal-run.js';
import type { RunStep } from '../../assessment/run-step.js';

/**
 * Tries to lock the computation of this programme for this transaction; returns whether it has the lock, without
 * waiting.
 */
export async function takeTurn(em: EntityManager, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`assess/${programmeId}`}, 0)) as taken`.execute(em.getKysely());
  return rows[0]?.taken ?? false;
}

export interface DueRun {
  id: string;
  /** The trace context of the request. */
  traceparent: string | null;
}

/**
 * Finds requested computations that have not ended: those that wait, and those that a killed gateway left; the oldest
 * first.
 */
export async function findDueRuns(em: EntityManager): Promise<DueRun[]> {
  const { rows } = await sql<DueRun>`
    select proposal_id as id, traceparent from proposal_run where status = ${RunStatus.COMPUTING}
    order by requested_at, proposal_id`.execute(em.getKysely());
  return rows;
}

/** Records the step of a computation; returns false where it was cancelled meanwhile. */
export async function noteStep(em: EntityManager, id: string, step: RunStep): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update proposal_run set step = ${step}
    where proposal_id = ${id}::uuid and status = ${RunStatus.COMPUTING}`.execute(em.getKysely());
  return numAffectedRows === 1n;
}

export interface RunEnding {
  status: RunStatus;
  step?: RunStep;
  fault?: Refusal;
  now: Date;
}

/** Ends a computation; returns false where it was ended already. */
export async function endRun(em: EntityManager, id: string, { status, step, fault, now }: RunEnding): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update proposal_run set status = ${status}, step = coalesce(${step ?? null}, step), finished_at = ${now},
      fault_found = ${fault ? JSON.stringify(fault) : null}::jsonb
    where proposal_id = ${id}::uuid and status = ${RunStatus.COMPUTING}`.execute(em.getKysely());
  return numAffectedRows === 1n;
}

/** Makes a failed computation due again from its beginning, because its key was sent again. */
export async function renewRun(em: EntityManager, id: string): Promise<void> {
  await sql`
    update proposal_run set status = ${RunStatus.COMPUTING}, step = 'WAITING', finished_at = null, fault_found = null
    where proposal_id = ${id}::uuid and status = ${RunStatus.FAILED}`.execute(em.getKysely());
}
