import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { dayOf } from '../kernel/values/dates.js';
import { keyOf } from '../kernel/values/global-id.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Policy } from '../policy/policy.js';
import { policyById } from '../policy/policy.loader.js';
import { ofProgramme } from '../programme/find-programme.js';
import { PolicyProblem, PolicyProblemMessage, PolicyProblemStatus } from './policy-problem.js';
import {
  PolicyProblemFilter,
  PolicyProblemMessageInput,
  PolicyProblemPayload,
  PolicyProblemStepInput,
  ReportPolicyProblemInput,
} from './policy-problem.inputs.js';
import { answerPolicyProblem, closePolicyProblem, replyToPolicyProblem } from './problem-thread.js';
import { reportPolicyProblem } from './report-policy-problem.js';
import { policyProblemById, messagesOfProblem } from './policy-problem.loader.js';

const PolicyProblemConnection = withSums(connectionOf(PolicyProblem), {
  column: 'status',
  enumeration: PolicyProblemStatus,
  access: Access(Role.INSURER, Role.ENTERPRISE, ...staff),
});
const orders = defineTimeOrders('PolicyProblem', 'reported_at');

const columns = columnsOf(PolicyProblem);

@Resolver(() => PolicyProblem)
export class PolicyProblemResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @Query(() => PolicyProblemConnection, {
    description: '保单问题: what companies reported; an insurer and an enterprise see their own.',
  })
  async policyProblems(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PolicyProblemFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PolicyProblemFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<PolicyProblem>> {
    const late = sql`(status = 'OPEN' and answer_by < ${dayOf(context.clock.now())}::date)`;
    const where = [
      ...ofProgramme(filter.programme),
      ...(filter.status ? [sql`status = ${filter.status}`] : []),
      ...(filter.overdue == null ? [] : [filter.overdue ? late : sql`not ${late}`]),
    ];
    const statement = { select: columns, from: sql`policy_problem`, where };
    return readPage(await context.db.read(), PolicyProblemConnection, statement, orders.of(orderBy), page);
  }

  @Access(Role.ENTERPRISE)
  @Mutation(() => PolicyProblemPayload, {
    description:
      '反映保单问题: says that a policy of your company is missing or wrong; its insurer has to answer in time.',
  })
  reportPolicyProblem(
    @Ctx() context: Context,
    @Arg('input', () => ReportPolicyProblemInput, { description: 'The problem to report, with its text.' })
    input: ReportPolicyProblemInput,
  ): Promise<PolicyProblemPayload> {
    const policyId = input.policyId ? (keyOf('Policy', input.policyId) ?? nobody) : undefined;
    return payload(context, () => reportPolicyProblem(context, { ...input, policyId }));
  }

  @Access(Role.INSURER)
  @Mutation(() => PolicyProblemPayload, {
    description:
      '答复保单问题: answers what a company reported. Correct the policy itself with `correctPolicy` or a push.',
  })
  answerPolicyProblem(
    @Ctx() context: Context,
    @Arg('input', () => PolicyProblemMessageInput, { description: 'The problem, and the text of the answer.' })
    input: PolicyProblemMessageInput,
  ): Promise<PolicyProblemPayload> {
    return payload(context, () => answerPolicyProblem(context, seen(input), input.text));
  }

  @Access(Role.ENTERPRISE)
  @Mutation(() => PolicyProblemPayload, {
    description: '继续反映: writes to the insurer again; after an answer it has new time to answer.',
  })
  replyToPolicyProblem(
    @Ctx() context: Context,
    @Arg('input', () => PolicyProblemMessageInput, { description: 'The problem, and the text of the reply.' })
    input: PolicyProblemMessageInput,
  ): Promise<PolicyProblemPayload> {
    return payload(context, () => replyToPolicyProblem(context, seen(input), input.text));
  }

  @Access(Role.ENTERPRISE)
  @Mutation(() => PolicyProblemPayload, { description: '关闭保单问题: nothing more is to be answered.' })
  closePolicyProblem(
    @Ctx() context: Context,
    @Arg('input', () => PolicyProblemStepInput, { description: 'The problem to close.' }) input: PolicyProblemStepInput,
  ): Promise<PolicyProblemPayload> {
    return payload(context, () => closePolicyProblem(context, seen(input)));
  }

  @FieldResolver(() => Boolean, { description: '是否逾期: whether the insurer has not answered in time.' })
  overdue(@Root() { status, answerBy }: PolicyProblem, @Ctx() { clock }: Context): boolean {
    return status === PolicyProblemStatus.OPEN && answerBy < dayOf(clock.now());
  }

  @FieldResolver(() => [PolicyProblemMessage], { description: '往来记录: the whole thread, the first message first.' })
  messages(@Root() problem: PolicyProblem, @Ctx() context: Context): Promise<PolicyProblemMessage[]> {
    return messagesOfProblem(context, problem.id);
  }

  @ReadsByKey(() => Policy, 'policyId')
  @FieldResolver(() => Policy, { nullable: true, description: '保单: the policy; null where it is missing.' })
  policy(@Root() { policyId }: PolicyProblem, @Ctx() context: Context): Promise<Policy | null> | null {
    return policyId ? policyById(context, policyId) : null;
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: who reported it.' })
  enterprise(@Root() problem: PolicyProblem, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, problem.enterpriseId);
  }

  @ReadsByKey(() => Institution, 'institutionId')
  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => Institution, { nullable: true, description: '保险机构: who has to answer.' })
  institution(@Root() problem: PolicyProblem, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, problem.institutionId);
  }
}

const nobody = '00000000-0000-0000-0000-000000000000';

function seen({ problemId, version }: PolicyProblemStepInput) {
  return { problemId: keyOf('PolicyProblem', problemId), version };
}

function payload(context: Context, work: () => Promise<string>): Promise<PolicyProblemPayload> {
  return payloadOf(PolicyProblemPayload, context.language, async () => ({
    problem: await policyProblemById(context, await work()),
  }));
}
