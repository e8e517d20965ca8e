import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { anybody, asRole, mayInsert, mayRead, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';
import { named } from '../database/schema/columns.js';
import { idOfRulesInForce } from '../programme/rules-in-force.js';

export enum StatisticsGroup {
  CITY = 'CITY',
  PRODUCT = 'PRODUCT',
  INSTITUTION = 'INSTITUTION',
  QUALIFICATION = 'QUALIFICATION',
}

registerEnumType(StatisticsGroup, {
  name: 'StatisticsGroup',
  description: '分组: by what a published list is counted.',
  valuesConfig: {
    CITY: { description: '设区市: by reporting region.' },
    PRODUCT: { description: '险种: by product insured. Counts only: amounts by product would give premiums away.' },
    INSTITUTION: { description: '保险机构: by insurer. Counts only, for the same reason.' },
    QUALIFICATION: { description: '企业资质: by kind of company; one with several counts in each.' },
  },
});

@ObjectType({ description: '公示统计: one group of a published list.' })
@Access(...everybody)
export class RecipientGroup {
  @Field(() => String, { description: 'Code of the group; for an institution its name.' })
  key: string;

  @Field(() => String, { description: '名称: name of the group in Chinese.' })
  name: string;

  @Field(() => Int, { description: '企业数: how many recipients.' })
  recipientCount: number;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '拟补贴金额: sum of their amounts; null where the sum would give premiums away.',
  })
  totalAmount: string | null;
}

/** How many of a release's recipients an institution insured, frozen with it: the public cannot see policies. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE'))) })
export class ReleaseInstitution {
  @PrimaryKey({ type: 'uuid' })
  releaseId: string;

  @PrimaryKey({ type: 'text' })
  name: string;

  @Property({ type: 'int' })
  recipientCount: number;
}

const statements: Record<StatisticsGroup, (releaseId: string) => RawBuilder<RecipientGroup>> = {
  CITY: (id) => sql`
    select region.code as key, region.name, count(*)::int as "recipientCount", sum(amount)::text as "totalAmount"
    from recipient join region on region.code = region_code
    where release_id = ${id}::uuid group by region.code, region.name`,
  QUALIFICATION: (id) => sql`
    select kind.code as key, kind.name, count(*)::int as "recipientCount", sum(amount)::text as "totalAmount"
    from recipient join qualification_kind as kind on kind.code = any(qualification_kinds)
    where release_id = ${id}::uuid group by kind.code, kind.name`,
  PRODUCT: (id) => sql`
    select product.code as key, product.name, count(*)::int as "recipientCount", null as "totalAmount"
    from recipient join notice_release as release on release.id = release_id
      join publicity_notice as notice on notice.id = release.notice_id
      join lateral ${idOfRulesInForce(sql`notice.programme_id`)} as rules on true
      join product on product.rules_id = rules.id and product.code = any(product_codes)
    where release_id = ${id}::uuid group by product.code, product.name`,
  INSTITUTION: (id) => sql`
    select name as key, ${named('name', 'recipient_count')}, null as "totalAmount"
    from release_institution where release_id = ${id}::uuid`,
};

/** The groups of a release, the largest first. */
export async function recipientStatistics(
  em: EntityManager,
  releaseId: string,
  groupBy: StatisticsGroup,
): Promise<RecipientGroup[]> {
  const { rows } = await sql<RecipientGroup>`
    select * from (${statements[groupBy](releaseId)}) as groups
    order by "recipientCount" desc, key`.execute(em.getKysely());
  return rows;
}

/** Counts a new release's recipients by insurer, while we may still look at the policies behind it. */
export async function freezeInstitutions(em: EntityManager, releaseId: string): Promise<void> {
  await sql`
    insert into release_institution (release_id, name, recipient_count)
    select release.id, institution.name, count(distinct recipient.id)
    from notice_release as release
      join publicity_notice as notice on notice.id = release.notice_id
      join recipient on recipient.release_id = release.id
      join enterprise on enterprise.credit_code = recipient.credit_code
      join assessment_line as line on line.proposal_id = notice.proposal_id and line.enterprise_id = enterprise.id
      join policy on policy.id = line.policy_id
      join institution on institution.id = policy.institution_id
    where release.id = ${releaseId}::uuid
    group by release.id, institution.name`.execute(em.getKysely());
}
