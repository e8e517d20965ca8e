import { columnsOf } from '../database/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { ofEnterprise } from '../enterprise/find-enterprise.js';
import { keyOf } from '../kernel/global-id.js';
import { defineOrders, OrderBy } from '../kernel/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/pagination.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { ofProgramme } from '../programme/find-programme.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { AssessmentLine } from '../assessment/assessment.js';
import { assessmentKey, linesOfAssessment } from '../assessment/assessment.loader.js';
import { proposalById } from '../proposal/proposal.loader.js';
import { SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { Claim } from './claim.js';
import { claimById } from './claim.loader.js';
import { ClaimStatus } from './claim-status.js';

const ClaimConnection = connectionOf(Claim);

const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

const orders = defineOrders('Claim', {
  GRANTED_AMOUNT_DESC: {
    description: 'The largest granted amount first.',
    descending: true,
    keys: [{ sql: sql`granted_amount`, type: 'numeric' }, uniqueId],
  },
  STATUS_CHANGED_AT_DESC: {
    description: 'The one that changed last first.',
    descending: true,
    keys: [{ sql: sql`status_changed_at`, type: 'timestamptz' }, uniqueId],
  },
});

@InputType({ description: 'Which claims.' })
export class ClaimFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => [ClaimStatus], { nullable: true, description: 'Only in one of these states.' })
  statuses?: ClaimStatus[];

  @Field(() => String, { nullable: true, description: 'Credit code of the enterprise.' })
  creditCode?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '是否已告知: `false` for claims whose time runs though nobody is known to have been told; `true` for the others that were asked.',
  })
  told?: boolean;
}

const claimColumns = columnsOf(Claim);

@Resolver(() => Claim)
export class ClaimResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => ClaimConnection, { description: '企业补贴: claims; an enterprise sees its own.' })
  async claims(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ClaimFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ClaimFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Claim>> {
    return readPage(
      await context.db.read(),
      ClaimConnection,
      { select: claimColumns, from: sql`claim`, where: conditionsOf(filter), alternatives: inStatus(filter.statuses) },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => Claim, { nullable: true, description: 'One claim; null where there is none that you may see.' })
  async claim(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Id of the claim.' }) id: string,
  ): Promise<Claim | null> {
    const key = keyOf('Claim', id);
    return key ? claimById(context, key) : null;
  }

  @FieldResolver(() => Programme, { description: '年度工作: the programme.' })
  programme(@Root() claim: Claim, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, claim.programmeId);
  }

  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: whose subsidy it is.' })
  enterprise(@Root() claim: Claim, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, claim.enterpriseId);
  }

  @Access(...staff)
  @FieldResolver(() => SubsidyProposal, { nullable: true, description: '建议方案: the revision its amounts are from.' })
  proposal(@Root() claim: Claim, @Ctx() context: Context): Promise<SubsidyProposal | null> {
    return proposalById(context, claim.proposalId);
  }

  @FieldResolver(() => [AssessmentLine], {
    description: '测算明细: one line for each policy that counts. Lines less all cuts are the granted amount.',
  })
  lines(@Root() claim: Claim, @Ctx() context: Context): Promise<AssessmentLine[]> {
    return linesOfAssessment(context, assessmentKey(claim.proposalId, claim.enterpriseId));
  }
}

const untold = sql`(status = 'AWAITING_CLAIM' and told_at is null)`;

function inStatus(statuses: ClaimStatus[] | undefined) {
  return [...new Set(statuses)].map((status) => sql`status = ${status}`);
}

function conditionsOf(filter: ClaimFilter) {
  return [
    ...ofProgramme(filter.programme),
    ...(filter.statuses?.length === 0 ? [sql`false`] : []),
    ...ofEnterprise(filter.creditCode),
    ...(filter.told == null ? [] : [filter.told ? sql`told_at is not null` : untold]),
  ];
}
