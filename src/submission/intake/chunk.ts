import type { NotedContact } from '../../contact/note-contacts.js';
import type { Refusal } from '../../kernel/refusal.js';
import { refusePolicyRow, refuseRow } from '../../policy/policy-row.refusals.js';
import { refusePolicy } from '../../policy/policy.refusals.js';
import type { FileFormat } from '../../spreadsheet/file-format.js';
import type { Reading } from '../../spreadsheet/read-spreadsheet.js';
import type { RefusedRow } from './intake.sql.js';
import type { PolicyFileRow } from './policy-file.js';
import type { NotedRow } from './submission-work.sql.js';

/** The more rows at once, the fewer pages of the indexes are visited twice; a workbook's texts are held besides. */
const chunkSizes: Record<FileFormat, number> = { NDJSON: 18_000, CSV: 18_000, XLSX: 5_000, ODS: 5_000 };

/**
 * A chunk of fewer rows than that is large where its texts are, or what is wrong with it: to hold and write them takes
 * the event loop some milliseconds for each megabyte.
 */
const mostCharacters = 4 * 1024 * 1024;
const charactersOfRefusal = 200;

/** A stretch of a file whose rows were checked one by one and wait to be checked against all others. */
export class Chunk {
  readonly #rows: PolicyFileRow[] = [];
  /** Of each policy number, the row that has it first. */
  readonly #numbers = new Map<string, number>();
  bytesRead = 0;
  characters = 0;

  get size(): number {
    return this.#rows.length;
  }

  get from(): number {
    return this.#rows[0]?.number ?? 0;
  }

  get to(): number {
    return this.#rows.at(-1)?.number ?? 0;
  }

  get good(): PolicyFileRow[] {
    return this.#rows.filter(({ good }) => good);
  }

  /** The rows without faults, for what compares their names. */
  get named() {
    return this.#rows.flatMap(({ good, warnings }) => (good ? [{ row: good, warnings }] : []));
  }

  /** The rows whose credit code may be mistyped. */
  get doubtful() {
    return this.#rows.flatMap(({ doubtful, refusals, warnings }) =>
      doubtful === undefined ? [] : [{ enterpriseName: doubtful, remarks: [...refusals, ...warnings] }],
    );
  }

  /** The companies' phone numbers that came with rows without faults. */
  get contacts(): NotedContact[] {
    return this.#rows.flatMap(({ good }) =>
      good?.contactPhone ? [{ creditCode: good.creditCode, phone: good.contactPhone }] : [],
    );
  }

  /** How many rows without faults carry a warning. */
  get warned(): number {
    return this.#rows.filter(({ good, warnings }) => good && warnings.length > 0).length;
  }

  get hasCorrections(): boolean {
    return this.#rows.some(({ action, good }) => good && action === 'CORRECT');
  }

  get hasShares(): boolean {
    return this.#rows.some(({ good }) => good?.isCoinsured);
  }

  add(row: PolicyFileRow): void {
    this.#rows.push(row);
    for (const text of row.sent) this.characters += text.length;
    this.characters += row.refusals.length * charactersOfRefusal;
  }

  lines(): string {
    let lines = '';
    for (const row of this.#rows) if (row.good) lines += row.good.line;
    return lines;
  }

  /** Refuses the rows whose number stands above, here or in the chunk before, which may not be committed yet. */
  refuseRepeated(before: Chunk | undefined): void {
    for (const checked of this.#rows) {
      if (!checked.good) continue;
      const { policyNo: found } = checked.good;
      const row = before?.rowWith(found) ?? this.rowWith(found);
      if (row === undefined) {
        this.#numbers.set(found, checked.number);
        continue;
      }
      checked.refusals.push(refusePolicyRow('POLICY_NO_REPEATED', ['policyNo'], { found, row }));
      checked.good = null;
    }
  }

  rowWith(policyNo: string): number | undefined {
    return this.#numbers.get(policyNo);
  }

  /** Takes over what the database refused. */
  refuse(refused: RefusedRow[]): void {
    if (refused.length === 0) return;
    const byNumber = new Map(this.#rows.map((row) => [row.number, row]));
    for (const refusal of refused) {
      const row = byNumber.get(refusal.rowNumber);
      if (!row) throw new Error(`Row ${refusal.rowNumber} was refused, but is not in this chunk`);
      row.refusals.push(refusalOf(refusal));
      row.good = null;
    }
  }

  /** The rows to be kept: those that failed, whole, and those with a warning. */
  noted(): NotedRow[] {
    return this.#rows
      .filter(({ good, warnings }) => !good || warnings.length > 0)
      .map(({ number, rowKey, refusals, warnings, sent }) => ({ index: number, rowKey, refusals, warnings, sent }));
  }
}

function refusalOf({ code, found, row, sum }: RefusedRow): Refusal {
  switch (code) {
    case 'POLICY_NO_REPEATED':
      return refusePolicyRow(code, ['policyNo'], { found, row: row ?? 0 });
    case 'POLICY_NO_DUPLICATE':
      return refusePolicyRow(code, ['policyNo'], { found });
    case 'COINSURANCE_OVER_100':
      return refuseRow(code, ['share'], { contract: found, sum: sum ?? '' });
    case 'PREMIUM_BELOW_REFUNDS':
      return refusePolicy(code, ['premium'], { found, refunded: sum ?? '' });
    default:
      return refuseRow(code, ['policyNo'], { found });
  }
}

/** Gathers the checked rows of a file into chunks, passing over the first `skip` rows of data. */
export async function* chunksOf(
  { format, batches }: Pick<Reading<PolicyFileRow>, 'format' | 'batches'>,
  skip: number,
): AsyncGenerator<Chunk> {
  let left = skip;
  let chunk = new Chunk();
  for await (const { rows, bytesRead } of batches) {
    for (const row of rows) {
      if (left > 0) left -= 1;
      else chunk.add(row);
    }
    chunk.bytesRead = bytesRead;
    if (chunk.size >= chunkSizes[format] || chunk.characters > mostCharacters) {
      yield chunk;
      chunk = new Chunk();
    }
  }
  if (chunk.size > 0) yield chunk;
}
