import { sql } from 'kysely';
import type { Stage } from './stage.js';

export interface InsertedPolicy {
  id: string;
  policyNo: string;
}

/**
 * Inserts the new rows of a stage as policies; returns their count, and for a mutation also the policies. Their
 * companies must exist.
 */
export async function insertRows(stage: Stage): Promise<{ count: number; policies: InsertedPolicy[] }> {
  // In the order of policy numbers, so that the pages of their index are visited one after another.
  const { numAffectedRows, rows } = await sql<InsertedPolicy>`
    insert into policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
      ends_on, premium, refunded, invoice_no, share, coinsurance_no, as_sent, row_number, status, accepted_at, version,
      insured_name)
    select submission.programme_id, submission.institution_id, ${stage.enterpriseId}, submission.id, stage.policy_no,
      stage.product_code, stage.starts_on, stage.ends_on, stage.premium, 0, stage.invoice_no, stage.share,
      stage.coinsurance_no, stage.as_sent, ${stage.placeInFile}, 'ACCEPTED', submission.submitted_at, 1,
      stage.enterprise_name
    from ${stage.as('stage')} join submission on submission.id = ${stage.submissionId}::uuid
    where stage.action = 'NEW'
    order by stage.policy_no ${stage.returning}`.execute(stage.session.getKysely());
  return { count: Number(numAffectedRows ?? 0), policies: rows };
}
