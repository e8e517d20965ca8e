import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { applyWithin } from './apply-list.js';
import { requireReason, requireVisible, type Step, transit } from '../../transition/transit.js';
import { type ListImport, ListImportStatus, ListMode } from '../list-import.js';
import { refuseList } from '../list-import.refusals.js';
import { listImportStates } from '../list-import.states.js';

/** The import, and the version that the person saw. */
export interface SeenList {
  listImportId: string | undefined;
  version: number;
}

/** Confirms an import after another person has checked the differences; then it is applied. */
export function confirmList(context: Context, seen: SeenList): Promise<string> {
  return decide(context, 'confirmListImport', seen, (em) => ({
    preparers: ({ uploadedBy }) => ({ accounts: [uploadedBy] }),
    change: async (list) => {
      await requireCurrent(em, list);
      if (list.mode === ListMode.REPLACE && list.failedCount > 0) {
        throw new Refused(refuseList('LIST_INCOMPLETE', ['listImportId'], { count: list.failedCount }));
      }
      list.decide(ListImportStatus.CONFIRMED, context.viewer.accountId, context.clock.now());
      const { kind, source } = list;
      const afterwards = async () => {
        if (isSmall(list)) await applyWithin(em, list, context.clock.now());
      };
      return { type: 'LIST_CONFIRMED', data: { kind, source }, afterwards };
    },
  }));
}

export function discardList(context: Context, seen: SeenList, given: string): Promise<string> {
  return decide(context, 'discardListImport', seen, () => ({
    change: (list) => {
      const reason = requireReason(given);
      list.decide(ListImportStatus.DISCARDED, context.viewer.accountId, context.clock.now());
      list.reason = reason;
      const { kind, source } = list;
      return { type: 'LIST_DISCARDED', data: { kind, source, reason } };
    },
  }));
}

/** Changes the import as the gateway, because only it may. */
async function decide(
  context: Context,
  operation: string,
  input: SeenList,
  step: (em: EntityManager) => Step<ListImport>,
): Promise<string> {
  const { listImportId: id, version } = input;
  await requireVisible(context, listImportStates, id);
  return context.system.write(async (em) => {
    const list = await transit(em, context, listImportStates, { operation, id, version }, step(em));
    return list.id;
  });
}

/** The most entries that are applied within the request; more are applied in the background. */
const mostAtOnce = 5_000;

function isSmall({ addedCount, changedCount, removedCount }: ListImport): boolean {
  return addedCount + changedCount + removedCount <= mostAtOnce;
}

/** Refuses where another list was applied after the comparison, because the differences are then wrong. */
async function requireCurrent(em: EntityManager, { id, kind, checkedAt }: ListImport): Promise<void> {
  const { rows } = await sql`
    select from list_import
    where kind = ${kind} and id <> ${id}::uuid and status in ('CONFIRMED', 'APPLIED')
      and decided_at > ${checkedAt}::timestamptz limit 1`.execute(em.getKysely());
  if (rows.length > 0) throw new Refused(refuseList('LIST_OUTDATED', ['listImportId']));
}
