import { columnsOf } from '../database/columns.js';
import { sql } from 'kysely';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { keyOf } from '../kernel/global-id.js';
import { defineOrders, OrderBy } from '../kernel/list-order.js';
import { canonicalIdentifier } from '../kernel/identifier.js';
import { rowsAs } from '../kernel/node.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/pagination.js';
import { Payload, payloadOf } from '../kernel/payload.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { ofEnterprise } from '../enterprise/find-enterprise.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { ofProgramme } from '../programme/find-programme.js';
import { Programme } from '../programme/programme.js';
import { Product } from '../programme/product.js';
import { productsOfRules, programmeById, rulesOfProgramme } from '../programme/programme.loader.js';
import { Policy, PolicyStatus } from './policy.js';
import { policyById } from './policy.loader.js';
import { PolicyOutcomeStatus } from './policy-outcome.js';
import { withdrawPolicy } from './withdraw-policy.js';

const PolicyConnection = connectionOf(Policy);

const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

const orders = defineOrders('Policy', {
  ACCEPTED_AT_DESC: {
    description: 'The latest accepted first.',
    descending: true,
    keys: [{ sql: sql`accepted_at`, type: 'timestamptz' }, uniqueId],
  },
  POLICY_NO: { description: 'By policy number.', keys: [{ sql: sql`policy_no`, type: 'text' }, uniqueId] },
});

@InputType({ description: 'Which policies.' })
class PolicyFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => String, {
    nullable: true,
    description: 'This policy number; blanks and width make no difference, case does.',
  })
  policyNo?: string;

  @Field(() => String, { nullable: true, description: 'Credit code of the insured enterprise.' })
  creditCode?: string;

  @Field(() => PolicyStatus, { nullable: true, description: 'Only in this state.' })
  status?: PolicyStatus;

  @Field(() => PolicyOutcomeStatus, { nullable: true, description: '保单结果: only with this outcome.' })
  outcome?: PolicyOutcomeStatus;

  @Field(() => Boolean, { nullable: true, description: 'Whether papers are still missing.' })
  incomplete?: boolean;

  @Field(() => Boolean, { nullable: true, description: '存疑: whether it is flagged for review.' })
  flagged?: boolean;

  @Field(() => ID, { nullable: true, description: 'Only those that this submission brought.' })
  submissionId?: string;
}

@InputType({ description: 'A policy to take back.' })
class WithdrawPolicyInput {
  @Field(() => ID, { description: 'The policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => String, { description: '撤回理由: why it is taken back.' })
  reason: string;
}

@ObjectType({ description: 'What became of the request to take a policy back.' })
@Access(Role.INSURER)
class WithdrawPolicyPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy, now withdrawn.' })
  policy?: Policy | null;
}

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
  async policies(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PolicyFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PolicyFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Policy>> {
    const select = sql`${columnsOf(Policy, { without: ['share', 'incomplete'] })}, trim_scale(share)::text as share`;
    const where = conditionsOf(filter);
    return readPage(
      await context.db.read(),
      PolicyConnection,
      { select, from: sql`policy`, where },
      orders.of(orderBy),
      page,
    );
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

  @FieldResolver(() => Programme, { description: '年度工作: the programme that it was pushed into.' })
  programme(@Root() policy: Policy, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, policy.programmeId);
  }

  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => Institution, { nullable: true, description: '保险机构: who pushed it.' })
  institution(@Root() policy: Policy, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, policy.institutionId);
  }

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

  @FieldResolver(() => Product, { nullable: true, description: '险种: the product, by the rules in force.' })
  async product(@Root() policy: Policy, @Ctx() context: Context): Promise<Product | null> {
    const rules = await rulesOfProgramme(context, policy.programmeId);
    const products = rules ? await productsOfRules(context, rules.id) : [];
    return products.find((product) => product.code === policy.productCode) ?? null;
  }
}

function conditionsOf(filter: PolicyFilter) {
  return [
    ...ofProgramme(filter.programme),
    ...(filter.policyNo ? [sql`policy_no = ${canonicalIdentifier(filter.policyNo)}`] : []),
    ...ofEnterprise(filter.creditCode),
    ...(filter.status ? [sql`status = ${filter.status}`] : []),
    ...(filter.outcome ? [sql`outcome = ${filter.outcome}`] : []),
    ...(filter.flagged == null
      ? []
      : [
          sql`${sql.raw(filter.flagged ? '' : 'not')} exists (select from policy_flag where policy_flag.policy_id = policy.id)`,
        ]),
    ...(filter.submissionId
      ? [
          sql`submission_id = ${keyOf('Submission', filter.submissionId) ?? '00000000-0000-0000-0000-000000000000'}::uuid`,
        ]
      : []),
    ...(filter.incomplete == null ? [] : [filter.incomplete ? sql`incomplete` : sql`not incomplete`]),
  ];
}
