import type { Refusal } from '../../kernel/errors/refusal.js';

/** The result of one row. */
export interface RowOutcome {
  index: number;
  rowKey: string | null;
  policyId: string | null;
  subsidyPreview: string | null;
  /** The number of the list that will assess a row without errors. */
  list: number | null;
  refusals: Refusal[];
  warnings: Refusal[];
}
