import { type RawBuilder, sql } from 'kysely';
import type { Role } from '../access/role.js';
import { allOf } from '../kernel/lists/list-statement.js';
import type { WorklistKind } from './worklist-kind.js';

/** The viewer's role, and the current day in Asia/Shanghai. */
export interface Asked {
  role: Role;
  today: string;
  /** All accounts of the viewer's person. */
  accounts: string[];
}

/**
 * Returns the condition that one of these accounts (uuid[]) prepared a row, so that by four eyes another person has to
 * decide.
 */
export type PreparedBy = (accounts: RawBuilder<unknown>) => RawBuilder<unknown>;

/** Rows that several kinds of work count. They are read once under this name. */
export interface SharedRows {
  name: string;
  rows: (asked: Asked) => RawBuilder<unknown>;
}

/** One kind of work that waits for some roles: how it is counted, and which list shows it. */
export interface WaitingWork {
  kind: WorklistKind;
  roles: Role[];
  /** The query that lists the work. */
  list: string;
  /** Returns the arguments with which the query lists the same rows; the count equals its `totalCount`. */
  arguments: (role: Role, programme: string | null) => Record<string, unknown>;
  /** Whether four eyes apply, so that some of the work may wait for other people than the viewer. */
  fourEyes?: boolean;
  /**
   * Returns `programme_id`, `count`, `for_others`, `since` and `due_by`, one row for each programme. Row security
   * applies.
   */
  counts: (asked: Asked) => RawBuilder<unknown>;
  /** The shared rows that `counts` reads. */
  reads?: SharedRows;
  /** The most urgent object: its type, and the SQL of its key within a programme. */
  first?: { type: string; key: (asked: Asked, programmeId: string | null) => RawBuilder<unknown> };
}

/** Declares work that consists of rows of one table that wait for a step. */
interface WaitingRows {
  kind: WorklistKind;
  roles: Role[];
  list: string;
  type: string;
  table: string;
  /** The filter of the list, and the same as SQL conditions; each may depend on the role. */
  filter: Record<string, unknown> | ((role: Role) => Record<string, unknown>);
  where: (asked: Asked) => RawBuilder<unknown>[];
  /** If four eyes apply (`requireOtherPerson`): who may not take the step. */
  preparedBy?: PreparedBy;
  /** The column with the time since which a row waits. */
  since: string;
  /** The column with the last day to act. */
  dueBy?: string;
  /** How a row belongs to a programme; absent if it does not. */
  programme?: Grouping;
}

interface Grouping {
  column: string;
  programmeId: RawBuilder<unknown>;
  /** Returns the condition for the rows of one programme. */
  of: (programmeId: string) => RawBuilder<unknown>;
}

export const byProgramme: Grouping = {
  column: 'programme_id',
  programmeId: sql`counted.key`,
  of: (programmeId) => sql`programme_id = ${programmeId}::uuid`,
};

/** The condition that a programme accepts policies on a day. */
export const acceptsPolicies = (today: string): RawBuilder<unknown> =>
  sql`opens_on <= ${today}::date and policy_push_until >= ${today}::date`;

/** Rows that wait because of their status alone. */
export const inStatus = (status: string): Pick<WaitingRows, 'filter' | 'where'> => ({
  filter: { status },
  where: () => [sql`status = ${status}`],
});

/** The columns with the accounts of those who prepared the row. */
export const preparedIn =
  (...columns: string[]): PreparedBy =>
  (accounts) =>
    sql`array[${sql.join(columns.map((column) => sql.ref(column)))}]::uuid[] && ${accounts}`;

/** Declares work of which each piece is one row of a table. */
export function waitingRows(declared: WaitingRows): WaitingWork {
  const { kind, roles, list, type, filter, programme } = declared;
  return {
    kind,
    roles,
    list,
    fourEyes: declared.preparedBy !== undefined,
    arguments: (role, code) => {
      const given = typeof filter === 'function' ? filter(role) : filter;
      return { filter: code === null ? given : { programme: code, ...given } };
    },
    counts: (asked) => countsOf(declared, asked),
    first: { type, key: (asked, programmeId) => firstOf(declared, asked, programme && programmeId) },
  };
}

const isPrepared = ({ preparedBy }: WaitingRows, { accounts }: Asked) =>
  preparedBy ? preparedBy(sql`${accounts}::uuid[]`) : sql`false`;

const dueOf = ({ dueBy }: WaitingRows) => (dueBy ? sql.ref(dueBy) : sql`null::date`);

/** Groups by a plain column first, so that an index-only scan is possible. */
function countsOf(declared: WaitingRows, asked: Asked): RawBuilder<unknown> {
  const { table, where, since, programme } = declared;
  const key = programme ? sql.ref(programme.column) : sql`null::uuid`;
  return sql`
    select ${programme?.programmeId ?? sql`counted.key`} as programme_id, count, for_others, since, due_by
    from (select ${key} as key, count(*) as count, count(*) filter (where ${isPrepared(declared, asked)}) as for_others,
      min(${sql.ref(since)}) as since, min(${dueOf(declared)}) as due_by
      from ${sql.table(table)} where ${allOf(where(asked))} group by 1) as counted`;
}

function firstOf(declared: WaitingRows, asked: Asked, programmeId: string | null | undefined): RawBuilder<unknown> {
  const { table, where, since, programme } = declared;
  const ofProgramme = programme && programmeId ? [programme.of(programmeId)] : [];
  return sql`select id as key from ${sql.table(table)} where ${allOf([...where(asked), ...ofProgramme, sql`not coalesce(${isPrepared(declared, asked)}, false)`])}
    order by ${dueOf(declared)}, ${sql.ref(since)}, id limit 1`;
}
