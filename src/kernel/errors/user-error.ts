import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { messageOf, refusalMeanings, type Details, type Language, type Refusal } from './refusal.js';
import { JsonScalar } from '../values/scalars.js';

/** Filled by `registerUserErrorCodes` once every noun has declared its refusals. */
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

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The facts of the case: the value found, the value needed, the limit or the present version.',
  })
  details: Details | null;
}

export function registerUserErrorCodes(): void {
  const meanings = refusalMeanings().toSorted(([one], [other]) => one.localeCompare(other));
  for (const [code] of meanings) UserErrorCode[code] = code;
  registerEnumType(UserErrorCode, {
    name: 'UserErrorCode',
    description: 'Every expected refusal. Values may be added; none is renamed.',
    valuesConfig: Object.fromEntries(meanings.map(([code, description]) => [code, { description }])),
  });
}

export function userErrorOf(refusal: Refusal, language: Language): UserError {
  return Object.assign(new UserError(), {
    code: refusal.code,
    path: refusal.path,
    message: messageOf(refusal, language),
    details: Object.keys(refusal.details).length > 0 ? refusal.details : null,
  });
}
