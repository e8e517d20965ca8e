import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { NameSearch } from '../kernel/text/search-words.js';
import { DateScalar } from '../kernel/values/scalars.js';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Enterprise } from './enterprise.js';

@InputType({ description: 'Conditions for a list of enterprises: all that are given must hold.' })
export class EnterpriseFilter {
  @Field(() => String, { nullable: true, description: 'Exactly this credit code.' })
  creditCode?: string;

  @NameSearch('企业名称')
  name?: string;

  @Field(() => String, { nullable: true, description: 'Reporting region, for example `3501`.' })
  region?: string;
}

@InputType({ description: 'Filter of qualifications.' })
export class QualificationFilter {
  @Field(() => String, { nullable: true, description: 'Only of the enterprise with this credit code.' })
  creditCode?: string;

  @Field(() => String, { nullable: true, description: 'Only of this kind, by its code, for example `GAZELLE`.' })
  kind?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Only those that are valid on this day.' })
  validOn?: string;
}

@InputType({ description: 'A company in a programme.' })
export class EnterpriseInProgrammeInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => String, { description: '统一社会信用代码 of the company.' })
  creditCode: string;
}

@InputType({ description: 'A company to leave out.' })
export class ExcludeEnterpriseInput extends EnterpriseInProgrammeInput {
  @Field(() => String, { description: '理由: why, for example bad credit.' })
  reason: string;

  @Field(() => String, { description: '来源: where that is written.' })
  source: string;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@InputType({ description: 'A company to let in again.' })
export class LiftExclusionInput extends EnterpriseInProgrammeInput {
  @Field(() => Int, { description: 'The version of the exclusion that you saw (`Enterprise.exclusions`).' })
  version: number;
}

@ObjectType({ description: 'A company after it was left out or let in.' })
@Access(Role.PLATFORM)
export class ExclusionPayload extends Payload {
  @Field(() => Enterprise, { nullable: true, description: 'The company; null when it was refused.' })
  enterprise?: Enterprise | null;
}
