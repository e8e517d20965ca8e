import { type RawBuilder, sql } from 'kysely';
import type { Viewer } from '../../access/viewer.js';
import { Role } from '../../access/role.js';
import { fewOf } from '../../kernel/lists/few.js';
import { allOf, type Executor } from '../../kernel/lists/list-statement.js';
import { nameContains } from '../../kernel/text/name-contains.js';
import { wordsOf } from '../../kernel/text/search-words.js';

/** The most companies of a name that are read and sorted; with more of them, a scan in order finds the next one soon. */
const fewOfName = 5_000;
/** The same for the companies of an institution. */
const fewOfInstitution = 1_000;

/**
 * Returns the conditions for the companies that a viewer sees, by their names. Where they are few, they are found first,
 * in no order of the list: the planner does not know how rare a name is, or how many companies an institution has.
 */
export async function companiesNamed(
  em: Executor,
  name: string | null | undefined,
  { role, subjectId }: Viewer,
): Promise<RawBuilder<unknown>[]> {
  const institution = role === Role.INSURER ? subjectId : null;
  const contained = nameContains(name, sql`name_key`);
  const few = contained.length > 0 ? await fewWithWords(em, wordsOf(name ?? ''), institution) : undefined;
  // One condition: the planner would multiply those of several frequent words, and sort all rows for a page.
  const named = contained.length > 1 ? [sql`coalesce(${allOf(contained)}, false)`] : contained;
  if (few) return [sql`id = any(${few}::uuid[])`, ...named];
  return institution ? [...(await ofInstitution(em)), ...named] : named;
}

async function fewWithWords(em: Executor, words: string[][], institution: string | null): Promise<string[] | null> {
  const { rows } = await sql<{ ids: string[] | null }>`
    select companies_with_words(${JSON.stringify(words)}::jsonb, ${institution}::uuid, ${fewOfName}) as ids`.execute(
    em.getKysely(),
  );
  return rows[0]?.ids ?? null;
}

/** Row security has the same condition; stated here, the planner can begin with it. */
async function ofInstitution(em: Executor): Promise<RawBuilder<unknown>[]> {
  const few = await fewOf(em, sql`select distinct enterprise_id from institution_enterprise`, fewOfInstitution);
  return few.length > 0 ? few : [sql`id in (select enterprise_id from institution_enterprise)`];
}
