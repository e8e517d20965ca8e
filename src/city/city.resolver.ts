import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { OrderBy, defineOrders } from '../kernel/lists/list-order.js';
import type { Place } from '../kernel/lists/list-statement.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { Region } from '../programme/catalogue/catalogue.js';
import { regionByCode } from '../programme/programme.loader.js';
import { regionsOf } from '../assessment/eligibility/eligible-counts.sql.js';
import { CityCompany, CityLack, CityProgress, cityReaders } from './city-company.js';
import { named } from '../database/schema/columns.js';
import { CityCompanyFilter } from './city.inputs.js';
import { eligibleOf } from './city.loader.js';

const CityCompanyConnection = connectionOf(CityCompany);

const orders = defineOrders('CityCompany', {
  CREDIT_CODE: { description: 'By credit code.', keys: [{ sql: sql`credit_code`, type: 'text' }] },
});

const lacking = {
  REGISTRATION: sql`not registered`,
  BANK_ACCOUNT: sql`not has_account`,
  PAPERS: sql`incomplete > 0`,
};

const columns = sql`${named('credit_code', 'name', 'region_code', 'register_status', 'policies as policy_count')},
  ${named('incomplete as incomplete_policy_count')}, registered, ${named('has_account as has_bank_account')}`;

/**
 * Selects the companies of a page with one function; `company_standing` would read every company that comes before
 * them. Each is looked up by its code: the planner estimates a thousand rows for a function and would merge them with
 * all companies.
 */
function lackingFrom(
  { keys, forward, rows }: Place,
  programmeId: RawBuilder<unknown>,
  { lacks, region }: Pick<CityCompanyFilter, 'lacks' | 'region'>,
): RawBuilder<unknown> {
  return sql`
    companies_lacking(${programmeId}, ${lacks ?? null}::text, ${region ?? null}::text, ${keys?.[0] ?? null}::text, ${forward}::boolean, ${sql.lit(rows)})
      as lacking cross join lateral (select * from enterprise where credit_code = lacking.code limit 1) as enterprise`;
}

@Resolver(() => CityCompany)
export class CityCompanyResolver {
  @Access(...cityReaders)
  @Query(() => CityCompanyConnection, {
    description:
      '辖区企业: companies with policies of a programme and what each lacks. A CITY sees those of its region, the offices all.',
  })
  async cityCompanies(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('programme', () => String, { description: 'Code of the programme.' }) programme: string,
    @Arg('filter', () => CityCompanyFilter, { nullable: true, description: 'Which; all where absent.' })
    { lacks, creditCode, region }: CityCompanyFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<CityCompany>> {
    const id = sql`(select programme.id from programme where code = ${programme})`;
    const standing = sql`cross join lateral company_standing(${id}, enterprise.id) as standing`;
    const where = [
      sql`region_code is not null and policies > 0`,
      ...(lacks ? [lacking[lacks]] : []),
      ...(creditCode ? [sql`credit_code = ${normaliseCreditCode(creditCode)}`] : []),
      ...(region ? [sql`region_code = ${region}`] : []),
    ];
    return readPage(
      await context.db.read(),
      CityCompanyConnection,
      {
        select: columns,
        from: sql`enterprise ${standing}`,
        ...(!creditCode && {
          countFrom: sql`city_companies(${id})`,
          pageFrom: (place) => sql`${lackingFrom(place, id, { lacks, region })} ${standing}`,
        }),
        where,
      },
      orders.of(orderBy),
      page,
    );
  }

  @ReadsByKey(() => Region, 'regionCode', 'code')
  @FieldResolver(() => Region, { nullable: true, description: '设区市: region of the company.' })
  region(@Root() { regionCode }: CityCompany, @Ctx() context: Context): Promise<Region | null> {
    return regionByCode(context, regionCode);
  }

  @FieldResolver(() => [CityLack], {
    description: '待补事项: everything that it lacks; empty where nothing is missing.',
  })
  lacks(@Root() { registered, hasBankAccount, incompletePolicyCount }: CityCompany): CityLack[] {
    return [
      ...(registered ? [] : [CityLack.REGISTRATION]),
      ...(hasBankAccount ? [] : [CityLack.BANK_ACCOUNT]),
      ...(incompletePolicyCount > 0 ? [CityLack.PAPERS] : []),
    ];
  }
}

const counts = {
  companyCount: 'companies',
  registeredCount: 'registered',
  withBankAccountCount: 'with_account',
  withPapersCount: 'with_papers',
  policyCount: 'policies',
  completePolicyCount: 'complete',
  publicisedCount: 'publicised',
  claimedCount: 'claimed',
  paidCount: 'paid',
  forfeitedCount: 'forfeited',
};
const amounts = { publicisedAmount: 'publicised_amount', paidAmount: 'paid_amount' };

const progressColumns = sql.join([
  ...Object.entries(counts).map(([name, column]) => sql`coalesce(${sql.ref(column)}, 0) as ${sql.id(name)}`),
  ...Object.entries(amounts).map(
    ([name, column]) => sql`coalesce(${sql.ref(column)}, 0)::numeric(16,2)::text as ${sql.id(name)}`,
  ),
]);

@Resolver(() => CityProgress)
export class CityProgressResolver {
  @Access(...cityReaders)
  @Query(() => [CityProgress], {
    description: '辖区进度: sums for each region of the programme that you may see: a CITY its own, the offices all.',
  })
  async cityProgress(
    @Ctx() context: Context,
    @Arg('programme', () => String, { description: 'Code of the programme.' }) programme: string,
  ): Promise<CityProgress[]> {
    const { rows } = await sql<CityProgress>`
      with chosen as (select id as programme_id from programme where code = ${programme}), covered as (
        ${regionsOf(sql`select programme_id from chosen`)}
      )
      select ${named('programme_id', 'region_code')}, ${progressColumns}
      from chosen cross join (
        select * from city_progress((select programme_id from chosen))
          full join (select code as region_code from covered where sees_region(code)) as covered using (region_code)
      ) as progress
      where region_code is not null order by region_code`.execute((await context.db.read()).getKysely());
    return rows;
  }

  @FieldResolver(() => Int, {
    description:
      '符合条件企业数: companies of the region that are eligible, insured or not, counted now as `PublicityNotice.eligibleEnterprises` was when a list was published.',
  })
  async eligibleCount(@Root() { programmeId, regionCode }: CityProgress, @Ctx() context: Context): Promise<number> {
    return (await eligibleOf(context, programmeId))?.counts[regionCode] ?? 0;
  }

  @ReadsByKey(() => Region, 'regionCode', 'code')
  @FieldResolver(() => Region, { nullable: true, description: '设区市: region that the figures are of.' })
  region(@Root() { regionCode }: CityProgress, @Ctx() context: Context): Promise<Region | null> {
    return regionByCode(context, regionCode);
  }
}
