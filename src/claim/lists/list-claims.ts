import { type RawBuilder, sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { defineOrders } from '../../kernel/lists/list-order.js';
import type { Bound } from '../../kernel/lists/bound.js';
import { fewOf } from '../../kernel/lists/few.js';
import { allOf, type Executor, type ListStatement } from '../../kernel/lists/list-statement.js';
import { type Connection, connectionOf, type PageArguments, readPage } from '../../kernel/lists/pagination.js';
import { Role, staff } from '../../access/role.js';
import { Access } from '../../access/access.js';
import { withSums } from '../../kernel/lists/status-sums.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { columnsOf } from '../../database/schema/columns.js';
import type { Context } from '../../access/context.js';
import { ofEnterprise } from '../../enterprise/find-enterprise.js';
import { ofProgramme } from '../../programme/find-programme.js';
import { Claim, fenOfClaim, noticeOfClaim } from '../claim.js';
import { ClaimStatus } from '../claim-status.js';
import { onHold } from '../corrections/claims-left.sql.js';

export const ClaimConnection = withSums(connectionOf(Claim), {
  column: 'status',
  enumeration: ClaimStatus,
  access: Access(Role.ENTERPRISE, ...staff),
  amounts: {
    grantedAmount: { column: 'granted_amount', description: '拟补贴金额: sum of their granted amounts, in yuan.' },
  },
});

const amount = sql`granted_amount`;
const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

export const claimOrders = defineOrders('Claim', {
  GRANTED_AMOUNT_DESC: {
    description: 'The largest granted amount first.',
    descending: true,
    keys: [{ sql: amount, type: 'numeric' }, uniqueId],
  },
  STATUS_CHANGED_AT_DESC: {
    description: 'The one that changed last first.',
    descending: true,
    keys: [{ sql: sql`status_changed_at`, type: 'timestamptz' }, uniqueId],
  },
  GRANTED_AMOUNT: {
    description: 'The smallest granted amount first.',
    keys: [{ sql: amount, type: 'numeric' }, uniqueId],
  },
  STATUS_CHANGED_AT: {
    description: 'The one that waits longest in its state first.',
    keys: [{ sql: sql`status_changed_at`, type: 'timestamptz' }, uniqueId],
  },
});

@InputType({ description: 'Conditions for a list of claims: all that are given must hold.' })
export class ClaimFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => [ClaimStatus], { nullable: true, description: 'Only in one of these states.' })
  statuses?: ClaimStatus[];

  @Field(() => String, { nullable: true, description: 'Credit code of the enterprise.' })
  creditCode?: string;

  @Field(() => String, {
    nullable: true,
    description: '设区市: reporting region of the enterprise, for example `3501`, or `350128` Pingtan.',
  })
  city?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额下限: a granted amount of at least this, in yuan.' })
  amountFrom?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额上限: a granted amount of at most this, in yuan.' })
  amountTo?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '是否已告知: `false` for claims whose time runs though nobody is known to have been notified; `true` for the others that were asked.',
  })
  notified?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '是否暂缓: `true` for claims with a `hold`, since policies were kept out after the amount was computed.',
  })
  onHold?: boolean;
}

const claimColumns = columnsOf(Claim);

const notNotified = sql`(status = 'AWAITING_CLAIM' and told_at is null)`;

/** Whether the company was notified, in the form of the indexes for the claims of a city. */
const notice = sql`(${sql.raw(noticeOfClaim)})`;
const ofNotice = { true: sql`${notice} = 'NOTIFIED'`, false: sql`${notice} = 'NOT_NOTIFIED'` };
const everyNotice = [ofNotice.true, ofNotice.false, sql`${notice} = 'NOT_ASKED'`];

function ofNotified({ notified, city }: ClaimFilter): RawBuilder<unknown>[] {
  if (notified == null) return [];
  if (city) return [ofNotice[`${notified}`]];
  return [notified ? sql`told_at is not null` : notNotified];
}

const fen = sql`(${sql.raw(fenOfClaim)})`;
const leastId = '00000000-0000-0000-0000-000000000000';
const greatestId = leastId.replaceAll('0', 'f');

/** A bound of the amount in fen, from which the planner estimates the number of rows. */
const inFen = (operator: '>=' | '<=', yuan: string | undefined): RawBuilder<unknown>[] =>
  yuan ? [sql`${fen} ${sql.raw(operator)} (${yuan}::numeric * 100)::bigint`] : [];

/**
 * Bounds in the form of the order's indexes. The planner would expect no row between two plain bounds of an amount;
 * with ids in them it expects a quarter of the rows.
 */
function boundsOf({ amountFrom, amountTo }: ClaimFilter): Bound[] {
  const bound = (operator: '>=' | '<=', yuan: string, id: string): Bound => {
    const value = sql`${yuan}::numeric`;
    const condition = sql`(${amount}, id) ${sql.raw(operator)} (${value}, ${id}::uuid)`;
    return { key: amount, upper: operator === '<=', value, condition };
  };
  return [
    ...(amountFrom ? [bound('>=', amountFrom, leastId)] : []),
    ...(amountTo ? [bound('<=', amountTo, greatestId)] : []),
  ];
}

type Parts = Pick<ListStatement, 'alternatives' | 'anyAlternative' | 'each'>;

const eachProgramme = { from: sql`programme`, condition: sql`programme_id = programme.id` };

const inStatuses = (statuses: ClaimStatus[]) => sql`status = any(${statuses}::text[])`;

/**
 * The parts of the indexes that contain the claims of a filter in order: by programme and notification for a city, and
 * by state. Claims of one state changed at about the same time, so that a scan of all claims in order would first
 * read many others.
 */
function partsOf(filter: ClaimFilter, orderBy: string): Parts {
  const { programme, statuses, city, notified, creditCode } = filter;
  const byChange = orderBy.startsWith('STATUS_CHANGED');
  const each = programme || creditCode || !city ? undefined : eachProgramme;
  if (statuses) {
    const ofStatus = (status: string) => sql`status = ${byChange ? sql`through_index(${status})` : status}`;
    return {
      alternatives: [...new Set(statuses)].map(ofStatus),
      anyAlternative: inStatuses(statuses),
      each: byChange ? each : undefined,
    };
  }
  if (!city || creditCode) return {};
  return byChange && notified == null ? { alternatives: everyNotice, anyAlternative: sql`true`, each } : { each };
}

function conditionsOf(filter: ClaimFilter): RawBuilder<unknown>[] {
  return [
    ...ofProgramme(filter.programme),
    ...(filter.statuses?.length === 0 ? [sql`false`] : []),
    ...ofEnterprise(filter.creditCode),
    ...(filter.city ? [sql`region_code = ${filter.city}`] : []),
    ...inFen('>=', filter.amountFrom),
    ...inFen('<=', filter.amountTo),
    ...(filter.onHold == null ? [] : [filter.onHold ? onHold() : sql`not ${onHold()}`]),
    ...ofNotified(filter),
  ];
}

/** The filter in one condition, for counting claims without listing them. */
export function allConditions(filter: ClaimFilter): RawBuilder<unknown>[] {
  const { statuses } = filter;
  const bounds = boundsOf(filter).map(({ condition }) => condition);
  return [...conditionsOf(filter), ...bounds, ...(statuses ? [inStatuses(statuses)] : [])];
}

/** Only claims that wait count as not notified; of other states beside that no claim would be found. */
function withoutContradiction(filter: ClaimFilter): ClaimFilter {
  const { notified, statuses } = filter;
  if (notified !== false || !statuses) return filter;
  return { ...filter, statuses: statuses.filter((status) => status === ClaimStatus.AWAITING_CLAIM) };
}

/** The most claims of some states that are read and sorted; with more of them, a scan in order finds the next one soon. */
const fewInStates = 1_000;

/**
 * Begins with the claims of a programme in some states where they are few. The planner knows which states are rare, but
 * not in which programme: it expects claims of each state in each, and would look for them to the end of the order.
 */
async function ofRareStates(em: Executor, { programme, statuses }: ClaimFilter): Promise<RawBuilder<unknown>[]> {
  if (!programme || !statuses || statuses.length === 0) return [];
  const ofEach = [...new Set(statuses)].map((status) => {
    const conditions = [...ofProgramme(programme), sql`status = through_index(${status})`];
    return sql`(select id from claim where ${allOf(conditions)})`;
  });
  return fewOf(em, sql.join(ofEach, sql` union all `), fewInStates);
}

export async function listClaims(
  context: Context,
  page: PageArguments,
  where: RawBuilder<unknown>[],
  filter: ClaimFilter,
  orderBy: (typeof claimOrders)['first'],
): Promise<Connection<Claim>> {
  const em = await context.db.read();
  const possible = withoutContradiction(filter);
  const ofOne = where.length > 0 || possible.creditCode != null || context.viewer.role === Role.ENTERPRISE;
  const rare = ofOne || orderBy.startsWith('STATUS_CHANGED') ? [] : await ofRareStates(em, possible);
  return readPage(
    em,
    ClaimConnection,
    {
      select: claimColumns,
      from: sql`claim`,
      where: [...where, ...conditionsOf(possible), ...rare],
      bounds: boundsOf(possible),
      ...(rare.length > 0 ? {} : partsOf(possible, orderBy)),
    },
    claimOrders.of(orderBy),
    page,
  );
}
