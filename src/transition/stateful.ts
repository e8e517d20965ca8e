import type { EntityClass } from '@mikro-orm/core';
import type { Refusal } from '../kernel/errors/refusal.js';
import type { Move, StateMachine } from '../kernel/state-machine.js';

/** An object with a state and a version. */
export interface Stateful {
  id: string;
  status: string;
  version: number;
}

/** The programme, institution and enterprise that an event concerns. */
export interface Scope {
  programmeId?: string;
  institutionId?: string;
  enterpriseId?: string;
}

/** A state machine whose objects are changed one at a time by people, through `transit`. */
export interface Changeable<E extends Stateful, M extends Move<E['status']> = Move<E['status']>> extends StateMachine<
  E['status'],
  M
> {
  entity: EntityClass<E>;
  /** The property that identifies an object; defaults to `id`. */
  key?: keyof E & string;
  /** The field of the input that names the object. */
  field: string;
  notFound: (path: string[]) => Refusal;
  /** Returns the refusal for an object in a state from which the operation may not start. */
  unfit: (object: E, path: string[], needed: string) => Refusal;
  scope: (object: E) => Scope;
  /** Returns the subject of events if it is not the object itself. */
  subject?: (object: E) => { type: string; id: string };
}

/** Returns the declaration unchanged; only checks its type. */
export function defineChangeable<E extends Stateful, M extends Move<E['status']> = Move<E['status']>>(
  machine: Changeable<E, M>,
): Changeable<E, M> {
  return machine;
}
