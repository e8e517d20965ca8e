import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { staff } from '../access/role.js';
import { countExcludedSince } from '../assessment/excluded-since.js';
import { SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { itemCountsOfProposal } from './inspection.loader.js';

@ObjectType({ description: '方案抽核情况: what spot checks say about the policies that count in a revision.' })
@Access(...staff)
export class ProposalSpotChecks {
  @Field(() => Int, { description: '抽核中: its policies that were drawn and have no confirmed finding yet.' })
  open: number;

  @Field(() => Int, { description: '合格: its policies that were drawn and passed.' })
  passed: number;

  @Field(() => Int, {
    description: '不合格: its policies that failed since it was computed; the next revision leaves them out.',
  })
  failed: number;

  @Field(() => Int, {
    description:
      '测算后不予计入: its policies that were kept out since, failed or blocked. Above zero it can be neither submitted nor approved.',
  })
  excludedSince: number;
}

@Resolver(() => SubsidyProposal)
export class ProposalSpotChecksResolver {
  @Access(...staff)
  @FieldResolver(() => ProposalSpotChecks, {
    description: '抽核情况: for the reviewer, how far the spot checks of its policies are.',
  })
  async spotChecks(@Root() { id }: SubsidyProposal, @Ctx() context: Context): Promise<ProposalSpotChecks> {
    const { open = 0, passed = 0, failed = 0 } = (await itemCountsOfProposal(context, id)) ?? {};
    const excludedSince = await countExcludedSince(await context.db.read(), id);
    return Object.assign(new ProposalSpotChecks(), { open, passed, failed, excludedSince });
  }
}
