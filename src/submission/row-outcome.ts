import type { Refusal } from '../kernel/refusal.js';

/** What became of one row. */
export interface RowOutcome {
  index: number;
  rowKey: string | null;
  policyId: string | null;
  subsidyPreview: string | null;
  refusals: Refusal[];
  warnings: Refusal[];
}
