import { DecimalScalar } from '../../kernel/values/decimal.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { DocumentKind } from '../catalogue/document-kind.js';
import { RegistrationStatus } from '../../register/registered-company.js';
import { BudgetPolicy, NameBasis, QualificationBasis, RegionBasis, Rounding, SubsidyBase } from '../programme-rules.js';

@InputType({ description: '险种: a kind of insurance that the programme is to subsidise.' })
export class ProductInput {
  @Field(() => String, { description: 'Code in capitals, for example `PRODUCT_LIABILITY`.' })
  code: string;

  @Field(() => String, { description: '险种名称: official name, in Chinese.' })
  name: string;

  @Field(() => String, { description: 'Name in English.' })
  nameInEnglish: string;

  @Field(() => String, { description: '类别: class, for example `A`.' })
  productClass: string;

  @Field(() => DecimalScalar, { description: '补贴比例: share of the base, as a decimal: "0.5" is 50 %.' })
  rate: string;

  @Field(() => [DecimalScalar], {
    description: '续保补贴比例: rates from the second year of insurance on; empty: always `rate`.',
  })
  laterRates: string[] = [];

  @Field(() => MoneyScalar, { nullable: true, description: '险种上限: most for one enterprise and this product.' })
  enterpriseCap: string | null = null;

  @Field(() => Boolean, { description: '仅限首次投保: whether only a first year of insurance counts.' })
  firstTimeOnly: boolean = false;

  @Field(() => String, { description: 'Section of the notice that sets the rate, for example `§2(一)`.' })
  section: string;
}

@InputType({ description: '企业资质类别: a kind of company that no programme has named before.' })
export class QualificationKindInput {
  @Field(() => String, { description: 'Code in capitals, for example `YOUNG_EAGLE`.' })
  code: string;

  @Field(() => String, { description: '名称: official name in Chinese, for example 雏鹰企业.' })
  name: string;

  @Field(() => String, { description: 'Name in English.' })
  nameInEnglish: string;
}

@InputType({ description: '补贴规则: who is to be eligible, and how much is to be paid.' })
export class RulesInput {
  @Field(() => MoneyScalar, { description: '每家企业上限: most that one enterprise gets in the programme.' })
  enterpriseCap: string;

  @Field(() => String, { nullable: true, description: '上限依据: section of the notice that sets the caps.' })
  capSection: string | null = null;

  @Field(() => String, { nullable: true, description: '预算依据: section of the notice that limits the year’s funds.' })
  budgetSection: string | null = null;

  @Field(() => SubsidyBase, { description: '补贴基数: amount that the rate applies to.' })
  base: SubsidyBase = SubsidyBase.PREMIUM_LESS_REFUNDS;

  @Field(() => Rounding, { description: '取整方式: how amounts are rounded to the fen.' })
  rounding: Rounding = Rounding.HALF_UP;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '合计资助上限: share of the base, together with other public money.',
  })
  fundingCeiling: string | null = null;

  @Field(() => QualificationBasis, { description: '资质认定时点: day on which a qualification must be valid.' })
  qualificationBasis: QualificationBasis = QualificationBasis.POLICY_START;

  @Field(() => DateScalar, { nullable: true, description: '资质认定日: required where the basis is FIXED_DAY.' })
  qualificationDay: string | null = null;

  @Field(() => MoneyScalar, { nullable: true, description: '年度预算: the year’s funds.' })
  budget: string | null = null;

  @Field(() => BudgetPolicy, { description: '超预算处理方式: what happens where the total is above the budget.' })
  budgetPolicy: BudgetPolicy = BudgetPolicy.NONE;

  @Field(() => Int, { description: '保险期限上限: longest term of a policy, in months.' })
  maximumTermMonths: number;

  @Field(() => Boolean, {
    description:
      '期满日是否可为对应日: whether a policy of the longest term may end on the anniversary of its first day, such as 2024-01-11 to 2025-01-11 for 12 months; otherwise at most on the day before.',
  })
  termEndInclusive: boolean = true;

  @Field(() => [String], { description: '适用地区: division codes or their beginnings that are in.' })
  regionsIn: string[];

  @Field(() => [String], { description: '不适用地区: division codes or their beginnings that are out.' })
  regionsOut: string[] = [];

  @Field(() => RegionBasis, { description: '注册地认定时点: day whose registered region counts.' })
  regionBasis: RegionBasis = RegionBasis.ASSESSMENT_DAY;

  @Field(() => DateScalar, { nullable: true, description: '注册地认定日: required where the basis is FIXED_DAY.' })
  regionDay: string | null = null;

  @Field(() => NameBasis, { description: '企业名称认定时点: day whose registered name counts.' })
  nameBasis: NameBasis = NameBasis.PUBLICATION_DAY;

  @Field(() => [RegistrationStatus], {
    nullable: true,
    description:
      '不予补贴的登记状态: a company in one of these is left out; null: `MOVED_OUT`, `REVOKED`, `MERGED` and `DEREGISTERED`.',
  })
  statusesOut: RegistrationStatus[] | null = null;

  @Field(() => [String], { description: '企业资质: codes of the kinds of company that are eligible.' })
  qualificationKinds: string[];

  @Field(() => [DocumentKind], { description: '必备材料: papers that a policy needs before it counts.' })
  requiredDocuments: DocumentKind[];

  @Field(() => [ProductInput], { description: '险种: the products, in their order.' })
  products: ProductInput[];
}

@InputType({ description: '咨询电话: an office that answers questions about the programme.' })
export class NoticeContactInput {
  @Field(() => String, { description: '部门: the office, without names of persons.' })
  office: string;

  @Field(() => String, { description: '电话: its phone number, with the area code.' })
  phone: string;
}

@InputType({ description: '附件: a file that goes with the notice.' })
export class NoticeAttachmentInput {
  @Field(() => String, { description: '附件名称: title, for example `附件1：保险机构操作指南`.' })
  title: string;

  @Field(() => ID, { description: 'Id of the file, from `POST /upload/programme-attachments`.' })
  attachmentId: string;
}

@InputType({ description: '发布通知: the notice that issues the programme (§3 one), as it is published.' })
export class IssuedNoticeInput {
  @Field(() => String, { description: '正文: the whole text, as Markdown (CommonMark).' })
  text: string;

  @Field(() => DateScalar, { description: '印发日期: day on which it is issued.' })
  issuedOn: string;

  @Field(() => [String], { description: '发文机关: offices that issue it, in their order.' })
  issuingBodies: string[];

  @Field(() => [NoticeContactInput], { description: '联系方式: offices that answer questions.' })
  contacts: NoticeContactInput[] = [];

  @Field(() => [NoticeAttachmentInput], { description: '附件: files that go with it, in their order.' })
  attachments: NoticeAttachmentInput[] = [];
}

@InputType({ description: '年度补贴工作: a programme with its windows and rules.' })
export class ProgrammeInput {
  @Field(() => String, { description: 'Short business key, for example `FJ-2026`.' })
  code: string;

  @Field(() => String, { description: '标题: title, in Chinese.' })
  title: string;

  @Field(() => String, { description: '文号: number of the official document.' })
  documentNumber: string;

  @Field(() => Int, { description: '保单年度: policies count that start in this year.' })
  policyYear: number;

  @Field(() => DateScalar, { description: 'The day from which institutions may push.' })
  opensOn: string;

  @Field(() => DateScalar, { description: '机构注册截止: last day for institutions to register.' })
  institutionRegistrationUntil: string;

  @Field(() => DateScalar, { description: '企业注册截止: last day for enterprises to register.' })
  enterpriseRegistrationUntil: string;

  @Field(() => DateScalar, { description: '保单上传截止: last day to push policies.' })
  policyPushUntil: string;

  @Field(() => Int, { description: '公示工作日数: working days of the public notice.' })
  publicityWorkingDays: number;

  @Field(() => Int, { description: '填报工作日数: working days to give payment information.' })
  paymentInformationWorkingDays: number;

  @Field(() => Int, { description: '异议处理工作日数: working days to decide an objection after it was filed.' })
  objectionWorkingDays: number = 5;

  @Field(() => Int, { description: '审核工作日数: working days that each step of the review may take.' })
  reviewWorkingDays: number = 5;

  @Field(() => Int, {
    description: '保单问题答复工作日数: working days for an insurer to answer what a company reports of a policy.',
  })
  problemAnswerWorkingDays: number = 5;

  @Field(() => IssuedNoticeInput, { nullable: true, description: '发布通知: the published notice itself.' })
  notice: IssuedNoticeInput | null = null;

  @Field(() => [QualificationKindInput], {
    description:
      '新增资质类别: kinds of company that are not known yet; `rules.qualificationKinds` may then name them.',
  })
  newQualificationKinds: QualificationKindInput[] = [];

  @Field(() => RulesInput, { description: '补贴规则: rules of the subsidy.' })
  rules: RulesInput;
}
