import { DecimalScalar } from '../../kernel/values/decimal.js';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { Payload, payloadOf } from '../../kernel/errors/payload.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { correctPolicy } from '../correct-policy.js';
import { Policy } from '../policy.js';
import { PolicyFlag } from '../policy-flag.js';
import { PolicyCorrection, PolicyRefund } from './policy-history.js';
import { correctionsOfPolicy, flagsOfPolicy, policyById, refundsOfPolicy } from '../policy.loader.js';
import { recordRefund } from '../record-refund.js';

@InputType({ description: 'A refund to record against a policy.' })
class RecordRefundInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => String, { description: '批单号: number of the endorsement; each is recorded once.' })
  endorsementNo: string;

  @Field(() => MoneyScalar, { description: '退费金额: premium paid back, at most what is left of it.' })
  amount: string;

  @Field(() => DateScalar, { description: '批改日期: day of the endorsement, not in the future.' })
  refundedOn: string;

  @Field(() => String, { description: 'Your key: the same key with the same input is answered again, not done again.' })
  idempotencyKey: string;
}

@InputType({ description: 'The new values of a policy; what is absent stays. Checked like a new policy.' })
class PolicyChangesInput {
  @Field(() => String, { nullable: true, description: '统一社会信用代码 of the policyholder.' })
  creditCode?: string | null;

  @Field(() => String, { nullable: true, description: '企业名称; used where the company is not known yet.' })
  enterpriseName?: string | null;

  @Field(() => String, { nullable: true, description: '险种: code of a product.' })
  product?: string | null;

  @Field(() => String, { nullable: true, description: '保险起期: first day of cover, YYYY-MM-DD.' })
  startsOn?: string | null;

  @Field(() => String, { nullable: true, description: '保险止期: last day of cover, YYYY-MM-DD.' })
  endsOn?: string | null;

  @Field(() => String, { nullable: true, description: '保费: gross premium paid, in yuan, as "12345.60".' })
  premium?: string | null;

  @Field(() => String, { nullable: true, description: '发票号码: invoice number.' })
  invoiceNo?: string | null;

  @Field(() => String, { nullable: true, description: '共保比例, in per cent.' })
  share?: string | null;

  @Field(() => String, { nullable: true, description: '共保合同号: number of the co-insured contract.' })
  coinsuranceNo?: string | null;
}

@InputType({ description: 'A correction of a policy.' })
class CorrectPolicyInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => String, { description: '更正理由: why it is corrected.' })
  reason: string;

  @Field(() => PolicyChangesInput, { description: '更正内容: the new values; a field that is absent stays as it is.' })
  changes: PolicyChangesInput;
}

@ObjectType({ description: 'What became of the request to record a refund.' })
@Access(Role.INSURER)
class RecordRefundPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy, with its refunds.' })
  policy?: Policy | null;
}

@ObjectType({ description: 'What became of the request to correct a policy.' })
@Access(Role.INSURER)
class CorrectPolicyPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy as it is now; `corrections` says what changed.' })
  policy?: Policy | null;
}

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
