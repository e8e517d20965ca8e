import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff } from '../access/role.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { RegistrationStatus } from '../register/registered-company.js';

/** Roles that help companies to come in, and the offices that supervise this. */
export const cityReaders: Role[] = [Role.CITY, ...staff];

export enum CityLack {
  REGISTRATION = 'REGISTRATION',
  BANK_ACCOUNT = 'BANK_ACCOUNT',
  PAPERS = 'PAPERS',
}

registerEnumType(CityLack, {
  name: 'CityLack',
  description: '待补事项: what a company still lacks.',
  valuesConfig: {
    REGISTRATION: { description: '未注册: nobody acts for it on the platform.' },
    BANK_ACCOUNT: { description: '未填账户: it has no bank account on the platform.' },
    PAPERS: { description: '缺材料: a policy of it lacks papers, which its insurer attaches.' },
  },
});

@ObjectType({
  description:
    '辖区企业: a company with policies of a programme, by what it lacks. Neither its people nor its accounts are shown, only whether there are some.',
})
@Access(...cityReaders)
export class CityCompany {
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Field(() => String, { description: '企业名称: the registered name.' })
  name: string;

  regionCode: string;

  @Field(() => RegistrationStatus, { nullable: true, description: '登记状态: status in the register.' })
  registerStatus: RegistrationStatus | null;

  @Field(() => Int, { description: '保单数: policies of the programme that its insurers pushed.' })
  policyCount: number;

  @Field(() => Int, { description: '缺材料保单数: those of them that lack papers.' })
  incompletePolicyCount: number;

  @Field(() => Boolean, { description: '是否已注册: whether somebody acts for it on the platform.' })
  registered: boolean;

  @Field(() => Boolean, { description: '是否已填账户: whether it has a bank account on the platform.' })
  hasBankAccount: boolean;
}

@ObjectType({ description: '辖区进度: how far the companies of a region are, in sums.' })
@Access(...cityReaders)
export class CityProgress {
  programmeId: string;
  regionCode: string;

  @Field(() => Int, { description: '企业数: companies with policies of the programme.' })
  companyCount: number;

  @Field(() => Int, { description: '已注册企业数: companies that have registered.' })
  registeredCount: number;

  @Field(() => Int, { description: '已填账户企业数: companies that have a bank account.' })
  withBankAccountCount: number;

  @Field(() => Int, { description: '材料齐全企业数: companies none of whose policies lacks papers.' })
  withPapersCount: number;

  @Field(() => Int, { description: '保单数: number of policies.' })
  policyCount: number;

  @Field(() => Int, { description: '材料齐全保单数: policies with all papers.' })
  completePolicyCount: number;

  @Field(() => Int, { description: '公示企业数: subsidies on a published list, without those excluded.' })
  publicisedCount: number;

  @Field(() => Int, { description: '已申领企业数: subsidies that their companies claimed.' })
  claimedCount: number;

  @Field(() => Int, { description: '已拨付企业数: subsidies that were paid.' })
  paidCount: number;

  @Field(() => Int, { description: '放弃申领企业数: subsidies that were given up.' })
  forfeitedCount: number;

  @Field(() => MoneyScalar, { description: '公示金额: sum of the published subsidies, without those excluded.' })
  publicisedAmount: string;

  @Field(() => MoneyScalar, { description: '已拨付金额: sum of the paid subsidies.' })
  paidAmount: string;
}
