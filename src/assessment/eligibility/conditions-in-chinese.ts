import { latestEnd } from '../../policy/longest-term.js';
import { RegistrationStatus } from '../../register/registered-company.js';
import { LeftOutReason } from '../left-out-policy.js';
import { percent } from '../explanation/sentences.js';
import { type ConditionWords, excludedFor, type Found, judgedOn, type NameOf, regionsIn } from './condition-words.js';

const statusNames: Record<RegistrationStatus, string> = {
  ACTIVE: '存续',
  SUSPENDED: '歇业',
  MOVED_OUT: '迁出',
  REVOKED: '吊销',
  MERGED: '因合并注销',
  DEREGISTERED: '注销',
};

const papers: Record<string, string> = { POLICY: '保险单', INVOICE: '保险费发票' };
const paperNames = (kinds: string[]) => kinds.map((kind) => papers[kind] ?? kind);

const listed = ({ qualifications }: Found, nameOf: NameOf) =>
  qualifications.map(({ kind, from, until }) => `${nameOf(kind)}（${from} 至 ${until}）`).join('；');

export const conditionsInChinese: ConditionWords = {
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
    found: `登记状态：${statusNames[registerStatus ?? 'ACTIVE']}`,
    needed: '登记状态正常（存续）',
    remedy:
      registerStatus === RegistrationStatus.MERGED
        ? '企业已被合并的，请保险机构将保单上的统一社会信用代码更正为合并后存续企业的代码'
        : '登记状态有误的，请企业向登记机关更正，由平台导入新的登记信息',
  }),
  QUALIFICATION_MISSING: (_, { rules: { qualificationKinds }, nameOf }) => ({
    found: '保单年度内无适用资质',
    needed: `下列之一：${qualificationKinds.map(nameOf).join('、')}`,
    remedy: '已取得资质的，请企业商认定部门更正名单，由平台重新导入',
  }),
  QUALIFICATION_FOR_REVIEW: (found, { rules, nameOf }) => ({
    found: listed(found, nameOf),
    needed: `于 ${judgedOn(found, rules)} 有效`,
    remedy: '由科技主管部门审核是否计入；资质有效期登记有误的，由平台更正',
  }),
  DOCUMENTS_MISSING: ({ missingDocuments }, { rules: { requiredDocuments } }) => ({
    found: `缺少${paperNames(missingDocuments).join('、')}`,
    needed: `${paperNames(requiredDocuments).join('、')}齐全`,
    remedy: '请保险机构补充上传该保单的佐证材料',
  }),
  OUTSIDE_POLICY_YEAR: ({ startsOn }, { programme: { policyYear } }) => ({
    found: `起保日 ${startsOn}`,
    needed: `起保日在 ${policyYear} 年`,
    remedy: '起保日登记有误的，请保险机构更正',
  }),
  TERM_TOO_LONG: ({ startsOn, endsOn }, { rules }) => ({
    found: `保险期间 ${startsOn} 至 ${endsOn}`,
    needed: `不超过 ${rules.maximumTermMonths} 个月，最迟于 ${latestEnd(startsOn, rules)} 期满`,
    remedy: '保险期间登记有误的，请保险机构更正',
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
    remedy: '排除事由消除后，由平台解除',
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
      remedy: '情况有误的，由平台解除',
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
};
