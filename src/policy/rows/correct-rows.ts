import { type RawBuilder, sql } from 'kysely';
import type { FieldChange } from '../history/policy-history.js';
import type { Stage } from './stage.js';

interface CorrectedPolicy {
  id: string;
  /** The version after the correction. */
  version: number;
  changes: FieldChange[];
}

/** What a row can correct: the field, its value in the policy, and its value in the row. */
const corrected: readonly [field: string, from: RawBuilder<unknown>, to: RawBuilder<unknown>][] = [
  ['creditCode', sql`insured.credit_code`, sql`stage.credit_code`],
  ['enterpriseName', sql`policy.insured_name`, sql`stage.enterprise_name`],
  ['product', sql`policy.product_code`, sql`stage.product_code`],
  ['startsOn', sql`policy.starts_on::text`, sql`stage.starts_on::text`],
  ['endsOn', sql`policy.ends_on::text`, sql`stage.ends_on::text`],
  ['premium', sql`policy.premium::text`, sql`stage.premium::text`],
  ['invoiceNo', sql`policy.invoice_no`, sql`stage.invoice_no`],
  ['share', sql`trim_scale(policy.share)::text`, sql`trim_scale(stage.share)::text`],
  ['coinsuranceNo', sql`policy.coinsurance_no`, sql`stage.coinsurance_no`],
];

const changes = sql`jsonb_path_query_array(jsonb_build_array(${sql.join(
  corrected.map(
    ([field, from, to]) => sql`jsonb_build_object('field', ${sql.lit(field)}, 'from', ${from}, 'to', ${to})`,
  ),
)}), '$[*] ? (@.from != @.to)')`;

/** Applies the corrections of a stage and stores what each changed; one that changes nothing is not stored. */
export async function correctRows(
  stage: Stage,
  { reason, now }: { reason: string | null; now: Date },
): Promise<CorrectedPolicy[]> {
  const { rows } = await sql<CorrectedPolicy>`
    with wanted as (
      select policy.id, ${stage.enterpriseId} as enterprise_id, stage.enterprise_name, stage.product_code,
        stage.starts_on, stage.ends_on, stage.premium, stage.invoice_no, stage.share, stage.coinsurance_no, stage.as_sent,
        ${changes} as changes
      from ${stage.as('stage')}
        join policy on policy.institution_id = ${stage.institutionId}::uuid and policy.policy_no = stage.policy_no
          and policy.status = 'ACCEPTED'
        join enterprise as insured on insured.id = policy.enterprise_id
      where stage.action = 'CORRECT'
    ), changed as (
      update policy set enterprise_id = wanted.enterprise_id, insured_name = wanted.enterprise_name,
        product_code = wanted.product_code, starts_on = wanted.starts_on, ends_on = wanted.ends_on,
        premium = wanted.premium, invoice_no = wanted.invoice_no, share = wanted.share,
        coinsurance_no = wanted.coinsurance_no, as_sent = wanted.as_sent, version = policy.version + 1
      from wanted where policy.id = wanted.id and wanted.changes <> '[]'
      returning policy.id, policy.version, wanted.changes
    ), kept as (
      insert into policy_correction (institution_id, policy_id, submission_id, version, reason, changes, corrected_at)
      select ${stage.institutionId}::uuid, id, ${stage.submissionId}::uuid, version, ${reason}, changes, ${now}
      from changed
    )
    select id, version, changes from changed`.execute(stage.session.getKysely());
  return rows;
}
