import { isDay } from '../../kernel/values/dates.js';
import { checkCreditCode, normaliseCreditCode } from '../../kernel/values/credit-code.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { findUnwritableInLine } from '../../kernel/text/text.js';
import type { SheetRow } from '../../spreadsheet/row-kind.js';
import { refuseListRow as refuse } from '../list-import.refusals.js';

/** A row of a list after all checks that need only the row; plain JSON, because a reading process sends it. */
export interface ListRow {
  number: number;
  /** Identifies the entry within the list. */
  key: string;
  creditCode: string;
  /** The values of the row by field; a blank field is absent. Undefined for a row with faults. */
  entry: Record<string, unknown> | undefined;
  refusals: Refusal[];
  sent: string[];
}

/** Reads the fields of one row and collects its faults. */
export class RowCheck<Key extends string> {
  readonly refusals: Refusal[];
  readonly #row: SheetRow<Key>;

  constructor(row: SheetRow<Key>) {
    this.#row = row;
    this.refusals = [...row.faults];
  }

  /** Returns the text of a field; '' where it is blank, or refused. */
  text(field: Key, limit = 200): string {
    const found = (this.#row.texts[field] ?? '').trim();
    if (found.length <= limit && findUnwritableInLine(found) === undefined) return found;
    this.#refuse(refuse('LIST_FIELD_INVALID', [field], { field, limit }));
    return '';
  }

  required(field: Key, limit = 200): string {
    const found = this.text(field, limit);
    if (found === '') this.#refuse(refuse('LIST_FIELD_MISSING', [field], { field }));
    return found;
  }

  creditCode(field: Key): string {
    const found = this.required(field, 64);
    return found === '' ? '' : this.#checkedCode(field, found);
  }

  optionalCreditCode(field: Key): string {
    const found = this.text(field, 64);
    return found === '' ? '' : this.#checkedCode(field, found);
  }

  #checkedCode(field: Key, found: string): string {
    const code = normaliseCreditCode(found);
    if (checkCreditCode(code) === 'INVALID') this.#refuse(refuse('LIST_CODE_INVALID', [field], { found }));
    return code;
  }

  /** Returns a day; '' where it is blank. */
  day(field: Key, latest?: string): string {
    const found = this.text(field, 40);
    if (found === '' || (isDay(found) && (latest === undefined || found <= latest))) return found;
    this.#refuse(refuse('LIST_DAY_INVALID', [field], { field, found }));
    return '';
  }

  /** A cell that could not be read is not also reported as missing. */
  #refuse(refusal: Refusal): void {
    const field = refusal.path?.[0];
    if (!this.refusals.some(({ path }) => path?.[0] === field)) this.refusals.push(refusal);
  }

  refuse(refusal: Refusal): void {
    this.#refuse(refusal);
  }

  rowOf(key: string, creditCode: string, entry: Record<string, unknown>): ListRow {
    const { number, sent } = this.#row;
    const isGood = this.refusals.length === 0;
    const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== ''));
    return {
      number,
      key,
      creditCode,
      entry: isGood ? given : undefined,
      refusals: this.refusals,
      sent,
    };
  }
}
