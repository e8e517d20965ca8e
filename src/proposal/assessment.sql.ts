import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';

export interface AssessmentTotals {
  enterpriseCount: number;
  policyCount: number;
  leftOutCount: number;
  calculatedTotal: string;
  grantedTotal: string;
  inputDigest: string;
}

/**
 * Computes one revision over all policies of its programme, set-wise, by the rules that the proposal names.
 * The candidates are read once, so that lines, amounts and what is left out come from the same inputs.
 */
export async function assess(em: EntityManager, proposalId: string): Promise<AssessmentTotals> {
  await gatherCandidates(em, proposalId);
  await writeLines(em, proposalId);
  await writeLeftOut(em, proposalId);
  await writeAssessments(em, proposalId);
  return readTotals(em, proposalId);
}

/** Every living policy of the programme with what it would earn and every reason that speaks against it. */
async function gatherCandidates(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    create temporary table candidate on commit drop as
    with rules as (
      select programme_rules.*, programme.policy_year
      from subsidy_proposal
        join programme_rules on programme_rules.id = subsidy_proposal.rules_id
        join programme on programme.id = subsidy_proposal.programme_id
      where subsidy_proposal.id = ${proposalId}::uuid
    ), insured as (
      select rules.id as rules_id, policy.id as policy_id, policy.enterprise_id, policy.institution_id, policy.product_code,
        policy.starts_on, policy.premium - policy.refunded as base, product.rate, product.section, product.position,
        round((policy.premium - policy.refunded) * product.rate, 2) as subsidy,
        enterprise.credit_code, enterprise.division_code,
        exists (select from unnest(rules.regions_in) as code where starts_with(enterprise.division_code, code)) as is_in,
        exists (select from unnest(rules.regions_out) as code where starts_with(enterprise.division_code, code)) as is_out,
        qualified.kinds, qualified.on_start, qualified.listed,
        array(select kind from unnest(rules.required_documents) as kind where not exists (
          select from policy_document as document where document.policy_id = policy.id and document.kind = kind.kind
        )) as missing_documents
      from rules
        join policy on policy.programme_id = rules.programme_id and policy.status = 'ACCEPTED'
        join enterprise on enterprise.id = policy.enterprise_id
        left join product on product.rules_id = rules.id and product.code = policy.product_code
        cross join lateral (
          select array_agg(distinct kind order by kind) filter (where on_start) as kinds,
            coalesce(bool_or(on_start), false) as on_start,
            jsonb_agg(jsonb_build_object('kind', kind, 'from', valid_from, 'until', valid_until)
              order by kind, valid_from) as listed
          from (
            select kind, valid_from, valid_until, policy.starts_on between valid_from and valid_until as on_start
            from qualification
            where qualification.enterprise_id = policy.enterprise_id
              and qualification.kind = any(rules.qualification_kinds)
              and valid_from <= make_date(rules.policy_year, 12, 31)
              and valid_until >= make_date(rules.policy_year, 1, 1)
          ) as in_year
        ) as qualified
    )
    select *, array_remove(array[
        case when division_code is null then 'REGION_UNKNOWN' when is_out or not is_in then 'REGION_NOT_ELIGIBLE' end,
        case when on_start then null when listed is null then 'QUALIFICATION_MISSING'
          else 'QUALIFICATION_FOR_REVIEW' end,
        case when missing_documents <> '{}' then 'DOCUMENTS_MISSING' end,
        case when rate is null then 'PRODUCT_NOT_SUBSIDISED' end,
        case when base <= 0 then 'NOTHING_PAID' when subsidy = 0 then 'BELOW_ONE_FEN' end
      ], null) as reasons
    from insured`.execute(em.getKysely());
}

async function writeLines(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into assessment_line (proposal_id, policy_id, enterprise_id, rules_id, product_code, base, rate, subsidy,
      section)
    select ${proposalId}::uuid, policy_id, enterprise_id, rules_id, product_code, base, rate, subsidy, section
    from candidate where reasons = '{}'`.execute(em.getKysely());
}

async function writeLeftOut(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into left_out_policy (proposal_id, policy_id, enterprise_id, institution_id, reasons, found)
    select ${proposalId}::uuid, policy_id, enterprise_id, institution_id, reasons,
      jsonb_build_object('divisionCode', division_code, 'startsOn', starts_on, 'product', product_code,
        'base', base::text, 'missingDocuments', missing_documents, 'qualifications', coalesce(listed, '[]'))
    from candidate where reasons <> '{}'`.execute(em.getKysely());
}

/**
 * Caps each enterprise, then shares the budget where it is short: one factor for all, down to the fen; the fen that
 * remain go one each to the largest remainders, ties by credit code. All in whole fen, where division is exact.
 */
async function writeAssessments(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into assessment (proposal_id, enterprise_id, calculated, cap_cut, budget_cut, granted,
      qualification_kinds, product_codes)
    with rules as (
      select enterprise_cap, case when budget_policy = 'PRO_RATA' then budget * 100 end as budget_fen
      from subsidy_proposal join programme_rules on programme_rules.id = subsidy_proposal.rules_id
      where subsidy_proposal.id = ${proposalId}::uuid
    ), counted as (
      select * from candidate where reasons = '{}'
    ), kinds as (
      select enterprise_id, array_agg(distinct kind order by kind) as qualification_kinds
      from counted, unnest(counted.kinds) as kind group by enterprise_id
    ), products as (
      select enterprise_id, array_agg(product_code order by position) as product_codes
      from (select distinct enterprise_id, product_code, position from counted) as product group by enterprise_id
    ), capped as (
      select enterprise_id, credit_code, sum(subsidy) as calculated, least(sum(subsidy), enterprise_cap) as capped,
        budget_fen, qualification_kinds, product_codes
      from counted join kinds using (enterprise_id) join products using (enterprise_id) cross join rules
      group by enterprise_id, credit_code, enterprise_cap, budget_fen, qualification_kinds, product_codes
    ), totalled as (
      select *, capped * 100 as fen, sum(capped * 100) over () as total_fen from capped
    ), shared as (
      select *, case when total_fen > budget_fen then div(fen * budget_fen, total_fen) else fen end as share_fen,
        case when total_fen > budget_fen then mod(fen * budget_fen, total_fen) else 0 end as remainder
      from totalled
    ), granted as (
      select *, share_fen + case when total_fen > budget_fen
          and row_number() over (order by remainder desc, credit_code) <= budget_fen - sum(share_fen) over ()
        then 1 else 0 end as granted_fen
      from shared
    )
    select ${proposalId}::uuid, enterprise_id, calculated, calculated - capped, capped - granted_fen / 100,
      granted_fen / 100, qualification_kinds, product_codes
    from granted`.execute(em.getKysely());
}

async function readTotals(em: EntityManager, proposalId: string): Promise<AssessmentTotals> {
  const { rows } = await sql<AssessmentTotals>`
    select
      (select count(*)::int from assessment where proposal_id = ${proposalId}::uuid) as "enterpriseCount",
      (select count(*)::int from candidate where reasons = '{}') as "policyCount",
      (select count(*)::int from candidate where reasons <> '{}') as "leftOutCount",
      (select coalesce(sum(calculated), 0)::numeric(16,2)::text from assessment
        where proposal_id = ${proposalId}::uuid) as "calculatedTotal",
      (select coalesce(sum(granted), 0)::numeric(16,2)::text from assessment
        where proposal_id = ${proposalId}::uuid) as "grantedTotal",
      (select encode(sha256(convert_to(coalesce(string_agg(
          concat_ws('|', policy_id, credit_code, division_code, product_code, starts_on, base, rate, listed,
            missing_documents), E'\n' order by policy_id), ''), 'UTF8')), 'hex') from candidate) as "inputDigest"
  `.execute(em.getKysely());
  return rows[0] as AssessmentTotals;
}
