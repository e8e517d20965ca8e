import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { PersonCheck, PersonCheckStatus } from './person-check.js';

@InputType({ description: 'Filter of requests; all conditions together.' })
export class PersonCheckFilter {
  @Field(() => PersonCheckStatus, { nullable: true, description: 'Only in this state, for example those to check.' })
  status?: PersonCheckStatus;
}

@InputType({ description: 'Who you are, with scans of your identity papers.' })
export class RequestPersonCheckInput {
  @Field(() => String, { description: '姓名: your full name.' })
  name: string;

  @Field(() => String, { description: '居民身份证号码: 18 characters (GB 11643).' })
  identityNumber: string;

  @Field(() => [ID], { description: '证件扫描件: 1 to 4 ids that `POST /upload/identity-papers` returned.' })
  paperIds: string[];

  @Field(() => String, { description: 'Your key for this request: a retry with it opens no second one.' })
  idempotencyKey: string;
}

@InputType({ description: 'The request, as you saw it.' })
export class PersonCheckStepInput {
  @Field(() => ID, { description: 'Global id of the request.' })
  personCheckId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'The request, as you saw it, and why it is rejected.' })
export class RejectPersonCheckInput extends PersonCheckStepInput {
  @Field(() => String, { description: '理由: shown to the person who asked.' })
  reason: string;
}

@ObjectType({ description: 'A request after a step.' })
@Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM)
export class PersonCheckPayload extends Payload {
  @Field(() => PersonCheck, { nullable: true, description: 'The request; null when it was refused.' })
  personCheck?: PersonCheck | null;
}

@InputType({ description: 'Who you are.' })
export class VerifyPersonInput {
  @Field(() => String, { description: '姓名: full name of the person.' })
  name: string;

  @Field(() => String, { description: '居民身份证号码: 18 characters (GB 11643). Stored sealed and shown to nobody.' })
  identityNumber: string;
}
