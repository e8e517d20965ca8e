import { refuseCorrections } from './rules/refuse-corrections.js';
import { refuseDuplicates } from './rules/refuse-duplicates.js';
import { refuseShares } from './rules/refuse-shares.js';
import type { RefusedRow, Stage } from './stage.js';

/** Rows that were checked one by one, as the comparison uses them. */
export interface Comparable {
  readonly hasCorrections: boolean;
  readonly hasShares: boolean;
  refuse(refused: RefusedRow[]): void;
}

/**
 * Compares the rows of a stage with each other and with all policies; each rule checks the rows that the rules before
 * did not refuse.
 */
export async function compareRows(stage: Stage, rows: Comparable): Promise<void> {
  rows.refuse(await refuseDuplicates(stage));
  if (rows.hasCorrections) rows.refuse(await refuseCorrections(stage));
  if (rows.hasShares) rows.refuse(await refuseShares(stage));
}
