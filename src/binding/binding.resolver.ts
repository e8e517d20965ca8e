import { columnsOf } from '../database/schema/columns.js';
import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { ofEnterprise } from '../enterprise/find-enterprise.js';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import type { Viewer } from '../access/viewer.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { bindEnterprise, boundEnterprise } from './bind-enterprise.js';
import { type SeenBinding, confirmBinding, rejectBinding, revokeBinding } from './decide-binding.js';
import { EnterpriseBinding } from './enterprise-binding.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import {
  BindEnterpriseInput,
  BindingPayload,
  BindingReasonInput,
  BindingStepInput,
  EnterpriseBindingFilter,
} from './binding.inputs.js';

const BindingConnection = connectionOf(EnterpriseBinding);

@ObjectType({ description: 'The binding, and a token to act for the enterprise where it holds at once.' })
@Access(Role.ENTERPRISE)
class BindEnterprisePayload extends BindingPayload {
  @Field(() => String, {
    nullable: true,
    description: 'A token for the enterprise; null while PLATFORM has to confirm, and for a front-end.',
  })
  token?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the token ends.' })
  tokenExpiresAt?: Date | null;
}

const orders = defineTimeOrders('EnterpriseBinding', 'requested_at');

/**
 * Conditions for the bindings of a person: their own, and those of the enterprise for which they act. Row security has
 * the same as one condition.
 */
function theirs({ role, accountId, subjectId }: Viewer): RawBuilder<unknown>[] {
  if (role !== Role.ENTERPRISE) return [];
  return [
    sql`account_id = ${accountId}::uuid`,
    sql`enterprise_id = ${subjectId}::uuid and account_id <> ${accountId}::uuid`,
  ];
}

@Resolver(() => EnterpriseBinding)
export class BindingResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => BindingConnection, { description: '企业认证: bindings; yours and your enterprise’s.' })
  async enterpriseBindings(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => EnterpriseBindingFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: EnterpriseBindingFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<EnterpriseBinding>> {
    const select = columnsOf(EnterpriseBinding, { without: ['personDigest'] });
    const where = [...(filter.status ? [sql`status = ${filter.status}`] : []), ...ofEnterprise(filter.creditCode)];
    return readPage(
      await context.db.read(),
      BindingConnection,
      { select, from: sql`enterprise_binding`, where, alternatives: theirs(context.viewer) },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.ENTERPRISE)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => BindEnterprisePayload, {
    description:
      '企业认证: binds you, once verified, to an enterprise as legal representative or as agent (annex 2, one 2 (2)).',
  })
  bindEnterprise(
    @Ctx() context: Context,
    @Arg('input', () => BindEnterpriseInput, { description: 'The enterprise to act for, and how.' })
    input: BindEnterpriseInput,
  ): Promise<BindEnterprisePayload> {
    const authorisationId = input.authorisationId ? keyOf('Authorisation', input.authorisationId) : undefined;
    return payloadOf(BindEnterprisePayload, context.language, () =>
      bindEnterprise(context, { ...input, authorisationId }),
    );
  }

  @Access(Role.PLATFORM)
  @FourEyes('bindEnterprise')
  @Mutation(() => BindingPayload, { description: '确认授权书: the agent may act for the enterprise.' })
  confirmBinding(
    @Ctx() context: Context,
    @Arg('input', () => BindingStepInput, { description: 'The binding to confirm.' }) input: BindingStepInput,
  ): Promise<BindingPayload> {
    return payload(context, () => confirmBinding(context, seen(input)));
  }

  @Access(Role.PLATFORM)
  @FourEyes('bindEnterprise')
  @Mutation(() => BindingPayload, { description: '不予通过: the authorisation is not accepted.' })
  rejectBinding(
    @Ctx() context: Context,
    @Arg('input', () => BindingReasonInput, { description: 'The binding, and why.' }) input: BindingReasonInput,
  ): Promise<BindingPayload> {
    return payload(context, () => rejectBinding(context, seen(input), input.reason));
  }

  @Access(Role.ENTERPRISE, Role.PLATFORM)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @OnePerson('It takes access away and gives none.')
  @Mutation(() => BindingPayload, {
    description:
      '撤销企业认证: your own; the legal representative and PLATFORM any of the enterprise. Tokens and sockets end.',
  })
  revokeBinding(
    @Ctx() context: Context,
    @Arg('input', () => BindingReasonInput, { description: 'The binding, and why.' }) input: BindingReasonInput,
  ): Promise<BindingPayload> {
    return payload(context, () => revokeBinding(context, seen(input), input.reason));
  }

  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: once you may act for it.' })
  async enterprise(@Root() binding: EnterpriseBinding, @Ctx() context: Context): Promise<Enterprise | null> {
    return boundEnterprise(binding) ?? (await enterpriseById(context, binding.enterpriseId));
  }

  @Access(Role.PLATFORM)
  @FieldResolver(() => ID, {
    nullable: true,
    description: '授权书: read it at `GET /authorisations/:id`; that it was read is logged.',
  })
  authorisationId(@Root() { authorisationId }: EnterpriseBinding): string | null {
    return authorisationId && globalId('Authorisation', authorisationId);
  }
}

function seen({ bindingId, version }: BindingStepInput): SeenBinding {
  return { bindingId: keyOf('EnterpriseBinding', bindingId), version };
}

function payload(context: Context, work: () => Promise<EnterpriseBinding>): Promise<BindingPayload> {
  return payloadOf(BindingPayload, context.language, async () => ({ binding: await work() }));
}
