import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { requireReason, type Step, transit } from '../transition/transit.js';
import { checkedPersonPlace, type PersonCheck, PersonCheckStatus } from './person-check.js';
import { personCheckStates } from './person.states.js';
import type { Person } from './register/person-register.js';
import { noteVerified } from './register/verify-person.js';

export interface SeenPersonCheck {
  personCheckId: string | undefined;
  version: number;
}

/** Confirms the papers of a person; after two different people of PLATFORM have done so, the person is verified. */
export function confirmPersonCheck(context: Context, seen: SeenPersonCheck): Promise<string> {
  const { viewer, clock, vault } = context;
  return decide(context, 'confirmPersonCheck', seen, (em) => ({
    preparers: ({ accountId, checkedBy }) => ({ accounts: [accountId, checkedBy] }),
    change: async (check) => {
      if (check.status === PersonCheckStatus.PENDING) {
        check.noteChecked(viewer.accountId, clock.now());
        return { type: 'PERSON_CHECKED' };
      }
      const person = JSON.parse(vault.open(check.sealedPerson as string, checkedPersonPlace)) as Person;
      check.decide(PersonCheckStatus.CONFIRMED, viewer.accountId, clock.now());
      await noteVerified(em, context, check.accountId, person);
      return { type: 'PERSON_CHECK_CONFIRMED' };
    },
  }));
}

/** Rejects a request; one person is enough. The applicant reads the reason. */
export function rejectPersonCheck(context: Context, seen: SeenPersonCheck, given: string): Promise<string> {
  const reason = requireReason(given);
  const { viewer, clock } = context;
  return decide(context, 'rejectPersonCheck', seen, () => ({
    preparers: ({ accountId }) => ({ accounts: [accountId] }),
    change: (check) => {
      check.decide(PersonCheckStatus.REJECTED, viewer.accountId, clock.now(), reason);
      return { type: 'PERSON_CHECK_REJECTED' };
    },
  }));
}

function decide(
  context: Context,
  operation: string,
  input: SeenPersonCheck,
  step: (em: EntityManager) => Step<PersonCheck>,
): Promise<string> {
  const { personCheckId: id, version } = input;
  return context.system.write(async (em) => {
    const asked = { operation, id, version };
    const check = await transit(em, context, personCheckStates, asked, step(em));
    return check.id;
  });
}
