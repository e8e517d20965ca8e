import { type RawBuilder, sql } from 'kysely';
import { named } from '../database/schema/columns.js';
import { nameContains } from '../kernel/text/name-contains.js';
import { RecipientStatus } from './recipient-state.js';

export interface RecipientConditions {
  city?: string;
  /** Words and “quoted phrases” that the name contains, in any spelling. */
  name?: string;
  creditCode?: string;
  product?: string;
  qualification?: string;
  amountFrom?: string;
  amountTo?: string;
  statuses?: RecipientStatus[];
}

/** A release, and the notice that says the states of its lines. */
export interface ReleaseOfNotice {
  id: string;
  noticeId: string;
}

/** The public state of a line in its notice. */
const stateOfLine = sql`
  from notice_release as release join recipient_state as state
    on state.notice_id = release.notice_id and state.credit_code = recipient.credit_code
  where release.id = recipient.release_id`;

export const recipientColumns = sql`
  ${named('id', 'release_id', 'rank', 'name', 'credit_code', 'region_code', 'qualification_kinds')},
  ${named('product_codes', 'amount')},
  coalesce((select state.status ${stateOfLine}), 'LISTED') as status`;

/** Returns the conditions for lines of any release; the state of a line depends on its release. */
export function recipientConditions(filter: Omit<RecipientConditions, 'statuses'>): RawBuilder<unknown>[] {
  return [
    ...(filter.city ? [sql`region_code = ${filter.city}`] : []),
    ...nameContains(filter.name, sql`search_key`),
    ...(filter.creditCode == null ? [] : [sql`credit_code = ${filter.creditCode}`]),
    ...(filter.product ? [sql`product_codes @> array[${filter.product}]::text[]`] : []),
    ...(filter.qualification ? [sql`qualification_kinds @> array[${filter.qualification}]::text[]`] : []),
    ...(filter.amountFrom ? [sql`amount >= ${filter.amountFrom}::numeric`] : []),
    ...(filter.amountTo ? [sql`amount <= ${filter.amountTo}::numeric`] : []),
  ];
}

/** Returns the conditions for the lines of a release in one of some states; in any state if they are absent. */
export function linesOfRelease(
  { id, noticeId }: ReleaseOfNotice,
  statuses: RecipientStatus[] | undefined,
): RawBuilder<unknown>[] {
  return [sql`release_id = ${id}::uuid`, ...(statuses ? [hasStatus(noticeId, statuses)] : [])];
}

/**
 * A line without a state is LISTED. The notice is given as a value, so the planner knows how many of its lines have a
 * state.
 */
function hasStatus(noticeId: string, statuses: RecipientStatus[]): RawBuilder<unknown> {
  const state = sql`select from recipient_state as state
    where state.notice_id = ${noticeId}::uuid and state.credit_code = recipient.credit_code`;
  return statuses.includes(RecipientStatus.LISTED)
    ? sql`not exists (${state} and state.status <> all(${statuses}::text[]))`
    : sql`exists (${state} and state.status = any(${statuses}::text[]))`;
}
