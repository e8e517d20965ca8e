import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';

/** Returns the time that a statement selects as `at`, because the driver returns times as text. */
export async function readTime(
  em: EntityManager,
  statement: RawBuilder<{ at: string | null }>,
): Promise<Date | undefined> {
  const { rows } = await statement.execute(em.getKysely());
  const at = rows[0]?.at;
  return at ? new Date(at) : undefined;
}
