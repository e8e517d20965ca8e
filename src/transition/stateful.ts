import type { EntityClass } from '@mikro-orm/core';
import type { Refusal } from '../kernel/errors/refusal.js';
import type { Move, StateMachine } from '../kernel/state-machine.js';

/** An object with a state and a version. */
export interface Stateful {
  id: string;
  status: string;
  version: number;
}

/** Whom an event about an object concerns. */
export interface Scope {
  programmeId?: string;
  institutionId?: string;
  enterpriseId?: string;
}

/** A state machine whose objects people change one at a time, through `transit`. */
export interface Changeable<E extends Stateful, M extends Move<E['status']> = Move<E['status']>> extends StateMachine<
  E['status'],
  M
> {
  entity: EntityClass<E>;
  /** The property that identifies an object; `id` where none is named. */
  key?: keyof E & string;
  /** The field of the input that names the object. */
  field: string;
  notFound: (path: string[]) => Refusal;
  /** The object is in a state from which the operation does not start. */
  unfit: (object: E, path: string[], needed: string) => Refusal;
  scope: (object: E) => Scope;
  /** What people follow instead of the object itself, where its events concern that. */
  subject?: (object: E) => { type: string; id: string };
}

/** Checks the type of a declaration and leaves it as it is. */
export function defineChangeable<E extends Stateful, M extends Move<E['status']> = Move<E['status']>>(
  machine: Changeable<E, M>,
): Changeable<E, M> {
  return machine;
}
