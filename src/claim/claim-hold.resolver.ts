import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { sql } from 'kysely';
import { defineLoader } from '../kernel/loader.js';
import { MoneyScalar } from '../kernel/money.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { staff } from '../access/role.js';
import { Claim } from './claim.js';
import { ClaimStatus } from './claim-status.js';
import { readClaimsLeft } from './claims-left.sql.js';

@ObjectType({
  description:
    '暂缓拨付: policies of the claim were kept out since its amount was computed. It is not paid before its line is corrected.',
})
@Access(...staff)
export class ClaimHold {
  @Field(() => MoneyScalar, {
    description: '其余保单应补金额: what the policies that still count come to, by the same rules and caps.',
  })
  amountLeft: string;

  @Field(() => MoneyScalar, { description: '多计金额: what is granted above that.' })
  excess: string;
}

interface Held {
  id: string;
  left: string;
  excess: string;
}

const heldOfClaim = defineLoader<string, Held>(
  'hold of claim',
  async (em, ids) => {
    const claims = await readClaimsLeft(em, sql`id = any(${ids}::uuid[])`);
    return claims.filter(({ excess }) => excess !== '0.00');
  },
  ({ id }) => id,
);

/** Where nothing more is paid, or to be asked back. */
const over = [ClaimStatus.EXCLUDED, ClaimStatus.FORFEITED, ClaimStatus.RECOVERED];

@Resolver(() => Claim)
export class ClaimHoldResolver {
  @Access(...staff)
  @FieldResolver(() => ClaimHold, {
    nullable: true,
    description:
      '暂缓拨付: null where every policy still counts, or the amount follows without those kept out. Paid already, the excess is what a recovery is for.',
  })
  async hold(@Root() claim: Claim, @Ctx() context: Context): Promise<ClaimHold | null> {
    const held = over.includes(claim.status) ? null : await heldOfClaim(context, claim.id);
    return held && Object.assign(new ClaimHold(), { amountLeft: held.left, excess: held.excess });
  }
}
