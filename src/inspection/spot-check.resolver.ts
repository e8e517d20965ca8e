import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { ofProgramme } from '../programme/find-programme.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { proposalById } from '../proposal/proposal.loader.js';
import { SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { drawSpotCheck } from './draw/draw-spot-check.js';
import { itemCountsOfSpotCheck, spotCheckById, spotCheckColumns, strataOfSpotCheck } from './inspection.loader.js';
import { DrawSpotCheckInput, DrawSpotCheckPayload, SpotCheckFilter, SpotCheckItemFilter } from './spot-check.inputs.js';
import { withItems } from './worklist/items-of-check.sql.js';
import { ItemStatus, SpotCheckItem } from './spot-check-item.js';
import { SpotCheck, SpotCheckStratum } from './spot-check.js';
import { OnePerson } from '../account/four-eyes.js';

const SpotCheckConnection = connectionOf(SpotCheck);
const orders = defineTimeOrders('SpotCheck', 'drawn_at');
const ItemConnection = withSums(connectionOf(SpotCheckItem), {
  column: 'status',
  enumeration: ItemStatus,
  access: Access(Role.INSURER, ...staff),
});

const nobody = '00000000-0000-0000-0000-000000000000';

@Resolver(() => SpotCheck)
export class SpotCheckResolver {
  @Access(Role.INSURER, ...staff)
  @Query(() => SpotCheckConnection, {
    description: '抽核: spot checks; an insurer sees those that drew from it, and its own part of them.',
  })
  async spotChecks(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => SpotCheckFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: SpotCheckFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<SpotCheck>> {
    // Filters by strata, because row security shows an insurer only its own strata: which other institutions a check
    // drew from is confidential.
    const where = [
      ...ofProgramme(filter.programme),
      ...(filter.itemStatus ? [withItems(filter.itemStatus)] : []),
      ...(filter.institutionId
        ? [
            sql`exists (select from spot_check_stratum as stratum where stratum.spot_check_id = spot_check.id
            and stratum.institution_id = ${keyOf('Institution', filter.institutionId) ?? nobody}::uuid)`,
          ]
        : []),
    ];
    return readPage(
      await context.db.read(),
      SpotCheckConnection,
      { select: spotCheckColumns, from: sql`spot_check`, where },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.SCIENCE, Role.REGULATOR)
  @OnePerson(
    'The sample follows from a seed and can be drawn again by anybody who audits; findings need a second person.',
  )
  @Mutation(() => DrawSpotCheckPayload, {
    description:
      '抽取抽核样本: draws a sample by institution, product and amount, from a seed that the gateway draws and records (§4).',
  })
  drawSpotCheck(
    @Ctx() context: Context,
    @Arg('input', () => DrawSpotCheckInput, { description: 'From what, and how much.' }) input: DrawSpotCheckInput,
  ): Promise<DrawSpotCheckPayload> {
    return payloadOf(DrawSpotCheckPayload, context.language, async () => {
      const { institutionIds, proposalId, ...rest } = input;
      const id = await drawSpotCheck(context, {
        ...rest,
        institutionIds: institutionIds && institutionIds.map((id) => keyOf('Institution', id)),
        proposalId: proposalId && keyOf('SubsidyProposal', proposalId),
      });
      return { spotCheck: await spotCheckById(context, id) };
    });
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() { programmeId }: SpotCheck, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, programmeId);
  }

  @ReadsByKey(() => SubsidyProposal, 'proposalId')
  @Access(...staff)
  @FieldResolver(() => SubsidyProposal, {
    nullable: true,
    description: '建议方案: the revision whose policies were drawn from; null where it was every accepted policy.',
  })
  async proposal(@Root() { proposalId }: SpotCheck, @Ctx() context: Context): Promise<SubsidyProposal | null> {
    return proposalId ? proposalById(context, proposalId) : null;
  }

  @FieldResolver(() => [SpotCheckStratum], { description: '抽样层: what was drawn of each; an insurer sees its own.' })
  strata(@Root() { id }: SpotCheck, @Ctx() context: Context): Promise<SpotCheckStratum[]> {
    return strataOfSpotCheck(context, id);
  }

  @FieldResolver(() => Int, { description: '总体数: policies that were drawn from, of those that you may see.' })
  async populationCount(@Root() { id }: SpotCheck, @Ctx() context: Context): Promise<number> {
    const strata = await strataOfSpotCheck(context, id);
    return strata.reduce((sum, stratum) => sum + stratum.populationCount, 0);
  }

  @FieldResolver(() => Int, { description: '样本数: policies that were drawn, of those that you may see.' })
  async sampleCount(@Root() { id }: SpotCheck, @Ctx() context: Context): Promise<number> {
    const strata = await strataOfSpotCheck(context, id);
    return strata.reduce((sum, stratum) => sum + stratum.sampleCount, 0);
  }

  @FieldResolver(() => Int, { description: '未办结数: items without a confirmed finding, of those that you may see.' })
  async openCount(@Root() { id }: SpotCheck, @Ctx() context: Context): Promise<number> {
    return (await itemCountsOfSpotCheck(context, id))?.open ?? 0;
  }

  @FieldResolver(() => Int, { description: '不合格数: items that failed, of those that you may see.' })
  async failedCount(@Root() { id }: SpotCheck, @Ctx() context: Context): Promise<number> {
    return (await itemCountsOfSpotCheck(context, id))?.failed ?? 0;
  }

  @FieldResolver(() => ItemConnection, { description: '抽核件: the drawn policies, in the order of their drawing.' })
  async items(
    @Root() { id }: SpotCheck,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => SpotCheckItemFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter?: SpotCheckItemFilter,
  ): Promise<Connection<SpotCheckItem>> {
    const where = [
      sql`spot_check_id = ${id}::uuid`,
      ...(filter?.statuses ? [sql`status = any(${filter.statuses}::text[])`] : []),
      ...(filter?.institutionId
        ? [sql`institution_id = ${keyOf('Institution', filter.institutionId) ?? nobody}::uuid`]
        : []),
    ];
    const select = columnsOf(SpotCheckItem);
    return readPage(
      await context.db.read(),
      ItemConnection,
      { select, from: sql`spot_check_item`, where },
      { name: 'DRAWN', keys: [{ sql: sql`id`, type: 'uuid' }] },
      page,
    );
  }
}

@Resolver(() => SpotCheckStratum)
export class SpotCheckStratumResolver {
  @ReadsByKey(() => Institution, 'institutionId')
  @FieldResolver(() => Institution, {
    nullable: true,
    description: '保险机构: the institution whose policies are drawn.',
  })
  institution(@Root() { institutionId }: SpotCheckStratum, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, institutionId);
  }
}
