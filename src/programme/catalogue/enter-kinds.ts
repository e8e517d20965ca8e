import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { ProgrammeData } from '../data/programme-data.js';

type Kind = ProgrammeData['newQualificationKinds'][number];

/** Inserts kinds of qualification that no programme had before. A kind is data and needs no change of the code. */
export async function enterKinds(em: EntityManager, kinds: Kind[]): Promise<void> {
  if (kinds.length === 0) return;
  await sql`
    insert into qualification_kind (code, name, name_in_english)
    select code, name, "nameInEnglish" from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb)
      as kind (code text, name text, "nameInEnglish" text)
    on conflict (code) do nothing`.execute(em.getKysely());
}

/** Returns the codes that are neither known nor among the new kinds. */
export async function findUnknownKinds(em: EntityManager, codes: string[], added: Kind[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${codes}::text[]) as code
    where code <> all(${added.map(({ code }) => code)}::text[])
      and not exists (select from qualification_kind as kind where kind.code = code.code)`.execute(em.getKysely());
  return rows.map(({ code }) => code);
}

/** Returns new kinds whose code another kind has: a code never changes its meaning. */
export async function findTakenKinds(em: EntityManager, added: Kind[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select kind.code from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as added (code text, name text)
      join qualification_kind as kind on kind.code = added.code and kind.name <> added.name`.execute(em.getKysely());
  return rows.map(({ code }) => code);
}
