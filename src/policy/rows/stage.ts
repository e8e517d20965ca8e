import type { RawBuilder } from 'kysely';
import type { Executor } from '../../database/session/executor.js';
import type { Refusal } from '../../kernel/errors/refusal.js';

/**
 * Rows that passed `checkPolicyRow` and will be compared with other rows and policies, and then inserted. The rows of a
 * mutation are written into each statement (`ListedStage`), those of a file are in a temporary table (`TableStage`);
 * the statements are the same for both.
 */
export interface Stage {
  readonly session: Executor;
  readonly institutionId: string;
  /** The submission of the rows; null for a correction of one policy. */
  readonly submissionId: string | null;
  /** As SQL: the rows as a source with this name and the columns `stageColumns`. */
  as(name: string): RawBuilder<unknown>;
  /** As SQL: whether the row `stage` is compared now. */
  readonly isCompared: RawBuilder<unknown>;
  /** As SQL: the id of the company of the row `stage`. */
  readonly enterpriseId: RawBuilder<unknown>;
  /** As SQL: the place in the file that the policy of the row `stage` stores. */
  readonly placeInFile: RawBuilder<unknown>;
  /** As SQL: what the statement that inserts policies returns. */
  readonly returning: RawBuilder<unknown>;
  /** Removes the rows that `found` selects by "rowNumber"; returns the selected rows. */
  removeRows<Found extends FoundRow>(found: RawBuilder<Found>): Promise<Found[]>;
}

export interface FoundRow {
  rowNumber: number;
}

/** A row that is refused because of other rows or policies. */
export interface RefusedRow extends FoundRow {
  refusal: Refusal;
}

/** The columns of a stage in order, with their types. */
export const stageColumns = {
  row_number: 'int',
  action: 'text',
  policy_no: 'text',
  credit_code: 'text',
  enterprise_name: 'text',
  product_code: 'text',
  starts_on: 'date',
  ends_on: 'date',
  premium: 'numeric(14,2)',
  invoice_no: 'text',
  share: 'numeric(7,4)',
  coinsurance_no: 'text',
  as_sent: 'jsonb',
} as const;

export type StageColumn = keyof typeof stageColumns;
