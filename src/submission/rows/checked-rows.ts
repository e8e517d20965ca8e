import type { NotedContact } from '../../contact/note-contacts.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import type { Comparable } from '../../policy/rows/compare-rows.js';
import { refusePolicyRow } from '../../policy/rows/policy-row.refusals.js';
import type { RefusedRow } from '../../policy/rows/stage.js';
import type { RowAction } from '../../policy/rows/staged-row.js';

/** A row after all checks that need only the row and the programme. */
export interface CheckedRow {
  number: number;
  rowKey: string | null;
  action: RowAction;
  /** The values of a row without faults that are still compared in the gateway. */
  good: {
    policyNo: string;
    creditCode: string;
    enterpriseName: string;
    isCoinsured: boolean;
    contactPhone: string | null;
  } | null;
  refusals: Refusal[];
  warnings: Refusal[];
  /** The company name that was typed beside a doubtful credit code. */
  doubtful?: string;
}

interface NamedRow {
  row: NonNullable<CheckedRow['good']>;
  warnings: Refusal[];
}

/** Rows that were checked one by one and will be compared with all others. */
export class CheckedRows<Row extends CheckedRow> implements Comparable {
  readonly rows: Row[];
  /** For each policy number, the first row that has it. */
  readonly #numbers = new Map<string, number>();
  readonly #repeated: NamedRow[] = [];

  constructor(rows: Row[] = []) {
    this.rows = rows;
  }

  get size(): number {
    return this.rows.length;
  }

  get good(): Row[] {
    return this.rows.filter(({ good }) => good);
  }

  /** The rows without faults of their own, for the comparison of names. It includes rows whose number is repeated. */
  get named(): NamedRow[] {
    const good = this.rows.flatMap(({ good: row, warnings }) => (row ? [{ row, warnings }] : []));
    return [...good, ...this.#repeated];
  }

  /** The rows whose credit code may be mistyped. */
  get doubtful() {
    return this.rows.flatMap(({ doubtful, refusals, warnings }) =>
      doubtful === undefined ? [] : [{ enterpriseName: doubtful, remarks: [...refusals, ...warnings] }],
    );
  }

  /** Phone numbers of companies in rows without faults. */
  get contacts(): NotedContact[] {
    return this.rows.flatMap(({ good }) =>
      good?.contactPhone ? [{ creditCode: good.creditCode, phone: good.contactPhone }] : [],
    );
  }

  get hasCorrections(): boolean {
    return this.rows.some(({ action, good }) => good && action === 'CORRECT');
  }

  get hasShares(): boolean {
    return this.rows.some(({ good }) => good?.isCoinsured);
  }

  /** Refuses rows whose number is in a row above, in these rows or in `before`, which may not be committed yet. */
  refuseRepeated(before?: CheckedRows<CheckedRow>): void {
    for (const checked of this.rows) {
      if (!checked.good) continue;
      const { policyNo: found } = checked.good;
      const row = before?.rowWith(found) ?? this.rowWith(found);
      if (row === undefined) {
        this.#numbers.set(found, checked.number);
        continue;
      }
      this.#repeated.push({ row: checked.good, warnings: checked.warnings });
      checked.refusals.push(refusePolicyRow('POLICY_NO_REPEATED', ['policyNo'], { found, row }));
      checked.good = null;
    }
  }

  rowWith(policyNo: string): number | undefined {
    return this.#numbers.get(policyNo);
  }

  /** Adds the refusals of the comparison to the rows. */
  refuse(refused: RefusedRow[]): void {
    if (refused.length === 0) return;
    const byNumber = new Map(this.rows.map((row) => [row.number, row]));
    for (const { rowNumber, refusal } of refused) {
      const row = byNumber.get(rowNumber);
      if (!row) throw new Error(`Row ${rowNumber} was refused, but is not among these`);
      row.refusals.push(refusal);
      row.good = null;
    }
  }
}
