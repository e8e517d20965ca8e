import { sql } from 'kysely';
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { NameBasis, RegionBasis } from '../../programme/programme-rules.js';
import { RegistrationStatus } from '../../register/registered-company.js';
import { Explanation } from '../explanation/explanation.js';
import { named } from '../../database/schema/columns.js';

@ObjectType({
  description: '认定的登记信息: which registered place and name of the company count, by the rules of the programme.',
})
@Access(Role.ENTERPRISE, ...staff)
export class CountedRegistration {
  @Field(() => String, { nullable: true, description: '注册地区划: division code that counted.' })
  divisionCode: string | null;

  @Field(() => RegionBasis, { description: '注册地认定时点: which day the rules name for the place.' })
  regionBasis: RegionBasis;

  @Field(() => DateScalar, { nullable: true, description: '注册地认定日: the day whose registration counts.' })
  regionDay: string | null;

  @Field(() => RegistrationStatus, { nullable: true, description: '登记状态: status on the day of assessment.' })
  status: RegistrationStatus | null;

  @Field(() => String, { description: '企业名称: name that counts; before the publication, the present one.' })
  name: string;

  @Field(() => NameBasis, { description: '企业名称认定时点: which day the rules name for the name.' })
  nameBasis: NameBasis;

  @Field(() => DateScalar, {
    nullable: true,
    description: '企业名称认定日: that day; null while the list is not published.',
  })
  nameDay: string | null;
}

@Resolver(() => Explanation)
export class CountedRegistrationResolver {
  @FieldResolver(() => CountedRegistration, {
    description: '认定的登记信息: which registered place and name of the company count.',
  })
  async registration(@Root() { of }: Explanation, @Ctx() context: Context): Promise<CountedRegistration> {
    const em = await context.db.read();
    const { rows } = await sql<CountedRegistration>`
      select ${named('division_found as division_code', 'region_basis')},
        coalesce(region_day, assessed_on) as "regionDay", status_found as status, ${named('name_basis')},
        case name_basis when 'ASSESSMENT_DAY' then coalesce(name_found, enterprise.name)
          else coalesce(published.name, enterprise.name) end as name,
        case name_basis when 'ASSESSMENT_DAY' then assessed_on else published.day end as "nameDay"
      from assessment
        join programme_rules as rules on rules.id = assessment.rules_id
        join enterprise on enterprise.id = assessment.enterprise_id
        left join lateral (
          select recipient.name, (release.published_at at time zone 'Asia/Shanghai')::date as day
          from publicity_notice as notice join notice_release as release on release.notice_id = notice.id
            join recipient on recipient.release_id = release.id and recipient.credit_code = enterprise.credit_code
          where notice.proposal_id = assessment.proposal_id
          order by release.number limit 1
        ) as published on true
      where assessment.proposal_id = ${of.proposalId}::uuid and assessment.enterprise_id = ${of.enterpriseId}::uuid
    `.execute(em.getKysely());
    return Object.assign(new CountedRegistration(), rows[0]);
  }
}
