import { Field, ObjectType } from 'type-graphql';
import type { Language } from '../../kernel/errors/refusal.js';
import { Access } from '../../access/access.js';
import { Role, staff } from '../../access/role.js';
import type { Programme } from '../../programme/programme.js';
import { type ProgrammeRules, QualificationBasis } from '../../programme/programme-rules.js';
import { RegistrationStatus } from '../../register/registered-company.js';
import { LeftOutReason } from '../assessment.js';
import { latestEnd } from '../../policy/longest-term.js';
import { percent } from '../explanation/sentences.js';

@ObjectType({ description: '未满足条件: a condition that a policy fails, and what would mend it.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staff)
export class FailedCondition {
  @Field(() => LeftOutReason, { description: 'The condition that is not met.' })
  reason: LeftOutReason;

  @Field(() => String, { description: '现状: the value found.' })
  found: string;

  @Field(() => String, { description: '要求: the value needed.' })
  needed: string;

  @Field(() => String, { nullable: true, description: '如何补正: what would mend it; null where nothing would.' })
  remedy: string | null;

  @Field(() => String, {
    nullable: true,
    description: '补正截止: until the end of which day; null where nothing would mend it.',
  })
  until: string | null;
}

export interface Found {
  divisionCode: string | null;
  /** Revisions computed before the register was asked have none. */
  registerStatus?: RegistrationStatus | null;
  startsOn: string;
  endsOn: string;
  product: string;
  base: string;
  insuranceYear: number;
  otherFunding: string;
  missingDocuments: string[];
  qualifications: { kind: string; from: string; until: string }[];
  exclusion: string | null;
  /** What keeps this policy out; revisions computed before there were such exclusions have none. */
  policyExclusions?: { reason: string; explanation: string; source: string }[];
  /** Why the published line of its company was removed, where it was. */
  removal?: string | null;
}

interface Wording {
  found: string;
  needed: string;
  remedy: string | null;
}

/** Official names of kinds and products, by code; the code itself where there is none. */
export type NameOf = (code: string) => string;

interface Setting {
  rules: ProgrammeRules;
  programme: Programme;
  nameOf: NameOf;
}

/** 福建省（不含厦门市）. */
export function regionsIn(rules: ProgrammeRules, nameOf: NameOf, language: Language): string {
  const [inside, outside] = [rules.regionsIn.map(nameOf), rules.regionsOut.map(nameOf)];
  if (language === 'zh') return inside.join('、') + (outside.length > 0 ? `（不含${outside.join('、')}）` : '');
  return inside.join(', ') + (outside.length > 0 ? ` (without ${outside.join(', ')})` : '');
}

type Say = (found: Found, setting: Setting) => Wording;

/** Each condition with what was found, as the run stored it, and what the rules that it used ask for. */
export function failedConditions(
  reasons: LeftOutReason[],
  found: Found,
  rules: ProgrammeRules,
  programme: Programme,
  language: Language,
  nameOf: NameOf,
): FailedCondition[] {
  return reasons.map((reason) => {
    const wording = wordings[language][reason](found, { rules, programme, nameOf });
    const until = wording.remedy === null ? null : programme.policyPushUntil;
    return Object.assign(new FailedCondition(), { reason, ...wording, until });
  });
}

const listed = ({ qualifications }: Found, nameOf: NameOf) =>
  qualifications.map(({ kind, from, until }) => `${nameOf(kind)} ${from}–${until}`).join(', ');

const statusNames: Record<Language, Record<RegistrationStatus, string>> = {
  zh: {
    ACTIVE: '存续',
    SUSPENDED: '歇业',
    MOVED_OUT: '迁出',
    REVOKED: '吊销',
    MERGED: '因合并注销',
    DEREGISTERED: '注销',
  },
  en: {
    ACTIVE: 'in business',
    SUSPENDED: 'business suspended',
    MOVED_OUT: 'moved to another register',
    REVOKED: 'licence revoked',
    MERGED: 'merged into another company',
    DEREGISTERED: 'deregistered',
  },
};

const papers: Record<Language, Record<string, string>> = {
  zh: { POLICY: '保险单', INVOICE: '保险费发票' },
  en: { POLICY: 'policy document', INVOICE: 'invoice' },
};
const paperNames = (kinds: string[], language: Language) => kinds.map((kind) => papers[language][kind] ?? kind);

/** Why and by what source, as the run found it. */
function excludedFor({ policyExclusions = [] }: Found, reason: LeftOutReason): { explanation: string; source: string } {
  return policyExclusions.find((exclusion) => exclusion.reason === reason) ?? { explanation: '', source: '' };
}

function judgedOn({ startsOn }: Found, { qualificationBasis, qualificationDay }: ProgrammeRules): string | null {
  return qualificationBasis === QualificationBasis.FIXED_DAY ? qualificationDay : startsOn;
}

const wordings: Record<Language, Record<LeftOutReason, Say>> = {
  zh: {
    REGION_UNKNOWN: () => ({
      found: '登记信息中没有该企业，或没有其注册地区划',
      needed: '登记信息中有注册地区划',
      remedy: '由平台导入或查询该企业的登记信息；统一社会信用代码有误的，请保险机构更正保单',
    }),
    REGION_NOT_ELIGIBLE: ({ divisionCode }, { rules, nameOf }) => ({
      found: `注册地区划代码为 ${divisionCode}`,
      needed: `注册地在${regionsIn(rules, nameOf, 'zh')}`,
      remedy: '企业已迁入或注册地有误的，由平台导入新的登记信息',
    }),
    COMPANY_NOT_ACTIVE: ({ registerStatus }) => ({
      found: `登记状态：${statusNames.zh[registerStatus ?? 'ACTIVE']}`,
      needed: '登记状态正常（存续）',
      remedy:
        registerStatus === RegistrationStatus.MERGED
          ? '企业已被合并的，请保险机构将保单更正至合并后存续企业的统一社会信用代码'
          : '登记状态有误的，请企业向登记机关更正，由平台导入新的登记信息',
    }),
    QUALIFICATION_MISSING: (_, { rules: { qualificationKinds }, nameOf }) => ({
      found: '年度内无适用资质',
      needed: `下列之一：${qualificationKinds.map(nameOf).join('、')}`,
      remedy: '如已取得资质，请企业向认定部门核实名单；由平台导入更正后的资质名单',
    }),
    QUALIFICATION_FOR_REVIEW: (found, { rules, nameOf }) => ({
      found: listed(found, nameOf),
      needed: `于 ${judgedOn(found, rules)} 有效`,
      remedy: '由科技主管部门审核决定是否计入；如资质有效期登记有误，请由平台更正',
    }),
    DOCUMENTS_MISSING: ({ missingDocuments }, { rules: { requiredDocuments } }) => ({
      found: `缺少${paperNames(missingDocuments, 'zh').join('、')}`,
      needed: `${paperNames(requiredDocuments, 'zh').join('、')}齐全`,
      remedy: '请保险机构在保单详情中补充附件',
    }),
    OUTSIDE_POLICY_YEAR: ({ startsOn }, { programme: { policyYear } }) => ({
      found: `起保日 ${startsOn}`,
      needed: `起保日在 ${policyYear} 年`,
      remedy: '如起保日登记有误，请保险机构更正',
    }),
    TERM_TOO_LONG: ({ startsOn, endsOn }, { rules }) => ({
      found: `保险期间 ${startsOn} 至 ${endsOn}`,
      needed: `不超过 ${rules.maximumTermMonths} 个月，最迟于 ${latestEnd(startsOn, rules)} 期满`,
      remedy: '如保险期间登记有误，请保险机构更正',
    }),
    PRODUCT_NOT_SUBSIDISED: ({ product }) => ({ found: product, needed: '本年度补贴险种', remedy: null }),
    NOT_FIRST_TIME: ({ insuranceYear }) => ({ found: `第 ${insuranceYear} 年投保`, needed: '首次投保', remedy: null }),
    FUNDED_ELSEWHERE: ({ otherFunding }, { rules: { fundingCeiling } }) => ({
      found: `其他财政资金已资助 ${otherFunding} 元`,
      needed: `各级财政资金合计不超过补贴基数的 ${percent(fundingCeiling ?? '1')}`,
      remedy: null,
    }),
    ENTERPRISE_EXCLUDED: ({ exclusion }) => ({
      found: exclusion ?? '',
      needed: '未被排除',
      remedy: '排除事由消除后由平台解除',
    }),
    NOTHING_PAID: ({ base }) => ({
      found: `补贴基数 ${base} 元`,
      needed: '大于零',
      remedy: '请保险机构核对退保、批减记录',
    }),
    BELOW_ONE_FEN: ({ base }) => ({ found: `补贴基数 ${base} 元`, needed: '补贴不少于 0.01 元', remedy: null }),
    BLOCKED: (found) => {
      const { explanation, source } = excludedFor(found, LeftOutReason.BLOCKED);
      return {
        found: `其他省级财政资金已补贴：${explanation}（${source}）`,
        needed: '未获其他省级补贴',
        remedy: '如有误，请由平台解除',
      };
    },
    FAILED_SPOT_CHECK: (found) => ({
      found: `抽核不合格：${excludedFor(found, LeftOutReason.FAILED_SPOT_CHECK).explanation}`,
      needed: '抽核材料真实、完整',
      remedy: null,
    }),
    LINE_REMOVED: ({ removal }) => ({
      found: `已从公示名单剔除：${removal ?? ''}`,
      needed: '企业仍在公示名单内',
      remedy: null,
    }),
  },
  en: {
    REGION_UNKNOWN: () => ({
      found: 'the register has no such company, or no place of registration for it',
      needed: 'a division code in the register',
      remedy: 'The platform imports the register or looks the company up; the insurer corrects a wrong credit code',
    }),
    REGION_NOT_ELIGIBLE: ({ divisionCode }, { rules, nameOf }) => ({
      found: `registered in ${divisionCode}`,
      needed: `registered in ${regionsIn(rules, nameOf, 'en')}`,
      remedy: 'If the company has moved, or the place is wrong, the platform imports the register again',
    }),
    COMPANY_NOT_ACTIVE: ({ registerStatus }) => ({
      found: `status in the register: ${statusNames.en[registerStatus ?? 'ACTIVE']}`,
      needed: 'a company that is in business',
      remedy:
        registerStatus === RegistrationStatus.MERGED
          ? 'The insurer corrects the policy to the credit code of the company that took it over'
          : 'If the status is wrong, the company has the registrar correct it and the platform imports the register again',
    }),
    QUALIFICATION_MISSING: (_, { rules: { qualificationKinds }, nameOf }) => ({
      found: 'no eligible qualification in the policy year',
      needed: `one of ${qualificationKinds.map(nameOf).join(', ')}`,
      remedy:
        'If the company has one, it asks the department that recognised it to correct its list; the platform imports that list',
    }),
    QUALIFICATION_FOR_REVIEW: (found, { rules, nameOf }) => ({
      found: listed(found, nameOf),
      needed: `valid on ${judgedOn(found, rules)}`,
      remedy: 'The department decides whether it counts; if the period is recorded wrongly, the platform corrects it',
    }),
    DOCUMENTS_MISSING: ({ missingDocuments }, { rules: { requiredDocuments } }) => ({
      found: `missing ${paperNames(missingDocuments, 'en').join(', ')}`,
      needed: paperNames(requiredDocuments, 'en').join(' and '),
      remedy: 'The insurer attaches the papers to the policy',
    }),
    OUTSIDE_POLICY_YEAR: ({ startsOn }, { programme: { policyYear } }) => ({
      found: `starts on ${startsOn}`,
      needed: `starts in ${policyYear}`,
      remedy: 'If the day is recorded wrongly, the insurer corrects the policy',
    }),
    TERM_TOO_LONG: ({ startsOn, endsOn }, { rules }) => ({
      found: `from ${startsOn} to ${endsOn}`,
      needed: `at most ${rules.maximumTermMonths} months: it ends by ${latestEnd(startsOn, rules)}`,
      remedy: 'If a day is recorded wrongly, the insurer corrects the policy',
    }),
    PRODUCT_NOT_SUBSIDISED: ({ product }) => ({ found: product, needed: 'a product of the programme', remedy: null }),
    NOT_FIRST_TIME: ({ insuranceYear }) => ({
      found: `year ${insuranceYear} of insurance`,
      needed: 'the first',
      remedy: null,
    }),
    FUNDED_ELSEWHERE: ({ otherFunding }, { rules: { fundingCeiling } }) => ({
      found: `other public money paid ${otherFunding} yuan`,
      needed: `all public money together at most ${percent(fundingCeiling ?? '1')} of the base`,
      remedy: null,
    }),
    ENTERPRISE_EXCLUDED: ({ exclusion }) => ({
      found: exclusion ?? '',
      needed: 'not excluded',
      remedy: 'The platform lifts the exclusion once its reason is gone',
    }),
    NOTHING_PAID: ({ base }) => ({
      found: `a base of ${base} yuan`,
      needed: 'above zero',
      remedy: 'The insurer checks the refunds that it recorded',
    }),
    BELOW_ONE_FEN: ({ base }) => ({
      found: `a base of ${base} yuan`,
      needed: 'a subsidy of at least 0.01 yuan',
      remedy: null,
    }),
    BLOCKED: (found) => {
      const { explanation, source } = excludedFor(found, LeftOutReason.BLOCKED);
      return {
        found: `other provincial money subsidised it: ${explanation} (${source})`,
        needed: 'no other provincial subsidy',
        remedy: 'If that is a mistake, the platform lifts the block',
      };
    },
    FAILED_SPOT_CHECK: (found) => ({
      found: `a spot check failed: ${excludedFor(found, LeftOutReason.FAILED_SPOT_CHECK).explanation}`,
      needed: 'papers that are true and complete',
      remedy: null,
    }),
    LINE_REMOVED: ({ removal }) => ({
      found: `the line was removed from the published list: ${removal ?? ''}`,
      needed: 'the enterprise is on the published list',
      remedy: null,
    }),
  },
};
