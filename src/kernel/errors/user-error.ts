import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { factsOf, messageOf, refusalMeanings, type Language, type Refusal } from './refusal.js';
import { UserErrorDetails, userErrorDetails } from './user-error-details.js';

/** Filled by `registerUserErrorCodes` after every noun has declared its refusals. */
const UserErrorCode: Record<string, string> = {};

@ObjectType({ description: 'An expected refusal: what is wrong, where, and what to do about it.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'Stable code for programs.' })
  code: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The way to the offending field inside the input, list positions as numbers; null for the whole input.',
  })
  path: string[] | null;

  @Field(() => String, { description: 'For people, in the language of Accept-Language (Chinese unless `en`).' })
  message: string;

  @Field(() => UserErrorDetails, {
    nullable: true,
    description: 'The facts of the case; null where the code has none.',
  })
  details: UserErrorDetails | null;
}

export function registerUserErrorCodes(): void {
  const meanings = refusalMeanings().toSorted(([one], [other]) => one.localeCompare(other));
  for (const [code] of meanings) UserErrorCode[code] = code;
  registerEnumType(UserErrorCode, {
    name: 'UserErrorCode',
    description: 'Every expected refusal. Values may be added; none is renamed.',
    valuesConfig: Object.fromEntries(
      meanings.map(([code, meaning]) => [code, { description: `${meaning}${factsInWords(code)}` }]),
    ),
  });
}

function factsInWords(code: string): string {
  const facts = [...factsOfMessage(code)].map((fact) => `\`${fact}\``);
  return facts.length > 0 ? ` Details: ${facts.join(', ')}.` : '';
}

/** Facts of each code. Chinese forms of a fact are not facts themselves. */
const factsByCode = new Map<string, ReadonlySet<string>>();
function factsOfMessage(code: string): ReadonlySet<string> {
  const known = factsByCode.get(code);
  if (known) return known;
  const facts = new Set([...factsOf(code)].filter((fact) => !fact.endsWith('InChinese')).toSorted());
  factsByCode.set(code, facts);
  return facts;
}

export function userErrorOf(refusal: Refusal, language: Language): UserError {
  return Object.assign(new UserError(), {
    code: refusal.code,
    path: refusal.path,
    message: messageOf(refusal, language),
    details: userErrorDetails(refusal.details, factsOfMessage(refusal.code)),
  });
}
