import { type ClassType, Field, ObjectType } from 'type-graphql';
import { type Language, type Refusal, Refused } from './refusal.js';
import { UserError, userErrorOf } from './user-error.js';

/** The common part of all mutation payloads. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors: UserError[];
}

/** Runs a use case and returns its refusals as userErrors of the payload. Any other error is thrown. */
export async function payloadOf<P extends Payload>(
  type: ClassType<P>,
  language: Language,
  work: () => Promise<Omit<P, 'userErrors'> & { refusals?: Refusal[] }>,
): Promise<P> {
  try {
    const { refusals = [], ...changed } = await work();
    return payload(type, { ...changed, userErrors: refusals.map((refusal) => userErrorOf(refusal, language)) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return payload(type, { userErrors: error.refusals.map((refusal) => userErrorOf(refusal, language)) });
  }
}

function payload<P extends object>(type: ClassType<P>, fields: object): P {
  return Object.assign(new type(), fields);
}
