import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { putYearInForce } from '../calendar/arranged-year.js';
import { getLocked } from '../database/find-locked.js';
import { recordEvent } from '../event/record-event.js';
import { loadProgramme } from '../programme/load-programme.js';
import { Programme } from '../programme/programme.js';
import { reviseProgramme } from '../programme/revise-programme.js';
import { differencesBetween } from './comparison/differences.js';
import { calendarOf, Draft, DraftKind, DraftStatus, programmeOf } from './draft.js';
import { findContradictions } from './find-contradictions.js';
import { timesInForce } from './prepare-draft.js';
import { publishAttachments } from './attachment/programme-attachment.js';

/**
 * Checks whether the content that the draft replaces is still what it was made from. Takes the lock under which it
 * changes.
 */
export async function isCurrent(em: EntityManager, draft: Draft): Promise<boolean> {
  const { programmeCode, calendarYear, basedOn } = draft;
  const key = `draft/${programmeCode ?? calendarYear}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(em.getKysely());
  if (draft.kind === DraftKind.CALENDAR) return (await timesInForce(em, calendarYear as number)) === basedOn;
  const programme = await em.findOne(Programme, { code: programmeCode as string }, { refresh: true });
  return (programme?.version ?? 0) === basedOn;
}

/** Puts an approved draft in force if its instant has come. */
export async function putInForce(em: EntityManager, context: Context, draft: Draft): Promise<void> {
  const now = context.clock.now();
  if (draft.inForceFrom && draft.inForceFrom > now) return;
  if (!(await isCurrent(em, draft)) || (await findContradictions(em, draft)).length > 0) {
    Object.assign(draft, { status: DraftStatus.OUTDATED, closedAt: now, version: draft.version + 1 });
    await em.flush();
    const data = { kind: draft.kind, status: draft.status };
    await recordEvent(em, context, { type: 'DRAFT_OUTDATED', subject: { type: 'Draft', id: draft.id }, data });
    return;
  }
  const apply = draft.kind === DraftKind.CALENDAR ? applyCalendar : applyProgramme;
  await apply(em, context, draft, now);
  Object.assign(draft, { status: DraftStatus.IN_FORCE, inForceAt: now, version: draft.version + 1 });
  await em.flush();
}

async function applyCalendar(em: EntityManager, context: Context, draft: Draft): Promise<void> {
  const content = calendarOf(draft);
  await putYearInForce(em, content);
  await recordEvent(em, context, {
    type: 'CALENDAR_IMPORTED',
    subject: { type: 'Draft', id: draft.id },
    data: { ...content, changes: differencesBetween(draft.previous, content) },
  });
}

async function applyProgramme(em: EntityManager, context: Context, draft: Draft, now: Date): Promise<void> {
  const data = programmeOf(draft);
  await publishAttachments(em, data.notice?.attachments.map(({ attachmentId }) => attachmentId) ?? []);
  if (!draft.programmeId) {
    draft.programmeId = await loadProgramme(em, context, data, now);
    return;
  }
  const programme = await getLocked(em, Programme, { id: draft.programmeId });
  const changes = differencesBetween(draft.previous, data);
  const newRules = changes.some(({ field }) => field.startsWith('rules.') || field === 'documentNumber');
  const rulesVersion = await reviseProgramme(em, programme, data, { newRules, inForceAt: now });
  await recordEvent(em, context, {
    type: 'PROGRAMME_UPDATED',
    subject: { type: 'Programme', id: programme.id },
    programmeId: programme.id,
    data: { code: programme.code, rulesVersion, changes },
  });
}
