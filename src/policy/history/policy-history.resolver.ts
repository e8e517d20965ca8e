import { DecimalScalar } from '../../kernel/values/decimal.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { correctPolicy } from './correct-policy.js';
import { Policy } from '../policy.js';
import { PolicyFlag } from '../policy-flag.js';
import { PolicyCorrection, PolicyRefund } from './policy-history.js';
import { correctionsOfPolicy, flagsOfPolicy, policyById, refundsOfPolicy } from '../policy.loader.js';
import { recordRefund } from './record-refund.js';
import {
  CorrectPolicyInput,
  CorrectPolicyPayload,
  RecordRefundInput,
  RecordRefundPayload,
} from './policy-history.inputs.js';

@Resolver(() => Policy)
export class PolicyHistoryResolver {
  @Access(Role.INSURER)
  @Mutation(() => RecordRefundPayload, {
    description:
      '登记退保批减: records premium that was paid back; the base of the subsidy is the premium less refunds (§2).',
  })
  recordRefund(
    @Ctx() context: Context,
    @Arg('input', () => RecordRefundInput, { description: 'The policy, how much, under which endorsement.' })
    input: RecordRefundInput,
  ): Promise<RecordRefundPayload> {
    return payloadOf(RecordRefundPayload, context.language, async () => {
      const id = await recordRefund(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }

  @Access(Role.INSURER)
  @Mutation(() => CorrectPolicyPayload, {
    description:
      '更正保单: corrects a policy of your institution and keeps what changed. One that is part of an approved proposal cannot change any more.',
  })
  correctPolicy(
    @Ctx() context: Context,
    @Arg('input', () => CorrectPolicyInput, { description: 'The policy, what and why.' }) input: CorrectPolicyInput,
  ): Promise<CorrectPolicyPayload> {
    return payloadOf(CorrectPolicyPayload, context.language, async () => {
      const id = await correctPolicy(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }

  @FieldResolver(() => DecimalScalar, {
    name: 'share',
    description: '共保比例: this insurer’s share of the contract, in per cent; "100" is all of it.',
  })
  share(@Root() { share }: Policy): string {
    return share.includes('.') ? share.replace(/\.?0+$/, '') : share;
  }

  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => [PolicyFlag], { nullable: true, description: '存疑标记: what it should be looked at for.' })
  flags(@Root() policy: Policy, @Ctx() context: Context): Promise<PolicyFlag[]> {
    return flagsOfPolicy(context, policy.id);
  }

  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => [PolicyRefund], { nullable: true, description: '退保批减明细: its refunds, oldest first.' })
  refunds(@Root() policy: Policy, @Ctx() context: Context): Promise<PolicyRefund[]> {
    return refundsOfPolicy(context, policy.id);
  }

  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => [PolicyCorrection], { nullable: true, description: '更正记录: its corrections, oldest first.' })
  corrections(@Root() policy: Policy, @Ctx() context: Context): Promise<PolicyCorrection[]> {
    return correctionsOfPolicy(context, policy.id);
  }
}

@Resolver(() => PolicyFlag)
export class PolicyFlagResolver {
  @ReadsByKey(() => Policy, 'otherPolicyId')
  @FieldResolver(() => Policy, {
    nullable: true,
    description: 'The other policy; null where it is another institution’s and you are an insurer.',
  })
  otherPolicy(@Root() flag: PolicyFlag, @Ctx() context: Context): Promise<Policy | null> {
    return policyById(context, flag.otherPolicyId);
  }
}
