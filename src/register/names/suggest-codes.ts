import { sql } from 'kysely';
import { distanceOf } from '../../kernel/text/distance.js';
import { foldName } from '../../kernel/text/fold-name.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import type { Executor } from '../../database/session/executor.js';
import { named } from '../../database/schema/columns.js';

/** A code with more wrong characters than this belongs to another company. */
const mostDifferences = 4;
const suspicious = new Set(['CREDIT_CODE_INVALID', 'CREDIT_CODE_EARLY']);

/** The company of a row, with the remarks about it. */
export interface DoubtfulRow {
  enterpriseName: string;
  remarks: Refusal[];
}

/**
 * Adds the nearest code of a company with the typed name to remarks about a credit code, so that the sender sees which
 * one was probably meant.
 */
export async function suggestCodes(em: Executor, rows: readonly DoubtfulRow[]): Promise<void> {
  const doubtful = rows.flatMap(({ enterpriseName, remarks }) =>
    remarks.flatMap((remark) => (suspicious.has(remark.code) ? [{ name: foldName(enterpriseName), remark }] : [])),
  );
  const names = [...new Set(doubtful.map(({ name }) => name))].filter((name) => name !== '').slice(0, 1_000);
  if (names.length === 0) return;
  const { rows: known } = await sql<{ name: string; creditCode: string }>`
    select ${named('name', 'credit_code')} from companies_named(${names}::text[])`.execute(em.getKysely());
  const codesOf = Map.groupBy(known, ({ name }) => name);
  for (const { name, remark } of doubtful) {
    const nearest = nearestCode(String(remark.details.found), codesOf.get(name)?.slice(0, 10) ?? []);
    if (nearest) remark.details.known = [nearest];
  }
}

function nearestCode(found: string, known: { creditCode: string }[]): string | undefined {
  const [nearest] = known
    .map(({ creditCode }) => ({ creditCode, distance: distanceOf(found, creditCode) }))
    .filter(({ distance }) => distance > 0 && distance <= mostDifferences)
    .toSorted((one, other) => one.distance - other.distance);
  return nearest?.creditCode;
}
