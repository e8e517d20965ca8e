import type { Refusal } from '../../kernel/errors/refusal.js';

/** What became of one row. */
export interface RowOutcome {
  index: number;
  rowKey: string | null;
  policyId: string | null;
  subsidyPreview: string | null;
  /** The list in which a row without errors is looked at. */
  list: number | null;
  refusals: Refusal[];
  warnings: Refusal[];
}
