import { type RawBuilder, sql } from 'kysely';
import type { DedicatedConnection } from '../../database/connections/dedicated-connection.js';
import { recordEvents } from '../../event/record-event.js';
import { applyCompanies, applyQualifications } from './apply-list.sql.js';
import type { Executor } from './compare-list.sql.js';
import { ListKind } from '../list-import.js';
import { endApply, type ListWork } from '../work/list-work.sql.js';

/** Applies a confirmed list in one transaction, with events for the companies in our data. */
export async function applyList(work: ListWork, session: DedicatedConnection, now: () => Date): Promise<void> {
  await session.transaction(() => applyWithin(session, work, now()));
}

/** Does the same within an open transaction. */
export async function applyWithin(session: Executor, work: ListWork, at: Date): Promise<void> {
  if (!(await endApply(session, work.id, at))) return;
  const ofQualifications = work.kind === ListKind.QUALIFICATIONS;
  await (ofQualifications ? applyQualifications(session, work) : applyCompanies(session, work));
  const actor = { viewer: { accountId: work.decidedBy }, clock: { now: () => at } };
  await recordEvents(session, actor, 'LIST_APPLIED', 'ListImport', appliedList(work.id));
  const type = ofQualifications ? 'QUALIFICATIONS_IMPORTED' : 'REGISTRATION_CHANGED';
  await recordEvents(session, actor, type, 'Enterprise', changedEnterprises(work.id));
}

function appliedList(importId: string): RawBuilder<unknown> {
  return sql`
    select id as subject_id, null::uuid as programme_id, null::uuid as institution_id, null::uuid as enterprise_id,
      jsonb_build_object('kind', kind, 'source', source, 'listDate', list_date, 'added', added_count,
        'changed', changed_count, 'removed', removed_count) as data
    from list_import where id = ${importId}::uuid`;
}

/** Selects the companies in our data for which the list has new facts, with the old and the new ones. */
function changedEnterprises(importId: string): RawBuilder<unknown> {
  const notShown = sql`array['representative', 'representativeDigest', 'phoneDigest', 'changedOn']`;
  return sql`
    select enterprise.id as subject_id, null::uuid as programme_id, null::uuid as institution_id,
      enterprise.id as enterprise_id, jsonb_build_object('change', row.change,
        'before', row.previous - ${notShown}, 'after', row.entry - ${notShown}) as data
    from list_import_row as row join enterprise on enterprise.credit_code = row.credit_code
    where row.import_id = ${importId}::uuid and row.change in ('ADDED', 'CHANGED', 'REMOVED')`;
}
