import { sql } from 'kysely';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../../kernel/lists/pagination.js';
import { Enterprise } from '../../enterprise/enterprise.js';
import { enterpriseById } from '../../enterprise/enterprise.loader.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { staff } from '../../access/role.js';
import { Policy } from '../../policy/policy.js';
import { policyById } from '../../policy/policy.loader.js';
import { LeftOutReason } from '../../assessment/left-out-policy.js';
import { changesBetween } from './compare-proposals.js';
import { previousOfProposal, proposalById } from '../proposal.loader.js';
import { SubsidyProposal } from '../subsidy-proposal.js';
import { named } from '../../database/schema/columns.js';

export enum ChangeKind {
  CAME_IN = 'CAME_IN',
  WENT_OUT = 'WENT_OUT',
  CHANGED = 'CHANGED',
}

export enum ChangeCause {
  POLICY_ADDED = 'POLICY_ADDED',
  POLICY_LET_IN = 'POLICY_LET_IN',
  POLICY_LEFT_OUT = 'POLICY_LEFT_OUT',
  POLICY_WITHDRAWN = 'POLICY_WITHDRAWN',
  BASE = 'BASE',
  RATE = 'RATE',
  OTHER_FUNDING = 'OTHER_FUNDING',
  REGISTRATION = 'REGISTRATION',
  QUALIFICATIONS = 'QUALIFICATIONS',
  CAPS = 'CAPS',
  BUDGET = 'BUDGET',
}

registerEnumType(ChangeCause, {
  name: 'ChangeCause',
  description: '变化原因: why an enterprise differs between two revisions. Values may be added.',
  valuesConfig: {
    POLICY_ADDED: { description: '新增保单: a policy counts that was not there before.' },
    POLICY_LET_IN: { description: '补正后计入: a policy counts that was left out before.' },
    POLICY_LEFT_OUT: { description: '不再计入: a policy that counted is left out now; `reasons` says why.' },
    POLICY_WITHDRAWN: { description: '保单撤回: a policy that counted is no longer there.' },
    BASE: { description: '基数变化: premium or refunds of a policy changed.' },
    RATE: { description: '比例变化: another rate, by changed rules or another year of insurance.' },
    OTHER_FUNDING: { description: '其他资金或规则变化: other public money, its ceiling or the rounding changed.' },
    REGISTRATION: {
      description: '登记信息变化: place or status in the register differ, by an import or a look-up between the two.',
    },
    QUALIFICATIONS: { description: '资质名单变化: the lists of qualified companies say something else of it.' },
    CAPS: { description: '上限核减变化: the caps take off more or less.' },
    BUDGET: { description: '预算核减变化: the budget takes off more or less.' },
  },
});

registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: '变化类别: how an enterprise differs between two revisions.',
  valuesConfig: {
    CAME_IN: { description: '新增: on the later list only.' },
    WENT_OUT: { description: '移出: on the earlier list only.' },
    CHANGED: { description: '金额变化: on both, with another amount.' },
  },
});

@ObjectType({ description: '方案差异: an enterprise that two revisions treat differently.' })
@Access(...staff)
export class ProposalChange {
  enterpriseId: string;
  policiesIn: string[];
  policiesOut: string[];

  @Field(() => ChangeKind, { description: '变化类别: kind of change.' })
  kind: ChangeKind;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '原金额: granted by the earlier revision; null if it was not on it.',
  })
  before: string | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '现金额: granted by the later revision; null if it is not on it.',
  })
  after: string | null;

  @Field(() => [LeftOutReason], {
    description:
      '原因: why policies of it were left out, by the revision that it is missing from (the later where on both).',
  })
  reasons: LeftOutReason[];

  @Field(() => [ChangeCause], { description: '变化原因: everything that changed, from what both runs stored.' })
  causes: ChangeCause[];
}

const ChangeConnection = connectionOf(ProposalChange);

@Resolver(() => ProposalChange)
export class CompareProposalsResolver {
  @Access(...staff)
  @Query(() => ChangeConnection, {
    nullable: true,
    description: '比较方案: what changed between two revisions, the largest difference first; null unless both exist.',
  })
  async compareProposals(
    @Ctx() context: Context,
    @Arg('earlierId', () => ID, { description: 'Id of the earlier revision.' }) earlier: string,
    @Arg('laterId', () => ID, { description: 'Id of the later revision.' }) later: string,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<ProposalChange> | null> {
    const [from, to] = [keyOf('SubsidyProposal', earlier), keyOf('SubsidyProposal', later)];
    if (!from || !to || !(await proposalById(context, from)) || !(await proposalById(context, to))) return null;
    return changesPage(context, from, to, page);
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: the insured company.' })
  enterprise(@Root() { enterpriseId }: ProposalChange, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, enterpriseId);
  }

  @FieldResolver(() => [Policy], { description: '新计入保单: policies that count in the later revision only.' })
  policiesIn(@Root() { policiesIn }: ProposalChange, @Ctx() context: Context): Promise<Policy[]> {
    return policiesOf(context, policiesIn);
  }

  @FieldResolver(() => [Policy], { description: '不再计入保单: policies that counted in the earlier revision only.' })
  policiesOut(@Root() { policiesOut }: ProposalChange, @Ctx() context: Context): Promise<Policy[]> {
    return policiesOf(context, policiesOut);
  }
}

@Resolver(() => SubsidyProposal)
export class ProposalChangesResolver {
  @FieldResolver(() => SubsidyProposal, {
    nullable: true,
    description:
      '上一版: the last revision that was with the department, or else the one before this; null for the first.',
  })
  async previous(@Root() { id }: SubsidyProposal, @Ctx() context: Context): Promise<SubsidyProposal | null> {
    const found = await previousOfProposal(context, id);
    return found && proposalById(context, found.previousId);
  }

  @FieldResolver(() => ChangeConnection, {
    nullable: true,
    description: '与上一版差异: what changed since `previous`, the largest difference first; null for the first.',
  })
  async changes(
    @Root() { id }: SubsidyProposal,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<ProposalChange> | null> {
    const found = await previousOfProposal(context, id);
    return found && changesPage(context, found.previousId, id, page);
  }
}

async function changesPage(
  context: Context,
  from: string,
  to: string,
  page: PageArguments,
): Promise<Connection<ProposalChange>> {
  const select = sql`${named('enterprise_id', 'kind')},
    granted_before as before, granted_after as after, ${named('reasons')},
    ${named('causes', 'policies_in', 'policies_out')}`;
  return readPage(
    await context.db.read(),
    ChangeConnection,
    { select, from: changesBetween(from, to), where: [] },
    {
      name: 'DIFFERENCE_DESC',
      descending: true,
      keys: [
        { sql: sql`abs(difference)`, type: 'numeric' },
        { sql: sql`enterprise_id`, type: 'uuid' },
      ],
    },
    page,
  );
}

async function policiesOf(context: Context, ids: string[]): Promise<Policy[]> {
  const policies = await Promise.all(ids.map((id) => policyById(context, id)));
  return policies.filter((policy) => policy !== null);
}
