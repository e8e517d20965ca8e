import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { FourEyes } from '../account/four-eyes.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { blockPolicy, unblockPolicy } from './block-policy.js';
import { PolicyExclusion } from './policy-exclusion.js';
import { Policy } from '../policy/policy.js';
import { exclusionsOfPolicy } from './funding.loader.js';
import { policyById } from '../policy/policy.loader.js';
import { BlockPolicyInput, PolicyExclusionPayload, UnblockPolicyInput } from './funding.inputs.js';

@Resolver(() => Policy)
export class PolicyExclusionResolver {
  @Access(Role.PLATFORM)
  @Mutation(() => PolicyExclusionPayload, {
    description:
      '列入不予补贴: other provincial money subsidised the policy already; it counts in no later assessment (闽科资函〔2024〕96号).',
  })
  blockPolicy(
    @Ctx() context: Context,
    @Arg('input', () => BlockPolicyInput, { description: 'The policy, why, and by what source.' })
    input: BlockPolicyInput,
  ): Promise<PolicyExclusionPayload> {
    return payloadOf(PolicyExclusionPayload, context.language, async () => {
      const id = await blockPolicy(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }

  @Access(Role.PLATFORM)
  @FourEyes('blockPolicy')
  @Mutation(() => PolicyExclusionPayload, {
    description: '解除不予补贴: lifts a block that was a mistake; the policy counts again from the next assessment on.',
  })
  unblockPolicy(
    @Ctx() context: Context,
    @Arg('input', () => UnblockPolicyInput, { description: 'The policy, and why.' }) input: UnblockPolicyInput,
  ): Promise<PolicyExclusionPayload> {
    return payloadOf(PolicyExclusionPayload, context.language, async () => {
      const id = await unblockPolicy(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }

  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [PolicyExclusion], {
    description: '不予计入记录: what keeps, or kept, it out of assessments, the first one first.',
  })
  exclusions(@Root() policy: Policy, @Ctx() context: Context): Promise<PolicyExclusion[]> {
    return exclusionsOfPolicy(context, policy.id);
  }
}
