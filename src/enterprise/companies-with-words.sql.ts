import { type RawBuilder, sql } from 'kysely';
import type { Viewer } from '../access/viewer.js';
import { Role } from '../access/role.js';
import type { Executor } from '../kernel/lists/list-statement.js';
import { nameContains } from '../kernel/text/name-contains.js';
import { wordsOf } from '../kernel/text/search-words.js';

/** The most companies of a name that are read and sorted; with more of them, a scan in order finds the next one soon. */
const few = 2_000;
/** The same for an institution, since most of them are not its own. */
const fewOfAll = 5_000;

/**
 * Returns the conditions for companies by their names. An index finds those of a rare name, in no order of the list; the
 * planner does not know how rare it is.
 */
export async function companiesWithWords(
  em: Executor,
  name: string | null | undefined,
  { role, subjectId }: Viewer,
): Promise<RawBuilder<unknown>[]> {
  const words = wordsOf(name ?? '');
  if (words.length === 0) return [];
  const institution = role === Role.INSURER ? subjectId : null;
  const { rows } = await sql<{ ids: string[] | null }>`
    select companies_with_words(${JSON.stringify(words)}::jsonb, ${institution}::uuid, ${institution ? fewOfAll : few}) as ids`.execute(
    em.getKysely(),
  );
  const ids = rows[0]?.ids;
  return [...(ids ? [sql`id = any(${ids}::uuid[])`] : []), ...nameContains(name, sql`name_key`)];
}
