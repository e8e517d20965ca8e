import type { EntityManager } from '@mikro-orm/postgresql';
import type { Preparers } from '../../account/four-eyes.js';
import { SpotCheckFinding } from './spot-check-finding.js';
import type { SpotCheckItem } from '../spot-check-item.js';

/** The item, and the version that the person saw. */
export interface SeenItem {
  itemId: string | undefined;
  version: number;
}

/** Returns the finding of an item that waits for confirmation by another person. */
export function openFinding(em: EntityManager, { id }: SpotCheckItem): Promise<SpotCheckFinding> {
  return em.findOneOrFail(SpotCheckFinding, { itemId: id, decidedAt: null });
}

export async function findersOf(em: EntityManager, item: SpotCheckItem): Promise<Preparers> {
  return { accounts: [(await openFinding(em, item)).recordedBy] };
}
