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

/** What somebody asks for: the operation, the object, and the version of it that they saw. */
export interface Asked {
  operation: string;
  id: string | undefined;
  version: number;
}

/** What a step did, for the event log. */
export type Done<T extends EventType = EventType> = {
  type: T;
  /** Whom the event concerns, where that is not what the machine says. */
  scope?: Scope;
  /** Work that follows the event. */
  afterwards?: () => Promise<unknown>;
} & Carrying<T>;

export interface Step<E, T extends EventType = EventType> {
  /** Refuses what this object does not allow, before the persons are compared. */
  check?: (object: E) => void;
  /** Four eyes: who prepared what this step decides. */
  preparers?: (object: E) => Preparers | Promise<Preparers>;
  /** Changes the locked object. The version and the event are written afterwards; no event where it has written its own. */
  change: (object: E) => Done<T> | undefined | Promise<Done<T> | undefined>;
}

/**
 * One step of one object, for every state machine: finds and locks the object; checks the version, the state and the four eyes;
 * changes the object; checks that the move is declared; writes the event. All of it in the transaction of `em`, which
 * also answers a repeated request again (`database/answer-again.ts`).
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

/** Refuses what the viewer cannot see, where the gateway itself makes the change. */
export async function requireVisible<E extends Stateful>(
  context: Context,
  { entity, field, notFound }: Changeable<E>,
  id: string | undefined,
): Promise<void> {
  const visible = id ? await (await context.db.read()).count(entity, { id } as FilterQuery<E>) : 0;
  await context.db.end();
  if (visible === 0) throw new Refused(notFound([field]));
}

/** The object of an input, locked until the end of the transaction. */
export async function lock<E extends Stateful>(
  em: EntityManager,
  { entity, key = 'id', field, notFound }: Changeable<E>,
  id: string | undefined,
): Promise<E> {
  const object = id ? await findLocked(em, entity as new () => E, { [key]: id } as FilterQuery<E>) : null;
  if (!object) throw new Refused(notFound([field]));
  return object;
}

/** The reason that a person gave in a field of the input, without the blanks around it. */
export function requireReason(given: string, field = 'reason'): string {
  const reason = given.trim();
  if (reason === '') throw new Refused(refuse('REASON_MISSING', [field]));
  return reason;
}

/** Refuses where somebody changed the object since the client read it. */
export function requireVersion({ version: present }: { version: number }, seen: number): void {
  if (present !== seen) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
}

/** Refuses unless the operation may start from the state that the object is in. */
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
  // A statement over many rows has raised it already.
  if (object.version === version) object.version += 1;
  await em.flush();
  if (!done) return;
  const { scope = machine.scope(object), afterwards, ...event } = done;
  const subject = machine.subject?.(object) ?? { type: machine.type, id: object.id };
  await recordEvent(em, context, { ...event, subject, ...scope } as NewEvent<T>);
  await afterwards?.();
}
