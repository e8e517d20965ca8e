import { DecimalScalar } from '../kernel/values/decimal.js';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { type ItemCounts, itemCountsOfInstitution } from './inspection.loader.js';

@ObjectType({ description: '机构抽核情况: how an institution’s drawn policies came out.' })
@Access(Role.INSURER, ...staff)
export class InstitutionSpotChecks {
  @Field(() => Int, { description: '未办结数: without a confirmed finding yet.' })
  open: number;

  @Field(() => Int, { description: '合格数: confirmed as passed.' })
  passed: number;

  @Field(() => Int, { description: '不合格数: confirmed as failed.' })
  failed: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '不合格率: failed ÷ (passed + failed), with four digits; "0.0625" is 6.25 %. Null before anything is confirmed.',
  })
  failureRate: string | null;
}

@Resolver(() => Institution)
export class InstitutionSpotChecksResolver {
  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => InstitutionSpotChecks, {
    description: '抽核情况: how its drawn policies came out; an insurer reads its own.',
  })
  async spotCheckResults(
    @Root() { id }: Institution,
    @Ctx() context: Context,
    @Arg('programme', () => String, { nullable: true, description: 'Only of this programme, by its code.' })
    programme?: string,
  ): Promise<InstitutionSpotChecks> {
    const counts = await itemCountsOfInstitution(context, programme ? `${id}/${programme}` : id);
    const { open = 0, passed = 0, failed = 0 } = counts ?? {};
    return Object.assign(new InstitutionSpotChecks(), {
      open,
      passed,
      failed,
      failureRate: rateOf({ passed, failed }),
    });
  }
}

/** Returns the rate rounded half up to ten-thousandths, computed in whole numbers without floats. */
function rateOf({ passed, failed }: Pick<ItemCounts, 'passed' | 'failed'>): string | null {
  const decided = BigInt(passed + failed);
  if (decided === 0n) return null;
  const parts = (BigInt(failed) * 20_000n + decided) / (decided * 2n);
  return `${parts / 10_000n}.${String(parts % 10_000n).padStart(4, '0')}`;
}
