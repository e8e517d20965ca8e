import { sql } from 'kysely';
import { Executor } from '../../database/session/executor.js';

/** Flags policies that may be the same as another; with `changed`, only that policy. */
export async function flagPolicies(session: Executor, submissionId: string, changed?: string): Promise<void> {
  await sql`select flag_policies(${submissionId}::uuid, ${changed ?? null}::uuid)`.execute(session.getKysely());
}
