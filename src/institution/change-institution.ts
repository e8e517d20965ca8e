import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse as refuseAnything } from '../kernel/refusals.js';
import type { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { Institution, type InstitutionStatus } from './institution.js';
import { refuseInstitution } from './institution.refusals.js';

/** Which institution, and the version of it that the person saw. */
export interface SeenInstitution {
  institutionId: string | undefined;
  version: number;
}

/** What a change is called in the event log. */
interface Change {
  type: EventType;
  data?: Record<string, unknown>;
}

/** One change of an institution's standing: locked, at the version that was seen, from a state that it starts in. */
export function changeInstitution(
  context: Context,
  seen: SeenInstitution,
  from: InstitutionStatus[],
  change: (institution: Institution) => Change | Promise<Change>,
): Promise<Institution> {
  return context.db.write(async (em) => {
    const institution = await findSeen(em, seen);
    if (!from.includes(institution.status)) {
      const facts = { found: institution.status, needed: from.join(' / ') };
      throw new Refused(refuseInstitution('INSTITUTION_STATUS_UNFIT', ['institution'], facts));
    }
    const before = institution.status;
    const { type, data = {} } = await change(institution);
    institution.version += 1;
    await em.flush();
    await recordEvent(em, context, {
      type,
      subject: { type: 'Institution', id: institution.id },
      institutionId: institution.id,
      data: { status: institution.status, from: before, to: institution.status, ...data },
    });
    return institution;
  });
}

async function findSeen(em: EntityManager, { institutionId, version }: SeenInstitution): Promise<Institution> {
  const institution = institutionId
    ? await em.findOne(Institution, { id: institutionId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!institution) throw new Refused(refuseInstitution('INSTITUTION_NOT_FOUND', ['institution']));
  if (institution.version !== version) {
    throw new Refused(refuseAnything('VERSION_CONFLICT', ['version'], { present: institution.version }));
  }
  return institution;
}

export function requireReason(reason: string): string {
  if (reason.trim() === '') throw new Refused(refuseAnything('REASON_MISSING', ['reason']));
  return reason.trim();
}
