import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Payload, payloadOf } from '../kernel/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Enterprise } from './enterprise.js';
import { enterpriseById } from './enterprise.loader.js';
import { excludeEnterprise, liftExclusion } from './exclude-enterprise.js';

@InputType({ description: 'A company in a programme.' })
class EnterpriseInProgrammeInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => String, { description: '统一社会信用代码 of the company.' })
  creditCode: string;
}

@InputType({ description: 'A company to leave out.' })
class ExcludeEnterpriseInput extends EnterpriseInProgrammeInput {
  @Field(() => String, { description: '理由: why, for example bad credit.' })
  reason: string;

  @Field(() => String, { description: '来源: where that is written.' })
  source: string;

  @Field(() => String, { description: 'Your key: the same key with the same input is answered again, not done again.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A company after it was left out or let in.' })
@Access(Role.PLATFORM)
class ExclusionPayload extends Payload {
  @Field(() => Enterprise, { nullable: true, description: 'The company; null when it was refused.' })
  enterprise?: Enterprise | null;
}

@Resolver()
export class ExclusionResolver {
  @Access(Role.PLATFORM)
  @Mutation(() => ExclusionPayload, {
    description: '排除企业: leaves a company out of the next revisions of a programme, for example for bad credit.',
  })
  excludeEnterprise(
    @Ctx() context: Context,
    @Arg('input', () => ExcludeEnterpriseInput, { description: 'The enterprise, and the reason.' })
    input: ExcludeEnterpriseInput,
  ): Promise<ExclusionPayload> {
    return answer(context, () => excludeEnterprise(context, input));
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ExclusionPayload, { description: '解除排除: lets a company in again from the next revision on.' })
  liftExclusion(
    @Ctx() context: Context,
    @Arg('input', () => EnterpriseInProgrammeInput, { description: 'The enterprise and the programme.' })
    input: EnterpriseInProgrammeInput,
  ): Promise<ExclusionPayload> {
    return answer(context, () => liftExclusion(context, input));
  }
}

function answer(context: Context, work: () => Promise<string>): Promise<ExclusionPayload> {
  return payloadOf(ExclusionPayload, context.language, async () => ({
    enterprise: await enterpriseById(context, await work()),
  }));
}
