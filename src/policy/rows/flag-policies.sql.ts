import { sql } from 'kysely';
import { Executor } from '../../database/session/executor.js';

/** Flags what may be the same as another policy; with `changed`, that policy alone. */
export async function flagPolicies(session: Executor, submissionId: string, changed?: string): Promise<void> {
  await sql`select flag_policies(${submissionId}::uuid, ${changed ?? null}::uuid)`.execute(session.getKysely());
}
