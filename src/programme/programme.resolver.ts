import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { findOnly } from '../database/find-only.js';
import { FindsOnly } from '../database/schema/relation.js';
import { OrderBy, defineOrders } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { QualificationKind } from './catalogue/catalogue.js';
import { Programme } from './programme.js';
import { ProgrammeRules } from './programme-rules.js';
import { Product } from './catalogue/product.js';
import { allRulesOfProgramme, productsOfRules, qualificationKindByCode, rulesOfProgramme } from './programme.loader.js';
import { ProgrammeFilter } from './programme.inputs.js';

const ProgrammeConnection = connectionOf(Programme);

const orders = defineOrders('Programme', {
  POLICY_YEAR_DESC: {
    description: 'The newest policy year first.',
    descending: true,
    keys: [
      { sql: sql`policy_year`, type: 'integer' },
      { sql: sql`id`, type: 'uuid' },
    ],
  },
  CODE: { description: 'Ordered by code.', keys: [{ sql: sql`code`, type: 'text' }] },
});

const programmeColumns = columnsOf(Programme);

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Access(...everybody)
  @Query(() => ProgrammeConnection, { description: '年度工作: list of the programmes.' })
  async programmes(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ProgrammeFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ProgrammeFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Programme>> {
    const where = filter.policyYear ? [sql`policy_year = ${filter.policyYear}`] : [];
    return readPage(
      await context.db.read(),
      ProgrammeConnection,
      { select: programmeColumns, from: sql`programme`, where },
      orders.of(orderBy),
      page,
    );
  }

  @FindsOnly()
  @Access(...everybody)
  @Query(() => Programme, { nullable: true, description: 'One programme by its code; null where there is none.' })
  async programme(
    @Ctx() context: Context,
    @Arg('code', () => String, { description: 'Business key, for example `FJ-2025`.' }) code: string,
  ): Promise<Programme | null> {
    return findOnly(await context.db.read(), Programme, { code });
  }

  @FieldResolver(() => ProgrammeRules, { description: '现行规则: the newest version of the rules.' })
  rules(@Root() programme: Programme, @Ctx() context: Context): Promise<ProgrammeRules | null> {
    return rulesOfProgramme(context, programme.id);
  }

  @FieldResolver(() => [ProgrammeRules], {
    description: '规则各版本: every version of the rules that was in force, the first one first.',
  })
  rulesVersions(@Root() programme: Programme, @Ctx() context: Context): Promise<ProgrammeRules[]> {
    return allRulesOfProgramme(context, programme.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether policies can be pushed now.' })
  openForPush(@Root() programme: Programme, @Ctx() context: Context): boolean {
    return programme.isOpenForPush(context.clock.now());
  }
}

@Resolver(() => ProgrammeRules)
export class ProgrammeRulesResolver {
  @FieldResolver(() => [Product], {
    description: '险种: the kinds of insurance that are subsidised, with their rates.',
  })
  products(@Root() rules: ProgrammeRules, @Ctx() context: Context): Promise<Product[]> {
    return productsOfRules(context, rules.id);
  }

  @FieldResolver(() => [QualificationKind], {
    description: '企业资质: the kinds of company that are eligible; one is enough, several are not added up.',
  })
  async qualificationKinds(@Root() rules: ProgrammeRules, @Ctx() context: Context): Promise<QualificationKind[]> {
    const kinds = await Promise.all(rules.qualificationKinds.map((code) => qualificationKindByCode(context, code)));
    return kinds.filter((kind) => kind !== null);
  }
}
