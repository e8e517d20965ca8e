import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { canonicalIdentifier } from '../kernel/values/identifier.js';
import { type Bound, boundOf } from '../kernel/lists/bound.js';
import { defineOrders } from '../kernel/lists/list-order.js';
import { allOf, type ListStatement } from '../kernel/lists/list-statement.js';
import { type Connection, connectionOf, type PageArguments, readPage } from '../kernel/lists/pagination.js';
import { Role, staff } from '../access/role.js';
import { Access } from '../access/access.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { columnsOf } from '../database/schema/columns.js';
import { DateScalar } from '../kernel/values/scalars.js';
import type { Context } from '../access/context.js';
import { ofEnterprise } from '../enterprise/find-enterprise.js';
import { ofProgramme } from '../programme/find-programme.js';
import { Policy, PolicyStatus } from './policy.js';
import { PolicyOutcomeStatus } from './policy-outcome.js';

export const PolicyConnection = withSums(connectionOf(Policy), {
  column: 'outcome',
  enumeration: PolicyOutcomeStatus,
  access: Access(Role.INSURER, Role.ENTERPRISE, ...staff),
  amounts: {
    premium: { column: 'premium', description: '保费: sum of their gross premiums, in yuan.' },
    refunded: { column: 'refunded', description: '退保批减: sum of their refunds, in yuan.' },
  },
});

const acceptedAt = sql`accepted_at`;
const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

export const policyOrders = defineOrders('Policy', {
  ACCEPTED_AT_DESC: {
    description: 'The latest accepted first.',
    descending: true,
    keys: [{ sql: acceptedAt, type: 'timestamptz' }, uniqueId],
  },
  POLICY_NO: { description: 'By policy number.', keys: [{ sql: sql`policy_no`, type: 'text' }, uniqueId] },
});

@InputType({ description: 'Conditions for a list of policies: all that are given must hold.' })
export class PolicyFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => String, {
    nullable: true,
    description: 'This policy number; blanks and width make no difference, case does.',
  })
  policyNo?: string;

  @Field(() => String, { nullable: true, description: 'Credit code of the insured enterprise.' })
  creditCode?: string;

  @Field(() => PolicyStatus, { nullable: true, description: 'Only in this state.' })
  status?: PolicyStatus;

  @Field(() => PolicyOutcomeStatus, { nullable: true, description: '保单结果: only with this outcome.' })
  outcome?: PolicyOutcomeStatus;

  @Field(() => String, { nullable: true, description: '险种: code of the product.' })
  product?: string;

  @Field(() => ID, { nullable: true, description: '保险机构: global id of the institution that pushed it.' })
  institutionId?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '上传起始日: accepted on this day or later, in Asia/Shanghai.',
  })
  acceptedFrom?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '上传截止日: accepted on this day or earlier, in Asia/Shanghai.',
  })
  acceptedUntil?: string;

  @Field(() => DateScalar, { nullable: true, description: '起保日期自: the insurance starts on this day or later.' })
  startsFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: '起保日期至: the insurance starts on this day or earlier.' })
  startsUntil?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether papers are still missing.' })
  incomplete?: boolean;

  @Field(() => Boolean, { nullable: true, description: '存疑: whether it is flagged for review.' })
  flagged?: boolean;

  @Field(() => ID, { nullable: true, description: 'Only those that this submission brought.' })
  submissionId?: string;
}

/** A key that no object has. */
const nothing = '00000000-0000-0000-0000-000000000000';

const policyColumns = sql`${columnsOf(Policy, { without: ['share', 'incomplete'] })}, trim_scale(share)::text as share`;

const broughtBy = (submissionId: string) => sql`submission_id = ${keyOf('Submission', submissionId) ?? nothing}::uuid`;

function conditionsOf(filter: PolicyFilter): RawBuilder<unknown>[] {
  return [
    ...(filter.policyNo ? [sql`policy_no = ${canonicalIdentifier(filter.policyNo)}`] : []),
    ...ofEnterprise(filter.creditCode),
    ...(filter.status ? [sql`status = ${filter.status}`] : []),
    ...(filter.outcome ? [sql`outcome = ${filter.outcome}`] : []),
    ...(filter.submissionId ? [broughtBy(filter.submissionId)] : []),
    ...(filter.institutionId
      ? [sql`institution_id = ${keyOf('Institution', filter.institutionId) ?? nothing}::uuid`]
      : []),
    ...(filter.product ? [sql`product_code = ${filter.product}`] : []),
    ...daysInsured(filter),
    ...daysOfSubmission(filter),
    ...(filter.incomplete == null ? [] : [filter.incomplete ? sql`incomplete` : sql`not incomplete`]),
  ];
}

/**
 * Conditions for the policies of a programme. They were accepted in about the same years, which statistics do not show:
 * from its second page on, a scan of all policies in order would first read those of all later programmes. Where no
 * other condition leaves few policies, a page uses the index by programme.
 */
function programmeOf(
  { programme, policyNo, institutionId, submissionId }: PolicyFilter,
  areFew: boolean,
): Pick<ListStatement, 'where' | 'alternatives' | 'anyAlternative'> {
  const where = ofProgramme(programme);
  if (!programme || areFew || policyNo || institutionId || submissionId) return { where };
  return {
    where: [],
    alternatives: [sql`programme_id = through_index((select id::text from programme where code = ${programme}))::uuid`],
    anyAlternative: allOf(where),
  };
}

/** The most flags whose policies are read and sorted; with more of them, a scan in order finds the next one soon. */
const fewFlags = 10_000;

/**
 * Begins with the flags where they are few. The planner expects flagged policies evenly in a scan in order, but there
 * may be none for a long way. The policies of one company or insurer are few enough without this.
 */
async function flaggedConditions(
  em: EntityManager,
  flagged: boolean | undefined,
  areFew: boolean,
): Promise<RawBuilder<unknown>[]> {
  const isFlagged = sql`exists (select from policy_flag where policy_flag.policy_id = policy.id)`;
  if (flagged == null) return [];
  if (!flagged) return [sql`not ${isFlagged}`];
  if (areFew) return [isFlagged];
  const { rows } = await sql<{ few: boolean }>`
    select count(*) <= ${fewFlags} as few from (select from policy_flag limit ${fewFlags + 1}) as flag`.execute(
    em.getKysely(),
  );
  return [rows[0]?.few ? sql`id = any(array(select policy_id from policy_flag))` : isFlagged];
}

/** Days of the programme are days in Asia/Shanghai; the last one is included. */
const midnight = (day: RawBuilder<unknown>) => sql`(${day})::timestamp at time zone 'Asia/Shanghai'`;
const acceptedSince = (instant: RawBuilder<unknown>, day: string) =>
  boundOf(instant, '>=', midnight(sql`${day}::date`));
const acceptedBy = (instant: RawBuilder<unknown>, day: string) =>
  boundOf(instant, '<', midnight(sql`${day}::date + 1`));

function daysAccepted({ acceptedFrom, acceptedUntil }: PolicyFilter): Bound[] {
  return [
    ...(acceptedFrom ? [acceptedSince(acceptedAt, acceptedFrom)] : []),
    ...(acceptedUntil ? [acceptedBy(acceptedAt, acceptedUntil)] : []),
  ];
}

function daysInsured({ startsFrom, startsUntil }: PolicyFilter): RawBuilder<unknown>[] {
  return [
    ...(startsFrom ? [sql`starts_on >= ${startsFrom}::date`] : []),
    ...(startsUntil ? [sql`starts_on <= ${startsUntil}::date`] : []),
  ];
}

/**
 * Limits the days of acceptance to those of a submission, whose policies are accepted within minutes. The planner
 * expects some on each day, and scanned all policies in order where there are none; so the first and last one are read
 * first from an index.
 */
function daysOfSubmission({ submissionId, acceptedFrom, acceptedUntil }: PolicyFilter): RawBuilder<unknown>[] {
  if (submissionId == null) return [];
  const one = (which: RawBuilder<unknown>) => sql`(select ${which} from policy where ${broughtBy(submissionId)})`;
  return [
    ...(acceptedFrom ? [acceptedSince(one(sql`max(accepted_at)`), acceptedFrom).condition] : []),
    ...(acceptedUntil ? [acceptedBy(one(sql`min(accepted_at)`), acceptedUntil).condition] : []),
  ];
}

export async function listPolicies(
  context: Context,
  page: PageArguments,
  where: RawBuilder<unknown>[],
  filter: PolicyFilter,
  orderBy: (typeof policyOrders)['first'],
): Promise<Connection<Policy>> {
  const em = await context.db.read();
  const areFew = where.length > 0 || filter.creditCode != null || context.viewer.role === Role.INSURER;
  const { where: inProgramme, ...parts } = programmeOf(filter, areFew || orderBy !== 'ACCEPTED_AT_DESC');
  const flagged = await flaggedConditions(em, filter.flagged, areFew);
  return readPage(
    em,
    PolicyConnection,
    {
      select: policyColumns,
      from: sql`policy`,
      where: [...where, ...inProgramme, ...conditionsOf(filter), ...flagged],
      ...parts,
      bounds: daysAccepted(filter),
    },
    policyOrders.of(orderBy),
    page,
  );
}

/** Selects the policy with a number; undefined if the institution does not exist. */
export function policyOf(policyNo: string, institution: string | null | undefined) {
  const numbered = { policyNo: canonicalIdentifier(policyNo) };
  if (institution == null) return numbered;
  const institutionId = keyOf('Institution', institution);
  return institutionId === undefined ? undefined : { ...numbered, institutionId };
}
