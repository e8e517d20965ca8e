import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { everybody } from '../../access/role.js';
import { checkEligibility } from './check-eligibility.js';
import { Eligibility } from './eligibility.js';

@Resolver()
export class CheckEligibilityResolver {
  @Access(...everybody)
  @Query(() => Eligibility, {
    nullable: true,
    description:
      '资格自查: whether a company qualifies, before any policy is pushed; no amounts. It is decided only from what departments publish: the check of the code, ' +
      'their lists of qualified companies with the periods on them, and, for a company on a list, whether it is registered in a region of the programme. ' +
      'Whether the platform knows a company otherwise, its policies, accounts or an exclusion are neither answered nor looked at: a company that is on no list is answered as one that does not exist. ' +
      'Null where there is no such programme. At most 20 a minute and 300 a day from one address (`RATE_LIMITED` with `retryAfter`).',
  })
  checkEligibility(
    @Ctx() context: Context,
    @Arg('creditCode', () => String, { description: '统一社会信用代码: as on the business licence.' })
    creditCode: string,
    @Arg('programme', () => String, { description: 'Code of the programme.' }) programme: string,
  ): Promise<Eligibility | null> {
    return checkEligibility(context, creditCode, programme);
  }
}
