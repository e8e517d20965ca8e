import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { applyWithin } from './apply-list.js';
import { ListImport, ListImportStatus, ListMode } from './list-import.js';
import { refuseList } from './list-import.refusals.js';

/** Which import, and the version of it that the person saw. */
export interface SeenList {
  listImportId: string | undefined;
  version: number;
}

/** Another person has looked at the difference: it takes effect. */
export function confirmList(context: Context, seen: SeenList): Promise<string> {
  return decide(context, seen, async (em, list) => {
    await requireOtherPerson(context, 'confirmListImport', { accounts: [list.uploadedBy] }, ['listImport']);
    await requireCurrent(em, list);
    if (list.mode === ListMode.REPLACE && list.failedCount > 0) {
      throw new Refused(refuseList('LIST_INCOMPLETE', ['listImport'], { failed: list.failedCount }));
    }
    list.status = ListImportStatus.CONFIRMED;
    return EventType.LIST_CONFIRMED;
  });
}

export function discardList(context: Context, seen: SeenList, reason: string): Promise<string> {
  return decide(context, seen, async (_, list) => {
    if (reason.trim() === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    list.status = ListImportStatus.DISCARDED;
    list.reason = reason.trim();
    return EventType.LIST_DISCARDED;
  });
}

/** Looked up with the viewer's own rights; changed by the gateway, which alone may. */
async function decide(
  context: Context,
  { listImportId: id, version }: SeenList,
  change: (em: EntityManager, list: ListImport) => Promise<EventType>,
): Promise<string> {
  const visible = id ? await (await context.db.read()).count(ListImport, { id }) : 0;
  await context.db.end();
  if (!visible) throw new Refused(refuseList('LIST_NOT_FOUND', ['listImport']));
  return context.system.write(async (em) => {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
    const list = await em.findOneOrFail(ListImport, { id: id as string }, lock);
    if (list.version !== version) {
      throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present: list.version }));
    }
    if (list.status !== ListImportStatus.WAITING) {
      throw new Refused(refuseList('LIST_STATUS_UNFIT', ['listImport'], { found: list.status }));
    }
    const type = await change(em, list);
    list.decidedBy = context.viewer.accountId;
    list.decidedAt = context.clock.now();
    list.version += 1;
    await em.flush();
    const { kind, source, reason } = list;
    const data = { kind, source, ...(reason && { reason }) };
    await recordEvent(em, context, { type, subject: { type: 'ListImport', id: list.id }, data });
    if (type === EventType.LIST_CONFIRMED && isSmall(list)) await applyWithin(em, list, context.clock.now());
    return list.id;
  });
}

/** So many entries take effect at once; more wait for the background work. */
const mostAtOnce = 5_000;

function isSmall({ addedCount, changedCount, removedCount }: ListImport): boolean {
  return addedCount + changedCount + removedCount <= mostAtOnce;
}

/** What took effect after the comparison makes the difference untrue. */
async function requireCurrent(em: EntityManager, { id, kind, checkedAt }: ListImport): Promise<void> {
  const { rows } = await sql`
    select from list_import
    where kind = ${kind} and id <> ${id}::uuid and status in ('CONFIRMED', 'APPLIED')
      and decided_at > ${checkedAt}::timestamptz limit 1`.execute(em.getKysely());
  if (rows.length > 0) throw new Refused(refuseList('LIST_OUTDATED', ['listImport']));
}
