import { Field, FieldResolver, Int, ObjectType, Resolver, Root, Ctx } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { Region } from '../programme/catalogue/catalogue.js';
import { regionByCode } from '../programme/programme.loader.js';
import { PublicityNotice } from './notice.js';

@ObjectType({ description: '符合条件企业数: how many companies of a region were eligible for a programme.' })
@Access(...everybody)
export class EligibleCount {
  regionCode: string;

  @Field(() => Int, { description: '企业数: how many companies.' })
  count: number;
}

@Resolver(() => EligibleCount)
export class EligibleCountResolver {
  @ReadsByKey(() => Region, 'regionCode', 'code')
  @FieldResolver(() => Region, { nullable: true, description: '设区市: region that they are registered in.' })
  region(@Root() { regionCode }: EligibleCount, @Ctx() context: Context): Promise<Region | null> {
    return regionByCode(context, regionCode);
  }
}

@Resolver(() => PublicityNotice)
export class NoticeEligibleResolver {
  @FieldResolver(() => [EligibleCount], {
    description:
      '符合条件企业数: for each region, the companies that could have been on the list, counted when it was published and never again. ' +
      'Source: the departments’ lists of qualified companies and the business register. Counted is a company on a list of an eligible kind ' +
      'that is valid on a day of the policy year, in business, and registered in the region; whether it is insured is not asked. ' +
      'With `facets.cities` it gives the coverage (覆盖率): companies on the list ÷ eligible companies. Sums alone are public, not the lists.',
  })
  eligibleEnterprises(@Root() { eligible }: PublicityNotice): EligibleCount[] {
    return Object.entries(eligible)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([regionCode, count]) => Object.assign(new EligibleCount(), { regionCode, count }));
  }
}
