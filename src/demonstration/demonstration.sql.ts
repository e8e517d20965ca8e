import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { recordEvents } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import type { DemonstrationEnterprise } from './made-up/enterprises.js';
import type { DemonstrationInstitution } from './made-up/institutions.js';
import { named } from '../database/schema/columns.js';

/** All statements here add only missing rows, so that a first start that was killed can be continued. */
export async function insertInstitutions(
  em: EntityManager,
  context: Context,
  institutions: DemonstrationInstitution[],
): Promise<void> {
  const change = sql`
    insert into institution (id, credit_code, name, status, demonstration)
    select id, "creditCode", name, 'ACTIVE', true
    from jsonb_to_recordset(${JSON.stringify(institutions)}::jsonb) as given (id uuid, "creditCode" text, name text)
    on conflict do nothing
    returning id`;
  const subjects = sql`
    select id as subject_id, null::uuid as programme_id, id as institution_id, null::uuid as enterprise_id,
      '{}'::jsonb as data
    from moved`;
  await recordEvents(em, context, 'INSTITUTION_CONFIRMED', 'Institution', subjects, change);
}

export async function insertEnterprises(em: EntityManager, enterprises: DemonstrationEnterprise[]): Promise<void> {
  const companies = enterprises.map(({ id, creditCode, name }) => ({ id, creditCode, name }));
  await sql`
    insert into enterprise (id, credit_code, name, demonstration)
    select id, "creditCode", name, true
    from jsonb_to_recordset(${JSON.stringify(companies)}::jsonb) as given (id uuid, "creditCode" text, name text)
    on conflict do nothing`.execute(em.getKysely());
  const qualifications = enterprises.flatMap(({ id, qualifications: own }) =>
    own.map((qualification) => ({ enterpriseId: id, ...qualification })),
  );
  await sql`
    insert into qualification (enterprise_id, kind, valid_from, valid_until, source)
    select "enterpriseId", kind, "validFrom", "validUntil",
      '演示名单：' || to_char("validFrom", 'YYYY') || '年' || qualification_kind.name
    from jsonb_to_recordset(${JSON.stringify(qualifications)}::jsonb) as given ("enterpriseId" uuid, kind text,
        "validFrom" date, "validUntil" date)
      join qualification_kind on qualification_kind.code = kind
    on conflict do nothing`.execute(em.getKysely());
}

export interface Paper {
  institutionId: string;
  kind: string;
  sha256: string;
  mediaType: string;
  size: number;
}

export async function insertPapers(em: EntityManager, papers: Paper[], now: Date): Promise<void> {
  await sql`
    insert into uploaded_document (institution_id, sha256, media_type, size, uploaded_at)
    select "institutionId", sha256, "mediaType", size, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as given ("institutionId" uuid, sha256 text,
      "mediaType" text, size int)
    on conflict do nothing`.execute(em.getKysely());
}

export interface MissingPaper {
  institutionId: string;
  policyNo: string;
  kind: string;
}

/** Attaches the papers of its institution to each policy of a programme, except those that should be missing. */
export async function attachPapers(
  em: EntityManager,
  programme: string,
  papers: Paper[],
  missing: MissingPaper[],
): Promise<void> {
  await sql`
    with paper as (
      select institution_id, kind, uploaded_document.id as document_id
      from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as given ("institutionId" uuid, kind text, sha256 text)
        join uploaded_document using (sha256)
      where institution_id = "institutionId"
    ), missing as (
      select * from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as given ("institutionId" uuid,
        "policyNo" text, kind text)
    )
    insert into policy_document (institution_id, policy_id, document_id, kind, attached_at)
    select policy.institution_id, policy.id, document_id, paper.kind, accepted_at + interval '1 hour'
    from policy
      join programme on programme.id = policy.programme_id and programme.code = ${programme}
      join paper on paper.institution_id = policy.institution_id
    where not exists (select from missing where missing."institutionId" = policy.institution_id
      and missing."policyNo" = policy.policy_no and missing.kind = paper.kind)
    on conflict do nothing`.execute(em.getKysely());
}

/** Returns the company with several policies that is highest on the list, as an example of an enterprise's view. */
export async function findTopEnterprise(em: EntityManager, programme: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select enterprise.id, enterprise.name
    from claim
      join programme on programme.id = claim.programme_id
      join enterprise on enterprise.id = claim.enterprise_id
    where programme.code = ${programme} and claim.status <> 'EXCLUDED' and 3 <= (select count(*) from assessment_line as line
      where line.proposal_id = claim.proposal_id and line.enterprise_id = claim.enterprise_id)
    order by granted_amount desc, credit_code
    limit 1`.execute(em.getKysely());
  return rows[0] as { id: string; name: string };
}

export interface DemonstrationCounts {
  institutions: number;
  enterprises: number;
  policies: number;
  failedRows: number;
  leftOut: number;
  recipients: number;
  grantedTotal: string;
}

export async function countDemonstration(em: EntityManager, programme: string): Promise<DemonstrationCounts> {
  const { rows } = await sql<DemonstrationCounts>`
    with chosen as (select id from programme where code = ${programme})
    select
      (select count(*)::int from institution where demonstration) as institutions,
      (select count(*)::int from enterprise where demonstration) as enterprises,
      (select count(*)::int from policy join chosen on chosen.id = programme_id) as policies,
      (select coalesce(sum(failed_count), 0)::int from submission join chosen on chosen.id = programme_id) as "failedRows",
      ${named('proposal.left_out_count as left_out')}, proposal.enterprise_count as recipients, ${named('granted_total')}
    from subsidy_proposal as proposal join chosen on chosen.id = proposal.programme_id
    order by revision desc
    limit 1`.execute(em.getKysely());
  return rows[0] as DemonstrationCounts;
}
