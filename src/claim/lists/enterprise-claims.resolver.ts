import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { OrderBy } from '../../kernel/lists/list-order.js';
import { type Connection, PageArguments } from '../../kernel/lists/pagination.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { Enterprise } from '../../enterprise/enterprise.js';
import { Claim } from '../claim.js';
import { ClaimConnection, ClaimFilter, claimOrders, listClaims } from './list-claims.js';

@Resolver(() => Enterprise)
export class EnterpriseClaimsResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => ClaimConnection, {
    nullable: true,
    description: '企业补贴: its claims in all programmes; as the query `claims`.',
  })
  claims(
    @Root() { id }: Enterprise,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ClaimFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ClaimFilter = {},
    @OrderBy(claimOrders) orderBy = claimOrders.first,
  ): Promise<Connection<Claim>> {
    return listClaims(context, page, [sql`enterprise_id = ${id}::uuid`], filter, orderBy);
  }
}
