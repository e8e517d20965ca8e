import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { isNameOf } from '../find-registered-company.js';
import { isSameName } from './names.js';
import { refuseRegister } from '../register.refusals.js';
import { named } from '../../database/schema/columns.js';

interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => Kysely<any>;
}

interface RegisteredNames {
  creditCode: string;
  name: string;
  formerNames: string[];
}

/** A row with the credit code of a company and its typed name. */
interface NamedRow {
  row: { creditCode: string; enterpriseName: string } | undefined;
  warnings: Refusal[];
}

/**
 * Compares typed names with the register and adds a warning where a name is not the registered one. Removes the warning
 * about an early credit code where the register has it.
 */
export async function warnOfNames(em: Executor, rows: readonly NamedRow[]): Promise<void> {
  const codes = [...new Set(rows.flatMap(({ row }) => row?.creditCode ?? []))];
  if (codes.length === 0) return;
  const { rows: known } = await sql<RegisteredNames>`
    select ${named('credit_code', 'name', 'former_names')}
    from registered_names(${codes}::text[])`.execute(em.getKysely());
  const byCode = new Map(known.map((entry) => [entry.creditCode, entry]));
  for (const [index, named] of rows.entries()) {
    // Comparing different names takes some microseconds each, so other requests get their turn in between.
    if (index % 500 === 499) await nextTurn();
    const entry = named.row && byCode.get(named.row.creditCode);
    if (named.row && entry) warnOfName(named, named.row.enterpriseName, entry);
  }
}

function warnOfName({ warnings }: NamedRow, typed: string, entry: RegisteredNames): void {
  const early = warnings.findIndex(({ code }) => code === 'CREDIT_CODE_EARLY');
  if (early >= 0) warnings.splice(early, 1);
  // The exact name is compared first, for speed: a file has a million rows.
  if (typed === entry.name || isSameName(typed, entry.name)) return;
  const code = isNameOf(entry, typed) ? 'NAME_IS_FORMER' : 'NAME_DIFFERS';
  warnings.push(refuseRegister(code, ['enterpriseName'], { found: typed, needed: entry.name }));
}
