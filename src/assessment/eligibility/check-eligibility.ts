import { checkCreditCode, normaliseCreditCode } from '../../kernel/values/credit-code.js';
import type { Language } from '../../kernel/errors/refusal.js';
import { AddressLimit } from '../../access/limits/address-limit.js';
import type { Context } from '../../access/context.js';
import { Programme } from '../../programme/programme.js';
import { ProgrammeRules, QualificationBasis } from '../../programme/programme-rules.js';
import { Eligibility, EligibilityCondition, type EligibilityFinding, EligibilityVerdict } from './eligibility.js';
import { namesInRules } from '../explanation/explanation.resolver.js';
import { type PublicRecord, readPublicRecord } from './eligibility.sql.js';
import { type NameOf, regionsIn } from './condition-words.js';
import { findRulesInForce } from '../../programme/rules-in-force.js';

const limit = new AddressLimit({ count: 20, seconds: 60 }, { count: 300, seconds: 86_400 });

/**
 * Checks whether a company qualifies before any policy is pushed. It reads only what departments publish: their lists
 * of qualified companies and, for companies on them, whether they are registered in the province. It reads nothing that
 * only the platform knows (policies, accounts, exclusions, even whether it knows the company), so that none of this can
 * leak.
 */
export async function checkEligibility(context: Context, sent: string, code: string): Promise<Eligibility | null> {
  limit.count(context);
  const em = await context.db.read();
  const programme = await em.findOne(Programme, { code });
  if (!programme) return null;
  const creditCode = normaliseCreditCode(sent);
  const say = sentences[context.language];
  const verdict = checkCreditCode(creditCode);
  if (verdict === 'INVALID') return eligibilityOf([['CREDIT_CODE', 'NOT_MET', say.noCode()]]);
  const rules = await findRulesInForce(em, programme.id);
  // The lists are not public, but the result for one company is.
  const record = await context.system.inSnapshot((system) => readPublicRecord(system, programme.id, creditCode));
  const nameOf = await namesInRules(context, rules);
  return eligibilityOf([
    ['CREDIT_CODE', 'MET', verdict === 'EARLY' ? say.earlyCode() : say.code()],
    regionOf(record, regionsIn(rules, nameOf, context.language), say),
    qualificationOf(record, rules, programme, nameOf, say),
    ['POLICY', 'DEPENDS', say.policy(programme, rules)],
  ]);
}

type Words = [message: string, remedy?: string];
type Finding = [keyof typeof EligibilityCondition, keyof typeof EligibilityVerdict, Words];

function eligibilityOf(findings: Finding[]): Eligibility {
  const conditions = findings.map(([condition, verdict, [message, remedy = null]]): EligibilityFinding => ({
    condition: EligibilityCondition[condition],
    verdict: EligibilityVerdict[verdict],
    message,
    remedy,
  }));
  const { MET, DEPENDS } = EligibilityVerdict;
  const eligible = conditions.every(({ verdict }) => verdict === MET || verdict === DEPENDS);
  return Object.assign(new Eligibility(), { eligible, conditions });
}

function regionOf(record: PublicRecord | undefined, needed: string, say: Sentences): Finding {
  const fits = record?.regionFits ?? null;
  if (fits === null) return ['REGION', 'UNKNOWN', say.regionUnknown(needed)];
  return fits ? ['REGION', 'MET', say.regionFits()] : ['REGION', 'NOT_MET', say.regionUnfit(needed)];
}

function qualificationOf(
  record: PublicRecord | undefined,
  rules: ProgrammeRules,
  programme: Programme,
  nameOf: NameOf,
  say: Sentences,
): Finding {
  if (!record) {
    return ['QUALIFICATION', 'NOT_MET', say.notListed(rules.qualificationKinds.map(nameOf), programme)];
  }
  const periods = record.periods.map(({ kind, from, until }) => `${nameOf(kind)} ${from}–${until}`);
  if (record.always) return ['QUALIFICATION', 'MET', say.listed(periods)];
  if (record.sometimes) return ['QUALIFICATION', 'DEPENDS', say.listedPartly(periods)];
  return ['QUALIFICATION', 'NOT_MET', say.listedOtherwise(periods, rules)];
}

interface Sentences {
  noCode: () => Words;
  code: () => Words;
  earlyCode: () => Words;
  regionFits: () => Words;
  regionUnfit: (needed: string) => Words;
  regionUnknown: (needed: string) => Words;
  notListed: (kinds: string[], programme: Programme) => Words;
  listed: (periods: string[]) => Words;
  listedPartly: (periods: string[]) => Words;
  listedOtherwise: (periods: string[], rules: ProgrammeRules) => Words;
  policy: (programme: Programme, rules: ProgrammeRules) => Words;
}

const fixedDay = ({ qualificationBasis, qualificationDay }: ProgrammeRules) =>
  qualificationBasis === QualificationBasis.FIXED_DAY ? qualificationDay : null;

const sentences: Record<Language, Sentences> = {
  zh: {
    noCode: () => ['统一社会信用代码校验不通过。', '请按营业执照核对 18 位代码。'],
    code: () => ['统一社会信用代码校验通过。'],
    earlyCode: () => ['校验位不符，但主体标识码有效，属早期代码，予以接受；以登记信息为准。'],
    regionFits: () => ['注册地属于本年度补贴地区。'],
    regionUnfit: (needed) => [`注册地不属于本年度补贴地区：${needed}。`],
    regionUnknown: (needed) => [
      `公开名单未载明注册地，暂无法判断；注册地应在${needed}。`,
      '列入任一资质名单后由平台核实注册地。',
    ],
    notListed: (kinds, { policyYear }) => [
      `不在 ${policyYear} 年度任一资质名单内，须为下列之一：${kinds.join('、')}。`,
      '如已取得资质，请向认定部门确认名单已报送平台。',
    ],
    listed: (periods) => [`具备适用资质：${periods.join('；')}。`],
    listedPartly: (periods) => [`起保日在下列有效期内的保单符合资质要求：${periods.join('；')}。其余保单留待审核。`],
    listedOtherwise: (periods, rules) => [
      `资质须于 ${fixedDay(rules)} 有效，名单载明：${periods.join('；')}。`,
      '如有效期登记有误，请向认定部门确认。',
    ],
    policy: ({ policyYear, policyPushUntil }, { maximumTermMonths }) => [
      `保单须为本年度补贴险种，起保日在 ${policyYear} 年，期限不超过 ${maximumTermMonths} 个月，保费已缴，保险单和发票齐全，并于 ${policyPushUntil} 前由保险机构上传。`,
      '企业无须申报，请联系承保机构上传。',
    ],
  },
  en: {
    noCode: () => ['This is not a unified social credit code.', 'Compare its 18 characters with the business licence.'],
    code: () => ['The credit code passes its check.'],
    earlyCode: () => [
      'The check character does not fit, but the organisation code inside does, as in genuine early codes: accepted, the register decides.',
    ],
    regionFits: () => ['The company is registered in a region of the programme.'],
    regionUnfit: (needed) => [`The company is not registered in a region of the programme: ${needed}.`],
    regionUnknown: (needed) => [
      `The public lists do not say where it is registered; it has to be in ${needed}.`,
      'The platform looks the place up once the company is on one of the lists.',
    ],
    notListed: (kinds, { policyYear }) => [
      `The company is on no list of ${policyYear} of an eligible kind: ${kinds.join(', ')}.`,
      'If it is of one of these kinds, ask the department that recognised it to send its list to the platform.',
    ],
    listed: (periods) => [`The company is of an eligible kind: ${periods.join('; ')}.`],
    listedPartly: (periods) => [
      `Policies count that start while one of these is valid: ${periods.join('; ')}. Others are left for review.`,
    ],
    listedOtherwise: (periods, rules) => [
      `It has to be of an eligible kind on ${fixedDay(rules)}; listed are ${periods.join('; ')}.`,
      'If a period is wrong, ask the department that recognised it.',
    ],
    policy: ({ policyYear, policyPushUntil }, { maximumTermMonths }) => [
      `A policy has to be of a product of the programme, start in ${policyYear}, last at most ${maximumTermMonths} months, be paid, have its policy document and invoice, and be pushed by its insurer until ${policyPushUntil}.`,
      'No application is needed; ask the insurer to push it.',
    ],
  },
};
