import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { Role, staff } from '../../access/role.js';
import type { Language } from '../../kernel/errors/refusal.js';

@ObjectType({ description: '所属批次: the list of a programme in which a policy is looked at.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staff)
export class AssessedIn {
  @Field(() => Int, { description: '批次: 1 is the main list; 2, 3, … are supplementary lists (补充批次).' })
  list: number;

  @Field(() => Boolean, {
    description: '是否补充批次: whether that is a supplementary list, because an earlier list is approved already.',
  })
  supplementary: boolean;

  @Field(() => String, { description: '说明: the same in words, in the language of Accept-Language.' })
  message: string;
}

export function assessedIn(list: number, language: Language): AssessedIn {
  const supplementary = list > 1;
  return Object.assign(new AssessedIn(), { list, supplementary, message: sentences[language](list) });
}

const sentences: Record<Language, (list: number) => string> = {
  zh: (list) =>
    list > 1
      ? `此前名单已审定，该保单列入补充批次 ${list - 1} 审核，另行公示和申领。`
      : '该保单列入本年度首批名单审核。',
  en: (list) =>
    list > 1
      ? `An earlier list is approved; the policy goes to supplementary list ${list - 1}, with a notice and claims of its own.`
      : 'The policy goes to the first list of the programme.',
};

/** Returns the number of the list that is computed next, which assesses policies that are accepted now. */
export async function nextList(em: EntityManager, programmeId: string): Promise<number> {
  const { rows } = await sql<{ list: number }>`select next_list(${programmeId}::uuid) as list`.execute(em.getKysely());
  return rows[0]?.list ?? 1;
}
