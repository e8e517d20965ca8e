import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { defineRefusals, Refused } from '../kernel/errors/refusal.js';
import { Programme } from './programme.js';

const refuse = defineRefusals({
  PROGRAMME_NOT_FOUND: {
    meaning: 'There is no programme with this code.',
    zh: ({ found }) => `没有编号为“${found}”的年度补贴工作，请查询年度补贴工作列表后填写。`,
    en: ({ found }) => `There is no programme "${found}". The query \`programmes\` lists those there are.`,
  },
});

/** The programme that a mutation names in its field `programme`; refuses where there is none. */
export async function requireProgramme(em: EntityManager, code: string): Promise<Programme> {
  const programme = await em.findOne(Programme, { code });
  if (!programme) throw new Refused(refuse('PROGRAMME_NOT_FOUND', ['programme'], { found: code }));
  return programme;
}

/** The condition that a row with a `programme_id` belongs to the programme of this code; none where the code is absent. */
export function ofProgramme(code: string | null | undefined): RawBuilder<unknown>[] {
  return code ? [sql`programme_id = (select id from programme where code = ${code})`] : [];
}
