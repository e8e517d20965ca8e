import { type RawBuilder, sql } from 'kysely';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, signedIn } from '../access/role.js';
import { accountsOfPerson } from '../account/four-eyes.js';
import { ViewerInfo } from '../account/viewer.resolver.js';
import { dayOf } from '../kernel/values/dates.js';
import { globalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { modules } from '../modules.js';
import { WorklistEntry } from '../worklist/worklist-entry.js';
import type { Asked, WaitingWork } from '../worklist/waiting-work.js';
import type { WorklistKind } from '../worklist/worklist-kind.js';
import { findNode } from './node.resolver.js';

/** Every kind of work that waits for somebody, in the order of the modules, which is the order of the process. */
export const waitingWork: ReadonlyMap<WorklistKind, WaitingWork> = new Map(
  modules.flatMap(({ worklist = [] }) => worklist).map((work) => [work.kind, work]),
);

interface Counted {
  kind: WorklistKind;
  programme_id: string | null;
  code: string | null;
  count: number;
  for_others: number;
  since: Date | null;
  due_by: string | null;
}

async function askedIn(context: Context): Promise<Asked> {
  const { viewer, clock } = context;
  return { role: viewer.role, today: dayOf(clock.now()), accounts: await accountsOfPerson(context) };
}

@Resolver(() => ViewerInfo)
export class ViewerWorklistResolver {
  @Access(...signedIn)
  @FieldResolver(() => [WorklistEntry], {
    nullable: true,
    description:
      '待办事项: what waits for your role, in the order of the process; empty where nothing does. Each entry leads to a list that you may read. What another person has to decide because you prepared it is counted in `forOthersCount`, too.',
  })
  async worklist(@Ctx() context: Context): Promise<WorklistEntry[]> {
    const asked = await askedIn(context);
    const mine = [...waitingWork.values()].filter(({ roles }) => roles.includes(asked.role));
    if (mine.length === 0) return [];
    const counts = mine.map(
      (work, place) =>
        sql`select ${place}::int as place, ${work.kind} as kind, waiting.* from (${work.counts(asked)}) as waiting`,
    );
    const em = await context.db.read();
    const { rows } = await sql<Counted>`${sharedRows(mine, asked)}
      select kind, programme_id, programme.code, sum(count)::int as count, sum(for_others)::int as for_others, min(since) as since,
        min(due_by)::text as due_by
      from (${sql.join(counts, sql` union all `)}) as counted left join programme on programme.id = programme_id
      where count > 0 group by place, kind, programme_id, programme.code
      order by place, programme.code`.execute(em.getKysely());
    return rows.map((counted) => entryOf(asked.role, counted));
  }
}

/** Returns a WITH clause for rows that several kinds count, so that they are read once. */
function sharedRows(works: WaitingWork[], asked: Asked): RawBuilder<unknown> {
  const shared = new Set(works.flatMap(({ reads }) => reads ?? []));
  if (shared.size === 0) return sql``;
  const parts = [...shared].map(({ name, rows }) => sql`${sql.id(name)} as materialized (${rows(asked)})`);
  return sql`with ${sql.join(parts)}`;
}

function entryOf(
  role: Role,
  { programme_id: programmeId, due_by: dueBy, for_others: forOthersCount, code, ...counted }: Counted,
): WorklistEntry {
  const { list, arguments: given } = waitingWork.get(counted.kind) as WaitingWork;
  return Object.assign(new WorklistEntry(), counted, {
    programmeId,
    dueBy,
    forOthersCount,
    list,
    arguments: given(role, code),
  });
}

@Resolver(() => WorklistEntry)
export class WorklistEntryResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'The most urgent one that waits for you: with the earliest deadline, then the one that waits longest. Null where all wait for others, and for companies of a city.',
  })
  async first(@Root() { kind, programmeId }: WorklistEntry, @Ctx() context: Context): Promise<Node | null> {
    const first = waitingWork.get(kind)?.first;
    if (!first) return null;
    const em = await context.db.read();
    const key = first.key(await askedIn(context), programmeId);
    const { rows } = await sql<{ key: string }>`${key}`.execute(em.getKysely());
    return rows[0] ? findNode(context, globalId(first.type, rows[0].key)) : null;
  }
}
