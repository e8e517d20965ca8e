import type { Context } from '../access/context.js';
import type { DataOf } from '../event/event-data.js';
import { type Step, transit } from '../transition/transit.js';
import type { Institution } from './institution.js';
import type { institutionEvents } from './institution.events.js';
import { institutionStates } from './institution.states.js';

/** The institution, and the version that the person saw. */
export interface SeenInstitution {
  institutionId: string | undefined;
  version: number;
}

type Changed = {
  [T in InstitutionEvent]: { type: T; data: Omit<DataOf<T>, 'status' | 'from' | 'to'> };
}[InstitutionEvent];

type InstitutionEvent = Exclude<keyof typeof institutionEvents, 'INSTITUTION_REGISTERED'>;

interface ChangeOfInstitution extends Pick<Step<Institution>, 'check' | 'preparers'> {
  /** Changes the institution; returns facts for the event in addition to the states. */
  change: (institution: Institution) => Changed;
}

/** Changes the state of an institution; the event has the state before and after. */
export function changeInstitution(
  context: Context,
  operation: string,
  input: SeenInstitution,
  { change, ...step }: ChangeOfInstitution,
): Promise<Institution> {
  const { institutionId: id, version } = input;
  return context.db.write((em) =>
    transit(
      em,
      context,
      institutionStates,
      { operation, id, version },
      {
        ...step,
        change: (institution) => {
          const from = institution.status;
          const { type, data } = change(institution);
          const to = institution.status;
          return { type, data: { status: to, from, to, ...data } as DataOf<typeof type> };
        },
      },
    ),
  );
}
