import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { populationHead, populationLine, populationOrder } from './draw.sql.js';

const linesAtATime = 5_000;

/**
 * Yields the population of a draw as CSV with the rows that the viewer may see. An office sees all, and their SHA-256
 * is the draw's `populationDigest`; an institution sees its own and can repeat the draw of its strata.
 */
export async function* populationFile(context: Context, spotCheckId: string): AsyncGenerator<string> {
  const em = await context.db.read();
  await sql`
    declare population no scroll cursor for
    select ${populationLine} as line
    from spot_check_member as member join institution on institution.id = member.institution_id
    where spot_check_id = ${sql.lit(spotCheckId)} order by ${populationOrder}`.execute(em.getKysely());
  yield `${populationHead}\n`;
  for (;;) {
    const fetch = sql<{ line: string }>`fetch ${sql.lit(linesAtATime)} from population`;
    const { rows } = await fetch.execute(em.getKysely());
    if (rows.length === 0) return;
    yield rows.map(({ line }) => line).join('');
  }
}
