import { Arg, Args, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { findOnly } from '../database/find-only.js';
import { OrderBy } from '../kernel/lists/list-order.js';
import { rowsAs } from '../kernel/node.js';
import { type Connection, PageArguments } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { FindsOnly, ReadsByKey, ReadsOne } from '../database/schema/relation.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { Programme } from '../programme/programme.js';
import { Product } from '../programme/catalogue/product.js';
import { productInForce } from '../programme/catalogue/product.sql.js';
import { productsOfRules, programmeById, rulesOfProgramme } from '../programme/programme.loader.js';
import { Policy } from './policy.js';
import { PolicyConnection, PolicyFilter, listPolicies, policyOf, policyOrders } from './lists/list-policies.js';
import { policyById } from './policy.loader.js';
import { withdrawPolicy } from './withdraw-policy.js';
import { WithdrawPolicyInput, WithdrawPolicyPayload } from './policy.inputs.js';

@ObjectType({ description: '原始写法: an identifier as its sender wrote it.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staff)
class SentIdentifier {
  @Field(() => String, {
    description: 'Name of the field, as in PolicyRowInput: policyNo, creditCode, invoiceNo, coinsuranceNo.',
  })
  field: string;

  @Field(() => String, { description: 'The text as it was sent.' })
  text: string;
}

@Resolver(() => Policy)
export class PolicyResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @Query(() => PolicyConnection, {
    description: 'Policies; an insurer sees those it pushed, an enterprise those it is insured by.',
  })
  policies(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PolicyFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PolicyFilter = {},
    @OrderBy(policyOrders) orderBy = policyOrders.first,
  ): Promise<Connection<Policy>> {
    return listPolicies(context, page, [], filter, orderBy);
  }

  @FindsOnly()
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @Query(() => Policy, {
    nullable: true,
    description:
      'One policy by its number; null where there is none that you may see, or where several institutions have a policy of this number and `institutionId` does not say whose.',
  })
  async policy(
    @Ctx() context: Context,
    @Arg('policyNo', () => String, { description: '保单号; blanks and width make no difference, case does.' })
    policyNo: string,
    @Arg('institutionId', () => ID, { nullable: true, description: 'Id of the institution; not needed by an insurer.' })
    institutionId?: string | null,
  ): Promise<Policy | null> {
    return findOnly(await context.db.read(), Policy, policyOf(policyNo, institutionId));
  }

  @Access(Role.INSURER)
  @Mutation(() => WithdrawPolicyPayload, {
    description: '撤回保单: takes a policy back, with a reason. It counts in no later assessment.',
  })
  withdrawPolicy(
    @Ctx() context: Context,
    @Arg('input', () => WithdrawPolicyInput, { description: 'The policy, and why.' }) input: WithdrawPolicyInput,
  ): Promise<WithdrawPolicyPayload> {
    return payloadOf(WithdrawPolicyPayload, context.language, async () => {
      const id = await withdrawPolicy(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the programme that it was pushed into.' })
  programme(@Root() policy: Policy, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, policy.programmeId);
  }

  @ReadsByKey(() => Institution, 'institutionId')
  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => Institution, { nullable: true, description: '保险机构: who pushed it.' })
  institution(@Root() policy: Policy, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, policy.institutionId);
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '投保企业: the insured enterprise.' })
  enterprise(@Root() policy: Policy, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, policy.enterpriseId);
  }

  @FieldResolver(() => [SentIdentifier], {
    description:
      '原始写法: identifiers that were sent in another form than the one in which they are stored and compared; empty where none was.',
  })
  sentIdentifiers(@Root() { asSent }: Policy): SentIdentifier[] {
    return rowsAs(
      SentIdentifier,
      Object.entries(asSent ?? {}).map(([field, text]) => ({ field, text })),
    );
  }

  @ReadsOne(['programmeId', 'productCode'], (policy, own) =>
    productInForce(policy('programmeId'), policy('productCode'), own),
  )
  @FieldResolver(() => Product, { nullable: true, description: '险种: the product, by the rules in force.' })
  async product(@Root() policy: Policy, @Ctx() context: Context): Promise<Product | null> {
    const rules = await rulesOfProgramme(context, policy.programmeId);
    const products = rules ? await productsOfRules(context, rules.id) : [];
    return products.find((product) => product.code === policy.productCode) ?? null;
  }
}
