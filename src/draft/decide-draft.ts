import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { Refused } from '../kernel/errors/refusal.js';
import { requireReason, requireVisible, transit } from '../transition/transit.js';
import { Draft, DraftStatus } from './draft.js';
import { draftStates } from './draft.states.js';
import { refuseContradictions, refuseDraft } from './draft.refusals.js';
import { findContradictions } from './find-contradictions.js';
import { isCurrent, putInForce } from './put-in-force.js';
import { replaceEarlier } from './replace-earlier.js';

type Decision = 'DRAFT_CHECKED' | 'DRAFT_APPROVED' | 'DRAFT_RETURNED';

/** The draft, and the version that the person saw. */
export interface SeenDraft {
  draftId: string | undefined;
  version: number;
}

/** Checks a draft again: what was missing when it was prepared, such as a year of the calendar, may exist now. */
export function checkDraft(context: Context, seen: SeenDraft): Promise<string> {
  return decide(context, 'checkDraft', seen, async (em, draft): Promise<Decision> => {
    await requireConsistent(em, draft);
    draft.contradictions = [];
    draft.status = DraftStatus.CHECKED;
    return 'DRAFT_CHECKED';
  });
}

/**
 * Approves a draft for the viewer's department. After the approval of both it is in force, or waits for its instant.
 */
export function approveDraft(context: Context, seen: SeenDraft): Promise<string> {
  return decide(context, 'approveDraft', seen, async (em, draft): Promise<Decision> => {
    const involved = [draft.preparedBy, draft.scienceApprovedBy, draft.regulatorApprovedBy];
    const ofScience = context.viewer.role === Role.SCIENCE;
    if (ofScience ? draft.scienceApprovedBy : draft.regulatorApprovedBy) {
      throw new Refused(refuseDraft('DRAFT_APPROVED_ALREADY', ['draftId']));
    }
    await requireOtherPerson(context, 'approveDraft', { accounts: involved }, ['draftId']);
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
    return 'DRAFT_APPROVED';
  });
}

/** Ends a draft that is not in force yet. */
export function returnDraft(context: Context, seen: SeenDraft, given: string): Promise<string> {
  return decide(context, 'returnDraft', seen, async (_, draft): Promise<Decision> => {
    draft.reason = requireReason(given);
    draft.status = DraftStatus.RETURNED;
    draft.closedBy = context.viewer.accountId;
    draft.closedAt = context.clock.now();
    return 'DRAFT_RETURNED';
  });
}

async function requireConsistent(em: EntityManager, draft: Draft): Promise<void> {
  if (!(await isCurrent(em, draft))) throw new Refused(refuseDraft('DRAFT_OUTDATED', ['draftId']));
  const found = await findContradictions(em, draft);
  if (found.length > 0) throw new Refused(...refuseContradictions(found, 'content'));
}

/** Finds the draft with the viewer's rights and changes it as the gateway, because only that may. */
async function decide(
  context: Context,
  operation: string,
  { draftId: id, version }: SeenDraft,
  change: (em: EntityManager, draft: Draft) => Promise<Decision>,
): Promise<string> {
  await requireVisible(context, draftStates, id);
  return context.system.write(async (em) => {
    const asked = { operation, id, version };
    const { id: decided } = await transit<Draft, Decision>(em, context, draftStates, asked, {
      change: async (draft) => {
        const type = await change(em, draft);
        const { kind, status, reason } = draft;
        const afterwards = async () => status === DraftStatus.APPROVED && putInForce(em, context, draft);
        return { type, data: { kind, status, ...(reason && { reason }) }, afterwards };
      },
    });
    return decided;
  });
}
