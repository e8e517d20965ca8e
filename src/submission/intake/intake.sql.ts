import { sql } from 'kysely';
import { previewOf } from '../../policy/preview-subsidy.js';
import { standstillOf } from '../../policy/standstill.js';
import { stageColumns } from './stage-line.js';
import { Executor } from '../../database/executor.js';

/**
 * Where checked rows wait in a session's own memory until they are taken in; gone with the session. Indexes are for a
 * stage that a whole file waits in.
 */
export async function createStage(session: Executor, whole: boolean): Promise<void> {
  await sql`
    create temporary table stage (${sql.raw(stageColumns)})`.execute(session.getKysely());
  if (!whole) return;
  await sql`create index on stage (policy_no)`.execute(session.getKysely());
  await sql`create index on stage (row_number)`.execute(session.getKysely());
}

export const stageCopy = 'copy stage from stdin';

export async function emptyStage(session: Executor): Promise<void> {
  await sql`truncate stage`.execute(session.getKysely());
}

export interface RefusedRow {
  rowNumber: number;
  code:
    | 'POLICY_NO_REPEATED'
    | 'POLICY_NO_DUPLICATE'
    | 'CORRECTION_UNKNOWN'
    | 'POLICY_SETTLED'
    | 'POLICY_EXCLUDED'
    | 'POLICY_UNDER_CHECK'
    | 'PREMIUM_BELOW_REFUNDS'
    | 'COINSURANCE_OVER_100';
  found: string;
  /** The earlier row of this file that has the number, or what the shares come to, or the refunds. */
  row: number | null;
  sum: string | null;
}

export interface Range {
  institutionId: string;
  submissionId: string;
  from: number;
  to: number;
}

/** Takes the rows of a range out of the stage whose number an earlier row of the file has; answers which. */
export async function refuseRepeated(session: Executor, range: Range): Promise<RefusedRow[]> {
  const { from, to } = range;
  const { rows } = await sql<RefusedRow>`
    with refused as (
      -- "+ 0": by the numbers' own index the planner would walk through all earlier rows for each.
      select stage.row_number, (select min(row_number + 0) from stage as earlier
        where earlier.policy_no = stage.policy_no and earlier.row_number + 0 < stage.row_number) as row
      from stage where row_number between ${from}::int and ${to}::int
    )
    delete from stage using refused where stage.row_number = refused.row_number and refused.row is not null
    returning stage.row_number as "rowNumber", refused.row, null as sum, stage.policy_no as found,
      'POLICY_NO_REPEATED' as code`.execute(session.getKysely());
  return rows;
}

/** Takes the new rows of a range out of the stage whose number a policy has, by this file or before it. */
export async function refuseDuplicates(session: Executor, range: Range): Promise<RefusedRow[]> {
  const { institutionId, submissionId, from, to } = range;
  const { rows } = await sql<RefusedRow>`
    with refused as (
      select stage.row_number, case when policy.submission_id = ${submissionId}::uuid then policy.row_number end as row
      from stage cross join lateral (
          -- One look into the index a row: a table that has just grown a thousandfold has no statistics to plan by.
          select submission_id, row_number from policy
          where institution_id = ${institutionId}::uuid and policy_no = stage.policy_no and status = 'ACCEPTED'
          limit 1
        ) as policy
      where stage.action = 'NEW' and stage.row_number between ${from}::int and ${to}::int
    )
    delete from stage using refused where stage.row_number = refused.row_number
    returning stage.row_number as "rowNumber", refused.row, null as sum, stage.policy_no as found,
      case when refused.row is null then 'POLICY_NO_DUPLICATE' else 'POLICY_NO_REPEATED' end as code
  `.execute(session.getKysely());
  return rows;
}

/** Takes the corrections out that find nothing to correct, or something that cannot change any more. */
export async function refuseCorrections(session: Executor, range: Range): Promise<RefusedRow[]> {
  const { institutionId, from, to } = range;
  const { rows } = await sql<RefusedRow>`
    with wanted as (
      select stage.row_number, policy.id, ${standstillOf(sql`policy.id`)} as standstill, stage.premium, policy.refunded
      from stage left join policy on policy.institution_id = ${institutionId}::uuid
        and policy.policy_no = stage.policy_no and policy.status = 'ACCEPTED'
      where action = 'CORRECT' and stage.row_number between ${from}::int and ${to}::int
    ), settled as (
      select id from settled_policies(array(select id from wanted where id is not null)) as id
    ), refused as (
      select row_number, case when id is null then 'CORRECTION_UNKNOWN'
        when standstill is not null then standstill when id in (select id from settled) then 'POLICY_SETTLED'
        else 'PREMIUM_BELOW_REFUNDS' end as code, refunded
      from wanted
      where id is null or standstill is not null or id in (select id from settled) or premium < refunded
    )
    delete from stage using refused where stage.row_number = refused.row_number
    returning stage.row_number as "rowNumber", refused.code, null::int as row, refused.refunded::text as sum,
      case refused.code when 'PREMIUM_BELOW_REFUNDS' then stage.premium::text else stage.policy_no end as found
  `.execute(session.getKysely());
  return rows;
}

/** Takes the shares out that would bring a contract above 100 per cent. */
export async function refuseShares(session: Executor, range: Range): Promise<RefusedRow[]> {
  const { institutionId, from, to } = range;
  const { rows } = await sql<RefusedRow>`
    with held as (
      select * from coinsured_shares(array(
        select distinct coinsurance_no from stage
        where coinsurance_no is not null and row_number between ${from}::int and ${to}::int))
    ), corrected as (
      select stage.coinsurance_no, stage.credit_code, sum(policy.share) as share
      from stage join policy on policy.institution_id = ${institutionId}::uuid and policy.policy_no = stage.policy_no
        and policy.status = 'ACCEPTED' and policy.coinsurance_no = stage.coinsurance_no
      where stage.action = 'CORRECT' group by 1, 2
    ), summed as (
      select coinsurance_no, credit_code, sum(stage.share) + coalesce(max(held.share), 0)
        - coalesce(max(corrected.share), 0) as share
      from stage left join held using (coinsurance_no, credit_code)
        left join corrected using (coinsurance_no, credit_code)
      where coinsurance_no is not null group by coinsurance_no, credit_code
    ), refused as (
      select row_number, summed.share from stage join summed using (coinsurance_no, credit_code)
      where summed.share > 100 and row_number between ${from}::int and ${to}::int
    )
    delete from stage using refused where stage.row_number = refused.row_number
    returning stage.row_number as "rowNumber", 'COINSURANCE_OVER_100' as code, stage.coinsurance_no as found,
      null::int as row, trim_scale(refused.share)::text as sum`.execute(session.getKysely());
  return rows;
}

/** One look into the index a row: to hash all companies for every chunk would cost more than the chunk. */
const enterpriseOfStage = sql`(select id from enterprise where credit_code = stage.credit_code limit 1)`;

/** Enters the companies of the staged rows that are not known yet, by their code. */
export async function enterCompanies(session: Executor): Promise<void> {
  await sql`
    insert into enterprise (credit_code, name)
    select distinct on (credit_code) credit_code, enterprise_name from stage
    where ${enterpriseOfStage} is null
    order by credit_code, row_number
    on conflict (credit_code) do nothing`.execute(session.getKysely());
}

/** Makes the staged rows policies; answers how many. */
export async function insertStaged(session: Executor, submissionId: string): Promise<number> {
  // In the order of the numbers, so that the pages of their index are visited one after another.
  const { numAffectedRows } = await sql`
    insert into policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
      ends_on, premium, refunded, invoice_no, share, coinsurance_no, as_sent, row_number, status, accepted_at, version,
      insured_name)
    select submission.programme_id, submission.institution_id, ${enterpriseOfStage}, submission.id, stage.policy_no,
      stage.product_code, stage.starts_on, stage.ends_on, stage.premium, 0, stage.invoice_no, stage.share,
      stage.coinsurance_no, stage.as_sent, stage.row_number, 'ACCEPTED', submission.submitted_at, 1,
      stage.enterprise_name
    from stage join submission on submission.id = ${submissionId}::uuid
    where stage.action = 'NEW'
    order by stage.policy_no`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0);
}

/** Applies the staged corrections and keeps what each changed; a correction that changes nothing leaves no trace. */
export async function correctStaged(session: Executor, submissionId: string, now: Date): Promise<void> {
  await sql`
    with wanted as (
      select policy.id, enterprise.id as enterprise_id, stage.*, submission.institution_id,
        jsonb_path_query_array(jsonb_build_array(
          jsonb_build_object('field', 'creditCode', 'from', held.credit_code, 'to', enterprise.credit_code),
          jsonb_build_object('field', 'enterpriseName', 'from', policy.insured_name, 'to', stage.enterprise_name),
          jsonb_build_object('field', 'product', 'from', policy.product_code, 'to', stage.product_code),
          jsonb_build_object('field', 'startsOn', 'from', policy.starts_on::text, 'to', stage.starts_on::text),
          jsonb_build_object('field', 'endsOn', 'from', policy.ends_on::text, 'to', stage.ends_on::text),
          jsonb_build_object('field', 'premium', 'from', policy.premium::text, 'to', stage.premium::text),
          jsonb_build_object('field', 'invoiceNo', 'from', policy.invoice_no, 'to', stage.invoice_no),
          jsonb_build_object('field', 'share', 'from', policy.share::text, 'to', stage.share::text),
          jsonb_build_object('field', 'coinsuranceNo', 'from', policy.coinsurance_no, 'to', stage.coinsurance_no)
        ), '$[*] ? (@.from != @.to)') as changes
      from stage join submission on submission.id = ${submissionId}::uuid
        join policy on policy.institution_id = submission.institution_id and policy.policy_no = stage.policy_no
          and policy.status = 'ACCEPTED'
        join enterprise as held on held.id = policy.enterprise_id
        join enterprise on enterprise.credit_code = stage.credit_code
      where stage.action = 'CORRECT'
    ), changed as (
      update policy set enterprise_id = wanted.enterprise_id, insured_name = wanted.enterprise_name, product_code = wanted.product_code,
        starts_on = wanted.starts_on, ends_on = wanted.ends_on, premium = wanted.premium,
        invoice_no = wanted.invoice_no, share = wanted.share, coinsurance_no = wanted.coinsurance_no,
        as_sent = wanted.as_sent, version = policy.version + 1
      from wanted where policy.id = wanted.id and wanted.changes <> '[]'
      returning policy.id, policy.version, wanted.institution_id, wanted.changes
    )
    insert into policy_correction (institution_id, policy_id, submission_id, version, changes, corrected_at)
    select institution_id, id, ${submissionId}::uuid, version, changes, ${now} from changed
  `.execute(session.getKysely());
}

/** What the staged rows would earn at the rates of these rules, each rounded to the fen, before refunds and the cap. */
export async function previewStaged(session: Executor, rulesId: string): Promise<string> {
  const { rows } = await sql<{ total: string }>`
    select coalesce(sum(preview), 0)::numeric(16,2)::text as total
    from (${previewOf(rulesId, sql`select credit_code, product_code, premium from stage`)}) as previewed`.execute(
    session.getKysely(),
  );
  return rows[0]?.total ?? '0.00';
}

/** From this part of all policies on, hashing them whole costs less than a look into the indexes for each row. */
const hashedPart = 1 / 50;

/**
 * A submission that is a good part of all policies is compared with them by hashing: a table that has just been filled has
 * no statistics, and the planner would take it for one that a loop can go through for every row. Answers whether.
 */
async function compareWhole(session: Executor, rowCount: number): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    select reltuples as known from pg_class where oid = 'policy'::regclass`.execute(session.getKysely());
  if (rowCount < (rows[0]?.known ?? 0) * hashedPart) return false;
  await sql`set local enable_nestloop = off`.execute(session.getKysely());
  await sql`set local work_mem = '64MB'`.execute(session.getKysely());
  return true;
}

/** Flags what a file of so many rows brought; answers how many. */
export async function flagFile(session: Executor, submissionId: string, rowCount: number): Promise<number> {
  const whole = await compareWhole(session, rowCount);
  const { rows } = await sql<{ flagged: number }>`
    select flag_policies(${submissionId}::uuid, whole => ${whole}) as flagged`.execute(session.getKysely());
  return rows[0]?.flagged ?? 0;
}
