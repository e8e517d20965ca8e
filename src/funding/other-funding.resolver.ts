import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { FourEyes } from '../account/four-eyes.js';
import { Policy } from '../policy/policy.js';
import { policyById } from '../policy/policy.loader.js';
import { fundingOfPolicy } from './funding.loader.js';
import { PolicyFunding } from './policy-funding.js';
import { recordOtherFunding } from './record-other-funding.js';
import { RecordOtherFundingInput, RecordOtherFundingPayload } from './funding.inputs.js';

@Resolver(() => Policy)
export class OtherFundingResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @FieldResolver(() => PolicyFunding, {
    nullable: true,
    description: '其他财政资金: what other public money paid for it; null where nothing was recorded.',
  })
  otherFunding(@Root() policy: Policy, @Ctx() context: Context): Promise<PolicyFunding | null> {
    return fundingOfPolicy(context, policy.id);
  }

  @Access(Role.PLATFORM)
  @FourEyes('recordOtherFunding')
  @Mutation(() => RecordOtherFundingPayload, {
    description: '登记其他财政资金: counts towards the ceiling that the rules set for all public money together.',
  })
  recordOtherFunding(
    @Ctx() context: Context,
    @Arg('input', () => RecordOtherFundingInput, { description: 'The policy, how much.' })
    input: RecordOtherFundingInput,
  ): Promise<RecordOtherFundingPayload> {
    return payloadOf(RecordOtherFundingPayload, context.language, async () => {
      const id = await recordOtherFunding(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }
}
