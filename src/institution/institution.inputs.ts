import { Department } from '../worklist/department.js';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { NameSearch } from '../kernel/text/search-words.js';
import { Payload } from '../kernel/errors/payload.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { Role, staff } from '../access/role.js';
import { Institution, InstitutionStatus } from './institution.js';

@InputType({ description: 'Filter of institutions; all conditions together.' })
export class InstitutionFilter {
  @Field(() => InstitutionStatus, { nullable: true, description: 'Only in this state, for example those to confirm.' })
  status?: InstitutionStatus;

  @Field(() => Department, {
    nullable: true,
    description: '待核对部门: only PENDING ones that this department has yet to confirm.',
  })
  toConfirmBy?: Department;

  @NameSearch('机构名称')
  name?: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: exactly this one.' })
  creditCode?: string;
}

@InputType({ description: 'An institution that wants to push.' })
export class RegisterInstitutionInput {
  @Field(() => String, { description: 'Code of the programme whose registration is open.' })
  programme: string;

  @Field(() => String, { description: '统一社会信用代码 of the institution.' })
  creditCode: string;

  @Field(() => String, { description: '机构名称: full official name.' })
  name: string;
}

@InputType({ description: 'Which institution, as you saw it.' })
export class InstitutionStepInput {
  @Field(() => ID, { description: 'Id of the institution.' })
  institutionId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'Which institution, as you saw it, and why.' })
export class InstitutionReasonInput extends InstitutionStepInput {
  @Field(() => String, { description: '理由: shown to the institution.' })
  reason: string;
}

@ObjectType({ description: 'The institution after the step.' })
@Access(Role.INSURER, ...staff)
export class InstitutionPayload extends Payload {
  @Field(() => Institution, { nullable: true, description: 'The institution after the step.' })
  institution?: Institution | null;
}

@ObjectType({ description: 'The institution, and a token to act for it.' })
@Access(Role.INSURER)
export class RegisterInstitutionPayload extends Payload {
  @Field(() => Institution, { nullable: true, description: 'The institution after the step.' })
  institution?: Institution | null;

  @Field(() => String, {
    nullable: true,
    description: 'A token for the institution; the one you came with has none. Null for a front-end.',
  })
  token?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the token ends.' })
  tokenExpiresAt?: Date | null;
}
