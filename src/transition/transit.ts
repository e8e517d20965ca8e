import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { type Preparers, requireOtherPerson } from '../account/four-eyes.js';
import { findLocked } from '../database/find-locked.js';
import type { EventType } from '../event/event-type.js';
import type { Carrying } from '../event/event-data.js';
import { type NewEvent, recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { requireMove, startsOf } from '../kernel/state-machine.js';
import type { Changeable, Scope, Stateful } from './stateful.js';

/** The requested operation, the object, and the version that the person saw. */
export interface Asked {
  operation: string;
  id: string | undefined;
  version: number;
}

/** The event of a step. */
export type Done<T extends EventType = EventType> = {
  type: T;
  /** Overrides the scope that the machine returns. */
  scope?: Scope;
  /** Runs after the event was recorded. */
  afterwards?: () => Promise<unknown>;
} & Carrying<T>;

export interface Step<E, T extends EventType = EventType> {
  /** Refuses what the object does not allow, before four eyes are checked. */
  check?: (object: E) => void;
  /** Returns who prepared what this step decides, for four eyes. */
  preparers?: (object: E) => Preparers | Promise<Preparers>;
  /**
   * Changes the locked object. The version and the event are written afterwards; returns undefined if it recorded its
   * own event.
   */
  change: (object: E) => Done<T> | undefined | Promise<Done<T> | undefined>;
}

/**
 * Makes one step of one object, for every state machine. Finds and locks the object; checks version, state and four
 * eyes; changes the object; checks that the move is declared; records the event. All of it runs in the transaction of
 * `em`, which also returns the earlier result to a repeated request (`database/answer-again.ts`).
 */
export async function transit<E extends Stateful, T extends EventType>(
  em: EntityManager,
  context: Context,
  machine: Changeable<E>,
  asked: Asked,
  step: Step<E, T>,
): Promise<E> {
  const object = await lock(em, machine, asked.id);
  await take(em, context, machine, asked, object, step);
  return object;
}

/** Refuses an object that the viewer cannot see, for changes that the gateway itself makes. */
export async function requireVisible<E extends Stateful>(
  context: Context,
  { entity, field, notFound }: Changeable<E>,
  id: string | undefined,
): Promise<void> {
  const visible = id ? await (await context.db.read()).count(entity, { id } as FilterQuery<E>) : 0;
  await context.db.end();
  if (visible === 0) throw new Refused(notFound([field]));
}

/** Returns the object of an input, locked until the end of the transaction. */
export async function lock<E extends Stateful>(
  em: EntityManager,
  { entity, key = 'id', field, notFound }: Changeable<E>,
  id: string | undefined,
): Promise<E> {
  const object = id ? await findLocked(em, entity as new () => E, { [key]: id } as FilterQuery<E>) : null;
  if (!object) throw new Refused(notFound([field]));
  return object;
}

/** Returns the trimmed reason from a field of the input. Refuses if it is empty. */
export function requireReason(given: string, field = 'reason'): string {
  const reason = given.trim();
  if (reason === '') throw new Refused(refuse('REASON_MISSING', [field]));
  return reason;
}

/** Refuses if the object was changed since the client read it. */
export function requireVersion({ version: present }: { version: number }, seen: number): void {
  if (present !== seen) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
}

/** Refuses unless the operation may start from the object's state. */
export function requireStart<E extends Stateful>(machine: Changeable<E>, object: E, operation: string): void {
  const starts: string[] = startsOf(machine, operation);
  if (!starts.includes(object.status)) {
    throw new Refused(machine.unfit(object, [machine.field], starts.join(' / ')));
  }
}

async function take<E extends Stateful, T extends EventType>(
  em: EntityManager,
  context: Context,
  machine: Changeable<E>,
  { operation, version }: Asked,
  object: E,
  { check, preparers, change }: Step<E, T>,
): Promise<void> {
  requireVersion(object, version);
  requireStart(machine, object, operation);
  check?.(object);
  if (preparers) await requireOtherPerson(context, operation, await preparers(object), [machine.field]);
  const from = object.status;
  const done = await change(object);
  requireMove(machine, from, object.status, operation);
  // A statement over many rows has already incremented it.
  if (object.version === version) object.version += 1;
  await em.flush();
  if (!done) return;
  const { scope = machine.scope(object), afterwards, ...event } = done;
  const subject = machine.subject?.(object) ?? { type: machine.type, id: object.id };
  await recordEvent(em, context, { ...event, subject, ...scope } as NewEvent<T>);
  await afterwards?.();
}
