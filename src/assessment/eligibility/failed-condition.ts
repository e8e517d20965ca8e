import { Field, ObjectType } from 'type-graphql';
import type { Language } from '../../kernel/errors/refusal.js';
import { Access } from '../../access/access.js';
import { Role, staff } from '../../access/role.js';
import type { Programme } from '../../programme/programme.js';
import type { ProgrammeRules } from '../../programme/programme-rules.js';
import { LeftOutReason } from '../left-out-policy.js';
import type { ConditionWords, Found, NameOf } from './condition-words.js';
import { conditionsInChinese } from './conditions-in-chinese.js';
import { conditionsInEnglish } from './conditions-in-english.js';

@ObjectType({ description: '未满足条件: a condition that a policy fails, and what would mend it.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staff)
export class FailedCondition {
  @Field(() => LeftOutReason, { description: 'The condition that is not met.' })
  reason: LeftOutReason;

  @Field(() => String, { description: '现状: the value found.' })
  found: string;

  @Field(() => String, { description: '要求: the value needed.' })
  needed: string;

  @Field(() => String, { nullable: true, description: '如何补正: what would mend it; null where nothing would.' })
  remedy: string | null;

  @Field(() => String, {
    nullable: true,
    description: '补正截止: until the end of which day; null where nothing would mend it.',
  })
  until: string | null;
}

const wordsIn: Record<Language, ConditionWords> = { zh: conditionsInChinese, en: conditionsInEnglish };

/** Returns each failed condition with the stored facts and with the requirement of the rules that were used. */
export function failedConditions(
  reasons: LeftOutReason[],
  found: Found,
  rules: ProgrammeRules,
  programme: Programme,
  language: Language,
  nameOf: NameOf,
): FailedCondition[] {
  return reasons.map((reason) => {
    const wording = wordsIn[language][reason](found, { rules, programme, nameOf });
    const until = wording.remedy === null ? null : programme.policyPushUntil;
    return Object.assign(new FailedCondition(), { reason, ...wording, until });
  });
}
