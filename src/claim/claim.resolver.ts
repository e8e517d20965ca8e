import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../common/global-id.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../common/pagination.js';
import { normaliseCreditCode } from '../enterprise/credit-code.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../identity/access.js';
import type { Context } from '../identity/context.js';
import { Role, staff } from '../identity/role.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { AssessmentLine } from '../proposal/assessment.js';
import { assessmentKey, linesOfAssessment, proposalById } from '../proposal/proposal.loader.js';
import { SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { Claim } from './claim.js';
import { claimById } from './claim.loader.js';
import { ClaimStatus } from './claim-status.js';

const ClaimConnection = connectionOf(Claim);

@InputType({ description: 'Which claims.' })
export class ClaimFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => [ClaimStatus], { nullable: true, description: 'Only in one of these states.' })
  statuses?: ClaimStatus[];

  @Field(() => String, { nullable: true, description: 'Credit code of the enterprise.' })
  creditCode?: string;
}

const claimColumns = sql`id, programme_id as "programmeId", enterprise_id as "enterpriseId",
  proposal_id as "proposalId", status, calculated_amount as "calculatedAmount", cap_cut as "capCut",
  budget_cut as "budgetCut", correction_cut as "correctionCut", granted_amount as "grantedAmount",
  status_changed_at as "statusChangedAt", claim_by as "claimBy", reminded_at as "remindedAt", version`;

@Resolver(() => Claim)
export class ClaimResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => ClaimConnection, { description: '企业补贴: claims, the largest first; an enterprise sees its own.' })
  async claims(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ClaimFilter, { nullable: true, description: 'Which; all where absent.' })
    filter?: ClaimFilter,
  ): Promise<Connection<Claim>> {
    return readPage(
      await context.db.read(),
      ClaimConnection,
      { select: claimColumns, from: sql`claim`, where: conditionsOf(filter ?? {}) },
      {
        name: 'GRANTED_AMOUNT_DESC',
        keys: [
          { sql: sql`granted_amount`, descending: true, type: 'numeric' },
          { sql: sql`id`, type: 'uuid' },
        ],
      },
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

function conditionsOf(filter: ClaimFilter) {
  return [
    ...(filter.programme ? [sql`programme_id = (select id from programme where code = ${filter.programme})`] : []),
    ...(filter.statuses ? [sql`status = any(${filter.statuses}::text[])`] : []),
    ...(filter.creditCode
      ? [sql`enterprise_id = (select id from enterprise where credit_code = ${normaliseCreditCode(filter.creditCode)})`]
      : []),
  ];
}
