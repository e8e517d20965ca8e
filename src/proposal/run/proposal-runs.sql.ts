import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { RunStatus } from './proposal-run.js';
import type { RunStep } from '../../assessment/run-step.js';

/** Whether this transaction now is the only one that computes this programme. It never waits. */
export async function takeTurn(em: EntityManager, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`assess/${programmeId}`}, 0)) as taken`.execute(em.getKysely());
  return rows[0]?.taken ?? false;
}

export interface DueRun {
  id: string;
  /** Of the request that asked for it. */
  traceparent: string | null;
}

/** Runs that somebody asked for and nobody has ended: what waits, and what a killed gateway left. The oldest first. */
export async function findDueRuns(em: EntityManager): Promise<DueRun[]> {
  const { rows } = await sql<DueRun>`
    select proposal_id as id, traceparent from proposal_run where status = ${RunStatus.COMPUTING}
    order by requested_at, proposal_id`.execute(em.getKysely());
  return rows;
}

/** Notes how far a run is; returns false where it was called off meanwhile. */
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

/** Ends a run once; returns whether it was this call that did. */
export async function endRun(em: EntityManager, id: string, { status, step, fault, now }: RunEnding): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update proposal_run set status = ${status}, step = coalesce(${step ?? null}, step), finished_at = ${now},
      fault_found = ${fault ? JSON.stringify(fault) : null}::jsonb
    where proposal_id = ${id}::uuid and status = ${RunStatus.COMPUTING}`.execute(em.getKysely());
  return numAffectedRows === 1n;
}

/** A failed run whose key comes again is due again, from its beginning. */
export async function renewRun(em: EntityManager, id: string): Promise<void> {
  await sql`
    update proposal_run set status = ${RunStatus.COMPUTING}, step = 'WAITING', finished_at = null, fault_found = null
    where proposal_id = ${id}::uuid and status = ${RunStatus.FAILED}`.execute(em.getKysely());
}
