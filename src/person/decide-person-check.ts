import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { requireOtherPerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { checkedPersonPlace, PersonCheck, PersonCheckStatus } from './person-check.js';
import { refusePerson } from './person.refusals.js';
import type { Person } from './person-register.js';
import { noteVerified } from './verify-person.js';

export interface SeenPersonCheck {
  personCheckId: string | undefined;
  version: number;
}

/** The first person of PLATFORM compares the papers; with a second, other one the person is verified. */
export function confirmPersonCheck(context: Context, seen: SeenPersonCheck): Promise<string> {
  return decide(context, 'confirmPersonCheck', seen, async (em, check) => {
    if (check.status === PersonCheckStatus.PENDING) {
      check.status = PersonCheckStatus.CHECKED;
      check.checkedBy = context.viewer.accountId;
      check.checkedAt = context.clock.now();
      return EventType.PERSON_CHECKED;
    }
    const person = JSON.parse(context.vault.open(check.sealedPerson as string, checkedPersonPlace)) as Person;
    close(context, check, PersonCheckStatus.CONFIRMED);
    await noteVerified(em, context, check.accountId, person);
    return EventType.PERSON_CHECK_CONFIRMED;
  });
}

/** One person is enough to reject; the reason is told to whoever asked. */
export function rejectPersonCheck(context: Context, seen: SeenPersonCheck, reason: string): Promise<string> {
  if (reason.trim() === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
  return decide(context, 'rejectPersonCheck', seen, async (_, check) => {
    check.reason = reason.trim();
    close(context, check, PersonCheckStatus.REJECTED);
    return EventType.PERSON_CHECK_REJECTED;
  });
}

function close({ viewer, clock }: Context, check: PersonCheck, status: PersonCheckStatus): void {
  check.status = status;
  check.decidedBy = viewer.accountId;
  check.decidedAt = clock.now();
}

function decide(
  context: Context,
  operation: string,
  { personCheckId: id, version }: SeenPersonCheck,
  change: (em: EntityManager, check: PersonCheck) => Promise<EventType>,
): Promise<string> {
  return context.system.write(async (em) => {
    const check = id ? await em.findOne(PersonCheck, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
    const accounts = operation === 'confirmPersonCheck' ? [check?.accountId, check?.checkedBy] : [check?.accountId];
    await requireOtherPerson(context, operation, { accounts }, ['personCheckId']);
    if (!check) throw new Refused(refusePerson('PERSON_CHECK_NOT_FOUND', ['personCheckId']));
    const { version: present, status: found } = check;
    if (present !== version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
    if (found !== PersonCheckStatus.PENDING && found !== PersonCheckStatus.CHECKED) {
      throw new Refused(refusePerson('PERSON_CHECK_DECIDED', ['personCheckId'], { found }));
    }
    check.version += 1;
    const type = await change(em, check);
    await em.flush();
    await recordEvent(em, context, { type, subject: { type: 'PersonCheck', id: check.id } });
    return check.id;
  });
}
