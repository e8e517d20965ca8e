import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import { keyOf } from '../../kernel/values/global-id.js';
import { canonicalIdentifier } from '../../kernel/values/identifier.js';
import { type Bound, boundOf } from '../../kernel/lists/bound.js';
import { defineOrders } from '../../kernel/lists/list-order.js';
import { allOf, type ListStatement } from '../../kernel/lists/list-statement.js';
import { type Connection, connectionOf, type PageArguments, readPage } from '../../kernel/lists/pagination.js';
import { Role, staff } from '../../access/role.js';
import { Access } from '../../access/access.js';
import { withSums } from '../../kernel/lists/status-sums.js';
import { columnsOf } from '../../database/schema/columns.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import type { Context } from '../../access/context.js';
import { ofEnterprise } from '../../enterprise/find-enterprise.js';
import { inIndexOfProgramme, ofProgramme } from '../../programme/find-programme.js';
import { Policy, PolicyStatus } from '../policy.js';
import { fewOnTheseDays, flaggedConditions } from './few-policies.sql.js';
import { PolicyOutcomeStatus } from '../policy-outcome.js';

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
const startsOn = sql`starts_on`;
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

  @Access(Role.INSURER, ...staff)
  @Field(() => Boolean, {
    nullable: true,
    description:
      '存疑: whether it is flagged for review. An ENTERPRISE, which may not read `flags`, is refused (FORBIDDEN).',
  })
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
    ...(filter.institutionId
      ? [sql`institution_id = ${keyOf('Institution', filter.institutionId) ?? nothing}::uuid`]
      : []),
    ...(filter.product ? [sql`product_code = ${filter.product}`] : []),
    ...(filter.incomplete == null ? [] : [filter.incomplete ? sql`incomplete` : sql`not incomplete`]),
  ];
}

/**
 * Conditions for the policies of a programme or a submission. Those of a programme were accepted in the same years, those
 * of a submission within minutes, which statistics do not show: a scan of all policies in order would first read
 * those that were accepted since. Where no other condition leaves few policies, a page uses the index by either.
 */
function throughIndex(
  { programme, policyNo, creditCode, institutionId, submissionId }: PolicyFilter,
  role: Role | undefined,
): Pick<ListStatement, 'where' | 'alternatives' | 'anyAlternative'> {
  const where = [...ofProgramme(programme), ...(submissionId ? [broughtBy(submissionId)] : [])];
  if (!role || role === Role.ENTERPRISE || policyNo || creditCode || where.length === 0) return { where };
  if (submissionId) {
    const id = keyOf('Submission', submissionId) ?? nothing;
    // All policies of a submission belong to its programme.
    const isVisible = sql`exists (select from submission where ${allOf([sql`id = ${id}::uuid`, ...ofProgramme(programme)])})`;
    const ofSubmission = sql`submission_id = through_index(${id})::uuid`;
    return {
      where: [isVisible],
      alternatives: [ofSubmission],
      anyAlternative: broughtBy(submissionId),
    };
  }
  if (!programme || role === Role.INSURER || institutionId) return { where };
  return { where: [], alternatives: [inIndexOfProgramme(programme)], anyAlternative: allOf(where) };
}

/** Days of the programme are days in Asia/Shanghai; the last one is included. */
const midnight = (day: RawBuilder<unknown>) => sql`(${day})::timestamp at time zone 'Asia/Shanghai'`;
function daysAccepted({ acceptedFrom, acceptedUntil }: PolicyFilter): Bound[] {
  return [
    ...(acceptedFrom ? [boundOf(acceptedAt, '>=', midnight(sql`${acceptedFrom}::date`))] : []),
    ...(acceptedUntil ? [boundOf(acceptedAt, '<', midnight(sql`${acceptedUntil}::date + 1`))] : []),
  ];
}

function daysInsured({ startsFrom, startsUntil }: PolicyFilter): Bound[] {
  return [
    ...(startsFrom ? [boundOf(startsOn, '>=', sql`${startsFrom}::date`)] : []),
    ...(startsUntil ? [boundOf(startsOn, '<=', sql`${startsUntil}::date`)] : []),
  ];
}

function fewOfDays(em: EntityManager, filter: PolicyFilter, areFew: boolean): Promise<RawBuilder<unknown>[]> {
  const { submissionId, programme } = filter;
  const ofOne = submissionId == null ? (areFew ? [] : ofProgramme(programme)) : [broughtBy(submissionId)];
  const days = daysAccepted(filter).map(({ condition }) => condition);
  return fewOnTheseDays(em, ofOne, days);
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
  const inOrder = orderBy === 'ACCEPTED_AT_DESC' && where.length === 0;
  const { where: indexed, ...parts } = throughIndex(filter, inOrder ? context.viewer.role : undefined);
  const begins = [
    ...(await flaggedConditions(em, filter.flagged, areFew)),
    ...(orderBy === 'POLICY_NO' ? await fewOfDays(em, filter, areFew) : []),
  ];
  return readPage(
    em,
    PolicyConnection,
    {
      select: policyColumns,
      from: sql`policy`,
      where: [...where, ...indexed, ...conditionsOf(filter), ...begins],
      ...parts,
      bounds: [...daysAccepted(filter), ...daysInsured(filter)],
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
