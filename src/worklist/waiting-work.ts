import { type RawBuilder, sql } from 'kysely';
import type { Role } from '../access/role.js';
import { allOf } from '../kernel/lists/list-statement.js';
import type { WorklistKind } from './worklist-kind.js';

/** Who asks, and on which day in Asia/Shanghai. */
export interface Asked {
  role: Role;
  today: string;
  /** All accounts of the person who asks. */
  accounts: string[];
}

/** The condition that one of these accounts (uuid[]) prepared a row: by four eyes another person decides it. */
export type PreparedBy = (accounts: RawBuilder<unknown>) => RawBuilder<unknown>;

/** Rows that several kinds of work count: they are read once, and each kind finds them under this name. */
export interface SharedRows {
  name: string;
  rows: (asked: Asked) => RawBuilder<unknown>;
}

/** One kind of work that waits for some roles: how it is counted, and which list shows it. */
export interface WaitingWork {
  kind: WorklistKind;
  roles: Role[];
  /** The query that lists it. */
  list: string;
  /** The arguments with which that query lists the same: the count is its `totalCount`. */
  arguments: (role: Role, programme: string | null) => Record<string, unknown>;
  /** By four eyes some of it may wait for others than who asks. */
  fourEyes?: boolean;
  /** Rows of `programme_id`, `count`, `for_others`, `since` and `due_by`, one for each programme; row security decides what is counted. */
  counts: (asked: Asked) => RawBuilder<unknown>;
  /** What `counts` reads by its name. */
  reads?: SharedRows;
  /** What to look at first: its type, and the key of the most urgent row of a programme. */
  first?: { type: string; key: (asked: Asked, programmeId: string | null) => RawBuilder<unknown> };
}

/** Rows of one table that wait for a step. */
interface WaitingRows {
  kind: WorklistKind;
  roles: Role[];
  list: string;
  type: string;
  table: string;
  /** The filter of the list, and the same as conditions; each may depend on the role. */
  filter: Record<string, unknown> | ((role: Role) => Record<string, unknown>);
  where: (asked: Asked) => RawBuilder<unknown>[];
  /** Where the step is one of four eyes (`requireOtherPerson`): who may not take it. */
  preparedBy?: PreparedBy;
  /** The column that says since when a row waits. */
  since: string;
  /** The column with the last day on which to act. */
  dueBy?: string;
  /** The column that leads to the programme, and how; absent for what belongs to none. */
  programme?: Grouping;
}

interface Grouping {
  column: string;
  programmeId: RawBuilder<unknown>;
  /** The condition of the rows of one programme. */
  of: (programmeId: string) => RawBuilder<unknown>;
}

export const byProgramme: Grouping = {
  column: 'programme_id',
  programmeId: sql`counted.key`,
  of: (programmeId) => sql`programme_id = ${programmeId}::uuid`,
};

/** The condition of programmes that accept policies on a day. */
export const acceptsPolicies = (today: string): RawBuilder<unknown> =>
  sql`opens_on <= ${today}::date and policy_push_until >= ${today}::date`;

/** Rows that wait because of their status alone. */
export const inStatus = (status: string): Pick<WaitingRows, 'filter' | 'where'> => ({
  filter: { status },
  where: () => [sql`status = ${status}`],
});

/** A row has the accounts of those who prepared it in these columns. */
export const preparedIn =
  (...columns: string[]): PreparedBy =>
  (accounts) =>
    sql`array[${sql.join(columns.map((column) => sql.ref(column)))}]::uuid[] && ${accounts}`;

/** Work that is one row of a table each. */
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

/** Grouped by a plain column first, so that the index of the condition is enough. */
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
