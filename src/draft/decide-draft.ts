import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { Draft, DraftStatus } from './draft.js';
import { refuseContradictions, refuseDraft } from './draft.refusals.js';
import { findContradictions } from './find-contradictions.js';
import { isCurrent, putInForce } from './put-in-force.js';
import { replaceEarlier } from './replace-earlier.js';

/** Which draft, and the version of it that the person saw. */
export interface SeenDraft {
  draftId: string | undefined;
  version: number;
}

/** Checks a draft again: what was missing when it was prepared, such as a year of the calendar, may be there now. */
export function checkDraft(context: Context, seen: SeenDraft): Promise<string> {
  return decide(context, seen, [DraftStatus.DRAFT, DraftStatus.CHECKED], async (em, draft) => {
    await requireConsistent(em, draft);
    draft.contradictions = [];
    draft.status = DraftStatus.CHECKED;
    return EventType.DRAFT_CHECKED;
  });
}

/** Approves a draft for the viewer's department. With the approval of both it is in force, or waits for its instant. */
export function approveDraft(context: Context, seen: SeenDraft): Promise<string> {
  return decide(context, seen, [DraftStatus.CHECKED], async (em, draft) => {
    const involved = [draft.preparedBy, draft.scienceApprovedBy, draft.regulatorApprovedBy];
    const ofScience = context.viewer.role === Role.SCIENCE;
    if (ofScience ? draft.scienceApprovedBy : draft.regulatorApprovedBy) {
      throw new Refused(refuseDraft('DRAFT_APPROVED_ALREADY', ['draft']));
    }
    await requireOtherPerson(context, 'approveDraft', { accounts: involved }, ['draft']);
    await requireConsistent(em, draft);
    const [by, at] = [context.viewer.accountId, context.clock.now()];
    Object.assign(
      draft,
      ofScience
        ? { scienceApprovedBy: by, scienceApprovedAt: at }
        : { regulatorApprovedBy: by, regulatorApprovedAt: at },
    );
    if (draft.scienceApprovedBy && draft.regulatorApprovedBy) {
      draft.status = DraftStatus.APPROVED;
      await replaceEarlier(em, draft, at);
    }
    return EventType.DRAFT_APPROVED;
  });
}

/** Ends a draft that is not in force yet. */
export function returnDraft(context: Context, seen: SeenDraft, reason: string): Promise<string> {
  const open = [DraftStatus.DRAFT, DraftStatus.CHECKED, DraftStatus.APPROVED];
  return decide(context, seen, open, async (_, draft) => {
    if (reason.trim() === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    draft.status = DraftStatus.RETURNED;
    draft.reason = reason.trim();
    draft.closedBy = context.viewer.accountId;
    draft.closedAt = context.clock.now();
    return EventType.DRAFT_RETURNED;
  });
}

async function requireConsistent(em: EntityManager, draft: Draft): Promise<void> {
  if (!(await isCurrent(em, draft))) throw new Refused(refuseDraft('DRAFT_OUTDATED', ['draft']));
  const found = await findContradictions(em, draft);
  if (found.length > 0) throw new Refused(...refuseContradictions(found, 'content'));
}

/** Looked up with the viewer's own rights; changed by the gateway, which alone may. */
async function decide(
  context: Context,
  { draftId: id, version }: SeenDraft,
  needed: DraftStatus[],
  change: (em: EntityManager, draft: Draft) => Promise<EventType>,
): Promise<string> {
  const visible = id ? await (await context.db.read()).count(Draft, { id }) : 0;
  await context.db.end();
  if (!id || !visible) throw new Refused(refuseDraft('DRAFT_NOT_FOUND', ['draft']));
  return context.system.write(async (em) => {
    const draft = await em.findOneOrFail(Draft, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { version: present, status: found } = draft;
    if (present !== version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
    if (!needed.includes(found)) {
      throw new Refused(refuseDraft('DRAFT_STATUS_UNFIT', ['draft'], { found, needed: needed.join(' / ') }));
    }
    const type = await change(em, draft);
    draft.version += 1;
    await em.flush();
    await recordEvent(em, context, {
      type,
      subject: { type: 'Draft', id },
      ...(draft.programmeId && { programmeId: draft.programmeId }),
      data: { kind: draft.kind, status: draft.status, ...(draft.reason && { reason: draft.reason }) },
    });
    if (draft.status === DraftStatus.APPROVED) await putInForce(em, context, draft);
    return id;
  });
}
