import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ofEnterprise } from './find-enterprise.js';
import { companiesNamed } from './lists/companies.sql.js';
import { OrderBy, defineOrders } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { named, plainColumnsOf } from '../database/schema/columns.js';
import { findOnly } from '../database/find-only.js';
import { FindsOnly, ReadsByKey, ReadsMany } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { QualificationKind, Region } from '../programme/catalogue/catalogue.js';
import { qualificationKindByCode, regionByCode } from '../programme/programme.loader.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { Enterprise, Qualification } from './enterprise.js';
import { enterpriseById, qualificationsOfEnterprise } from './enterprise.loader.js';
import { EnterpriseFilter, QualificationFilter } from './enterprise.inputs.js';
import { nearDay, validFrom, validOnDay, validUntil } from './lists/valid-on.js';

const EnterpriseConnection = connectionOf(Enterprise);

const byCreditCode = { sql: sql`credit_code`, type: 'text' } as const;

const orders = defineOrders('Enterprise', {
  CREDIT_CODE: { description: 'By credit code.', keys: [byCreditCode] },
  NAME: { description: 'Ordered by name.', keys: [{ sql: sql`name`, type: 'text' }, byCreditCode] },
});

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @Query(() => EnterpriseConnection, {
    description: '企业: enterprises; an insurer sees those it insures, an enterprise itself.',
  })
  async enterprises(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => EnterpriseFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: EnterpriseFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Enterprise>> {
    const em = await context.db.read();
    return readPage(
      em,
      EnterpriseConnection,
      {
        select: sql`${named('id', 'credit_code', 'name', 'division_code', 'region_code', 'register_status')},
          demonstration`,
        from: sql`enterprise`,
        where: [
          ...(filter.creditCode ? [sql`credit_code = ${normaliseCreditCode(filter.creditCode)}`] : []),
          ...(await companiesNamed(em, filter.name, context.viewer)),
          ...(filter.region ? [sql`region_code = ${filter.region}`] : []),
        ],
        isSearch: filter.name != null,
      },
      orders.of(orderBy),
      page,
    );
  }

  @FindsOnly()
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @Query(() => Enterprise, {
    nullable: true,
    description: '企业: one enterprise by its credit code; null where there is none that you may see.',
  })
  async enterprise(
    @Ctx() context: Context,
    @Arg('creditCode', () => String, { description: '统一社会信用代码: unified social credit code.' })
    creditCode: string,
  ): Promise<Enterprise | null> {
    return findOnly(await context.db.read(), Enterprise, { creditCode: normaliseCreditCode(creditCode) });
  }

  @ReadsByKey(() => Region, 'regionCode', 'code')
  @FieldResolver(() => Region, { nullable: true, description: '设区市: reporting region; null until it is known.' })
  region(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<Region | null> | null {
    return enterprise.regionCode ? regionByCode(context, enterprise.regionCode) : null;
  }

  @ReadsMany(['id'], (enterprise, own) => ({
    select: plainColumnsOf(Qualification, own),
    from: sql`qualification as ${sql.id(own)}`,
    where: sql`${sql.id(own, 'enterprise_id')} = ${enterprise('id')}`,
    orderBy: sql`${sql.id(own, 'valid_from')}, ${sql.id(own, 'kind')}`,
  }))
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [Qualification], { nullable: true, description: '企业资质: its qualifications, oldest first.' })
  qualifications(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<Qualification[]> {
    return qualificationsOfEnterprise(context, enterprise.id);
  }
}

const QualificationConnection = connectionOf(Qualification);

const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

const qualificationOrders = defineOrders('Qualification', {
  VALID_FROM_DESC: {
    description: 'The latest to begin first.',
    descending: true,
    keys: [{ sql: validFrom, type: 'date' }, uniqueId],
  },
  VALID_UNTIL: { description: 'The first to end first.', keys: [{ sql: validUntil, type: 'date' }, uniqueId] },
});

@Resolver(() => Qualification)
export class QualificationResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => QualificationConnection, {
    description: '企业资质: what departments listed; an enterprise sees its own.',
  })
  async qualifications(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => QualificationFilter, { nullable: true, description: 'Filter; everything where absent.' })
    { creditCode, kind, validOn }: QualificationFilter = {},
    @OrderBy(qualificationOrders) orderBy = qualificationOrders.first,
  ): Promise<Connection<Qualification>> {
    const areMany = creditCode == null && context.viewer.role !== Role.ENTERPRISE;
    const em = await context.db.read();
    return readPage(
      em,
      QualificationConnection,
      {
        select: sql`${named('id', 'enterprise_id', 'kind', 'valid_from', 'valid_until')}, source`,
        from: sql`qualification`,
        where: [...ofEnterprise(creditCode), ...(kind ? [sql`kind = ${kind}`] : [])],
        bounds: [
          ...(validOn ? validOnDay(validOn) : []),
          ...(validOn && areMany ? await nearDay(em, validOn, kind) : []),
        ],
      },
      qualificationOrders.of(orderBy),
      page,
    );
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: whose qualification it is.' })
  enterprise(@Root() { enterpriseId }: Qualification, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, enterpriseId);
  }

  @ReadsByKey(() => QualificationKind, 'kind', 'code')
  @FieldResolver(() => QualificationKind, { description: '资质类别: the kind of company.' })
  kind(@Root() qualification: Qualification, @Ctx() context: Context): Promise<QualificationKind | null> {
    return qualificationKindByCode(context, qualification.kind);
  }
}
