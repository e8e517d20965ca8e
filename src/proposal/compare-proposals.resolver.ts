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
import { keyOf } from '../common/global-id.js';
import { MoneyScalar } from '../common/money.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../common/pagination.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../identity/access.js';
import type { Context } from '../identity/context.js';
import { staff } from '../identity/role.js';
import { Policy } from '../policy/policy.js';
import { policyById } from '../policy/policy.loader.js';
import { LeftOutReason } from './assessment.js';
import { changesBetween } from './compare-proposals.js';
import { proposalById } from './proposal.loader.js';

export enum ChangeKind {
  CAME_IN = 'CAME_IN',
  WENT_OUT = 'WENT_OUT',
  CHANGED = 'CHANGED',
}

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

  @Field(() => ChangeKind, { description: '变化类别.' })
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
    @Arg('earlier', () => ID, { description: 'Id of the earlier revision.' }) earlier: string,
    @Arg('later', () => ID, { description: 'Id of the later revision.' }) later: string,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<ProposalChange> | null> {
    const [from, to] = [keyOf('SubsidyProposal', earlier), keyOf('SubsidyProposal', later)];
    if (!from || !to || !(await proposalById(context, from)) || !(await proposalById(context, to))) return null;
    return readPage(
      await context.db.read(),
      ChangeConnection,
      {
        select: sql`enterprise_id as "enterpriseId", kind, granted_before as before, granted_after as after, reasons,
          policies_in as "policiesIn", policies_out as "policiesOut"`,
        from: changesBetween(from, to),
        where: [],
      },
      {
        name: 'DIFFERENCE_DESC',
        keys: [
          { sql: sql`abs(difference)`, descending: true, type: 'numeric' },
          { sql: sql`enterprise_id`, type: 'uuid' },
        ],
      },
      page,
    );
  }

  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: the enterprise.' })
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

async function policiesOf(context: Context, ids: string[]): Promise<Policy[]> {
  const policies = await Promise.all(ids.map((id) => policyById(context, id)));
  return policies.filter((policy) => policy !== null);
}
