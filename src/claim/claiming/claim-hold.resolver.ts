import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { Claim } from '../claim.js';
import { movesFrom } from '../claim.states.js';
import { ClaimStatus } from '../claim-status.js';
import { neverOnHold } from '../corrections/claims-left.sql.js';
import { holdMessage } from './hold-message.js';
import { type Reduced, reducedClaim } from '../claim.loader.js';

@ObjectType({
  description:
    '暂缓办理: policies of the claim were kept out since its amount was computed. It waits until its published line is corrected.',
})
@Access(...staff)
export class ClaimHold {
  @Field(() => String, {
    description: '说明: what waits and what the enterprise can do, in the language of Accept-Language.',
  })
  @Access(Role.ENTERPRISE, ...staff)
  message: string;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '其余保单应补金额: amount of the policies that still count, by the same rules and caps, in yuan.',
  })
  amountLeft: string | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '多计金额: granted amount less `amountLeft`, in yuan.',
  })
  excess: string | null;
}

async function holdOf(context: Context, { id, status }: Claim): Promise<Reduced | null> {
  return neverOnHold.includes(status) ? null : reducedClaim(context, id);
}

@Resolver(() => Claim)
export class ClaimHoldResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => ClaimHold, {
    nullable: true,
    description:
      '暂缓办理: null where every policy still counts, or where the amount is the same without those kept out. An enterprise reads that there is a hold and what it can do; the amounts are for the offices. For a paid claim, the excess is what a recovery asks for.',
  })
  async hold(@Root() claim: Claim, @Ctx() context: Context): Promise<ClaimHold | null> {
    const reduced = await holdOf(context, claim);
    if (!reduced) return null;
    const message = holdMessage(claim.status, context.language);
    return Object.assign(new ClaimHold(), { message, amountLeft: reduced.left, excess: reduced.excess });
  }

  @FieldResolver(() => [ClaimStatus], {
    description:
      '可进入状态: states that it can go to from its present one. While there is a `hold`, those that wait for its end are not among them.',
  })
  async nextStatuses(@Root() claim: Claim, @Ctx() context: Context): Promise<ClaimStatus[]> {
    return movesFrom(claim.status, (await holdOf(context, claim)) !== null);
  }
}
