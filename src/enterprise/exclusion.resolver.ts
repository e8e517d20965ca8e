import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { FourEyes } from '../account/four-eyes.js';
import { EnterpriseExclusion } from './enterprise-exclusion.js';
import { Enterprise } from './enterprise.js';
import { enterpriseById, exclusionsOfEnterprise } from './enterprise.loader.js';
import { excludeEnterprise, liftExclusion } from './exclude-enterprise.js';
import { ExcludeEnterpriseInput, ExclusionPayload, LiftExclusionInput } from './enterprise.inputs.js';

@Resolver(() => Enterprise)
export class ExclusionResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [EnterpriseExclusion], {
    description: '企业排除: what leaves, or left, it out of programmes, the first one first.',
  })
  exclusions(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<EnterpriseExclusion[]> {
    return exclusionsOfEnterprise(context, enterprise.id);
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ExclusionPayload, {
    description: '排除企业: leaves a company out of the next revisions of a programme, for example for bad credit.',
  })
  excludeEnterprise(
    @Ctx() context: Context,
    @Arg('input', () => ExcludeEnterpriseInput, { description: 'The enterprise, and the reason.' })
    input: ExcludeEnterpriseInput,
  ): Promise<ExclusionPayload> {
    return payload(context, () => excludeEnterprise(context, input));
  }

  @Access(Role.PLATFORM)
  @FourEyes('excludeEnterprise')
  @Mutation(() => ExclusionPayload, { description: '解除排除: lets a company in again from the next revision on.' })
  liftExclusion(
    @Ctx() context: Context,
    @Arg('input', () => LiftExclusionInput, { description: 'The enterprise whose exclusion ends, and the programme.' })
    input: LiftExclusionInput,
  ): Promise<ExclusionPayload> {
    return payload(context, () => liftExclusion(context, input));
  }
}

function payload(context: Context, work: () => Promise<string>): Promise<ExclusionPayload> {
  return payloadOf(ExclusionPayload, context.language, async () => ({
    enterprise: await enterpriseById(context, await work()),
  }));
}
