import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments } from '../kernel/lists/pagination.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { listPolicies, PolicyConnection, PolicyFilter, policyOrders } from './lists/list-policies.js';
import { Policy } from './policy.js';

@Resolver(() => Enterprise)
export class EnterprisePoliciesResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @FieldResolver(() => PolicyConnection, {
    nullable: true,
    description: '保单: its policies; as the query `policies`, so an insurer sees those that it pushed.',
  })
  policies(
    @Root() { id }: Enterprise,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PolicyFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PolicyFilter = {},
    @OrderBy(policyOrders) orderBy = policyOrders.first,
  ): Promise<Connection<Policy>> {
    return listPolicies(context, page, [sql`enterprise_id = ${id}::uuid`], filter, orderBy);
  }
}
