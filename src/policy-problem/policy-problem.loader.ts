import { named } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { PolicyProblem, PolicyProblemMessage } from './policy-problem.js';

export const policyProblemById = defineLoader(
  'policy problem by id',
  (em, ids) => findByKeys(em, PolicyProblem, 'id', ids),
  (problem) => problem.id,
);

export const messagesOfProblem = defineListLoader('messages of policy problem', async (em, ids) => {
  const { rows } = await sql<PolicyProblemMessage & { loaderKey: string }>`
    select ${named('problem_id as loader_key', 'id', 'author', 'text', 'written_at')}
    from policy_problem_message where problem_id = any(${ids}::uuid[]) order by written_at, id`.execute(em.getKysely());
  return rows;
});
