import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { anybody, asRole, mayInsert, mayRead, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';
import { named } from '../database/schema/columns.js';
import type { CountedLines } from './counted-lines.js';
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

/**
 * The number of a release's recipients that an institution insured. It is stored with the release, because the public
 * cannot see policies.
 */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE'))) })
export class ReleaseInstitution {
  @PrimaryKey({ type: 'uuid' })
  releaseId: string;

  @PrimaryKey({ type: 'text' })
  name: string;

  @Property({ type: 'int' })
  recipientCount: number;
}

/** A release, and the counts of its lines. */
interface Counted {
  release: { id: string; noticeId: string };
  lines: CountedLines;
}

const statements: Record<StatisticsGroup, (counted: Counted) => RawBuilder<RecipientGroup>> = {
  CITY: ({ lines }) => sql`
    select code as key, ${named('name', 'recipient_count', 'total_amount')} from ${lines('CITY')} join region using (code)`,
  QUALIFICATION: ({ lines }) => sql`
    select code as key, ${named('name', 'recipient_count', 'total_amount')}
    from ${lines('QUALIFICATION')} join qualification_kind using (code)`,
  PRODUCT: ({ lines, release }) => sql`
    select groups.code as key, ${named('product.name', 'recipient_count')}, null as "totalAmount"
    from publicity_notice as notice
      join lateral ${idOfRulesInForce(sql`notice.programme_id`)} as rules on true
      join product on product.rules_id = rules.id
      join ${lines('PRODUCT')} on groups.code = product.code
    where notice.id = ${release.noticeId}::uuid`,
  INSTITUTION: ({ release }) => sql`
    select name as key, ${named('name', 'recipient_count')}, null as "totalAmount"
    from release_institution where release_id = ${release.id}::uuid`,
};

/** Returns the groups of a release, the largest first. */
export async function recipientStatistics(
  em: EntityManager,
  release: Counted['release'],
  groupBy: StatisticsGroup,
  lines: CountedLines,
): Promise<RecipientGroup[]> {
  const { rows } = await sql<RecipientGroup>`
    select * from (${statements[groupBy]({ release, lines })}) as groups
    order by "recipientCount" desc, key`.execute(em.getKysely());
  return rows;
}

/** Counts a new release's recipients by insurer while the policies are visible to the publishing role. */
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
