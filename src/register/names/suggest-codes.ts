import { sql } from 'kysely';
import { distanceOf } from '../../kernel/text/distance.js';
import { foldName } from '../../kernel/text/fold-name.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import type { Executor } from '../../database/session/executor.js';
import { named } from '../../database/schema/columns.js';

/** So many characters of a code are mistyped at most; a code that differs in more is another company's. */
const mostDifferences = 4;
const suspicious = new Set(['CREDIT_CODE_INVALID', 'CREDIT_CODE_EARLY']);

/** What a row says of its company, with what was found wrong with it. */
export interface DoubtfulRow {
  enterpriseName: string;
  remarks: Refusal[];
}

/**
 * Adds to remarks about a credit code the nearest code of a company that is known by the name typed beside it, so that
 * its sender sees at once what was meant.
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
