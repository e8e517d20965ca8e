import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../kernel/clock.js';
import { startOfDay } from '../kernel/values/dates.js';
import type { Context } from '../access/context.js';
import type { Viewer } from '../access/viewer.js';
import type { DocumentStore } from '../paper/store/document-store.js';

/** What the demonstration needs to play its steps. */
export interface DemonstrationTools {
  /** Returns the context of a use case that this viewer calls at this time. */
  contextFor: (viewer: Viewer, clock: Clock) => Context;
  /** Runs work in one transaction as the gateway (SYSTEM). */
  asSystem: <T>(work: (em: EntityManager) => Promise<T>) => Promise<T>;
  /** Runs work while no other gateway on the same database does; a second one waits. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  documents: Pick<DocumentStore, 'put'>;
  today: Date;
}

/** Returns an instant on a day in Shanghai: ('2025-09-10', 10, 20) is twenty past ten. */
export function instantOf(day: string, hour: number, minute = 0): Date {
  return new Date(startOfDay(day).getTime() + (hour * 60 + minute) * 60_000);
}
