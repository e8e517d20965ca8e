import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { findOnly } from '../database/find-only.js';
import { FindsOnly, ReadsByKey } from '../database/schema/relation.js';
import { withId } from '../kernel/values/global-id.js';
import { OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments } from '../kernel/lists/pagination.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { AssessmentLine } from '../assessment/assessment-line.js';
import { assessmentKey, linesOfAssessment } from '../assessment/assessment.loader.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { policyById } from '../policy/policy.loader.js';
import { proposalById } from '../proposal/proposal.loader.js';
import { SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { Claim } from './claim.js';
import { ClaimConnection, ClaimFilter, claimOrders, listClaims } from './lists/list-claims.js';

@Resolver(() => Claim)
export class ClaimResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => ClaimConnection, { description: '企业补贴: claims; an enterprise sees its own.' })
  claims(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ClaimFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ClaimFilter = {},
    @OrderBy(claimOrders) orderBy = claimOrders.first,
  ): Promise<Connection<Claim>> {
    return listClaims(context, page, [], filter, orderBy);
  }

  @FindsOnly()
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => Claim, { nullable: true, description: 'One claim; null where there is none that you may see.' })
  async claim(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Id of the claim.' }) id: string,
  ): Promise<Claim | null> {
    return findOnly(await context.db.read(), Claim, withId('Claim', id));
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() claim: Claim, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, claim.programmeId);
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: whose subsidy it is.' })
  enterprise(@Root() claim: Claim, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, claim.enterpriseId);
  }

  @ReadsByKey(() => SubsidyProposal, 'proposalId')
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

  @Access(...staff)
  @FieldResolver(() => [Institution], {
    description: '保险机构: whose policies count in it, each once, by their names.',
  })
  async institutions(@Root() claim: Claim, @Ctx() context: Context): Promise<Institution[]> {
    const lines = await linesOfAssessment(context, assessmentKey(claim.proposalId, claim.enterpriseId));
    const policies = await Promise.all(lines.map(({ policyId }) => policyById(context, policyId)));
    const ids = new Set(policies.flatMap((policy) => policy?.institutionId ?? []));
    const found = await Promise.all([...ids].map((id) => institutionById(context, id)));
    return found.filter((one) => one !== null).toSorted((one, other) => one.name.localeCompare(other.name, 'zh'));
  }
}
