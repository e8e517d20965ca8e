import type { Contradiction } from '../../kernel/errors/contradiction.js';
import { parseYuan } from '../../kernel/values/money.js';
import type { ProgrammeData } from './programme-data.js';
import { BudgetPolicy, QualificationBasis, RegionBasis } from '../programme-rules.js';

type Check = [holds: boolean, path: string, zh: string, en: string];

const firstPolicyYear = 2000;
const longestTermMonths = 120;
const mostWorkingDays = 120;

/**
 * Returns all contradictions of a programme, so that they can be corrected at once: values that are valid alone but not
 * together.
 */
export function contradictionsOf(data: ProgrammeData): Contradiction[] {
  const checks = [
    ...checkDates(data),
    ...checkAmounts(data),
    ...checkProducts(data),
    ...checkRegions(data),
    ...checkFixedDays(data),
    ...checkLists(data),
    ...checkNotice(data),
  ];
  return checks.filter(([holds]) => !holds).map(([, path, zh, en]) => ({ path: path.split('.'), zh, en }));
}

function checkDates(data: ProgrammeData): Check[] {
  const { opensOn, policyYear, policyPushUntil } = data;
  const openingYear = Number(opensOn.slice(0, 4));
  const deadlines = ['institutionRegistrationUntil', 'enterpriseRegistrationUntil'] as const;
  const periods = [
    'publicityWorkingDays',
    'paymentInformationWorkingDays',
    'objectionWorkingDays',
    'reviewWorkingDays',
    'problemAnswerWorkingDays',
  ] as const;
  return [
    [
      policyYear >= firstPolicyYear && policyYear <= openingYear,
      'policyYear',
      `保单年度 ${policyYear} 应在 ${firstPolicyYear} 年至开放年份 ${openingYear} 年之间`,
      `the policy year ${policyYear} has to be from ${firstPolicyYear} to ${openingYear}, the year in which the programme opens`,
    ],
    ...deadlines.map((field): Check => [
      data[field] >= opensOn,
      field,
      `截止日 ${data[field]} 早于开放日 ${opensOn}`,
      `the deadline ${data[field]} is before ${opensOn}, the day on which the programme opens`,
    ]),
    [
      opensOn <= policyPushUntil,
      'policyPushUntil',
      `截止日 ${policyPushUntil} 早于开放日 ${opensOn}`,
      `the deadline ${policyPushUntil} is before ${opensOn}, the day on which the programme opens`,
    ],
    [
      data.institutionRegistrationUntil <= policyPushUntil,
      'institutionRegistrationUntil',
      `机构注册截止 ${data.institutionRegistrationUntil} 晚于保单上传截止 ${policyPushUntil}`,
      `institutions could register until ${data.institutionRegistrationUntil}, after the last day to push policies, ${policyPushUntil}`,
    ],
    ...periods.map((field): Check => [
      data[field] <= mostWorkingDays,
      field,
      `${data[field]} 个工作日过长，最多 ${mostWorkingDays} 个`,
      `${data[field]} working days are too many; at most ${mostWorkingDays}`,
    ]),
    [
      data.rules.maximumTermMonths <= longestTermMonths,
      'rules.maximumTermMonths',
      `保险期限上限 ${data.rules.maximumTermMonths} 个月过长，最多 ${longestTermMonths} 个月`,
      `a term of ${data.rules.maximumTermMonths} months is too long; at most ${longestTermMonths}`,
    ],
  ];
}

/**
 * Checks that a fixed day on which a company must be qualified or registered is in a plausible year for the programme.
 */
function checkFixedDays({ rules, policyYear, opensOn }: ProgrammeData): Check[] {
  const fixed = {
    qualificationDay: rules.qualificationBasis === QualificationBasis.FIXED_DAY,
    regionDay: rules.regionBasis === RegionBasis.FIXED_DAY,
  };
  return (['qualificationDay', 'regionDay'] as const).flatMap((field): Check[] => {
    const day = rules[field];
    const belongs: Check = [
      day === null ||
        (Number(day.slice(0, 4)) >= policyYear - 1 && Number(day.slice(0, 4)) <= Number(opensOn.slice(0, 4)) + 1),
      `rules.${field}`,
      `认定日 ${day} 与保单年度 ${policyYear} 不相符`,
      `the day ${day} does not belong to the policy year ${policyYear}`,
    ];
    const fits: Check = [
      fixed[field] === !!day,
      `rules.${field}`,
      '认定时点为“指定日期”时须填写，其他情形不填',
      'is the day where the basis is FIXED_DAY, and nothing otherwise',
    ];
    return [belongs, fits];
  });
}

const isPositive = (amount: string) => (parseYuan(amount) ?? 0n) > 0n;
const isNothing = (share: string) => /^0(\.0*)?$/.test(share);

function checkAmounts({ rules }: ProgrammeData): Check[] {
  const { enterpriseCap, budget, budgetPolicy, fundingCeiling } = rules;
  const zeroZh = '为 0，任何企业都得不到补贴';
  const zeroEn = 'is zero: nobody would get a subsidy';
  return [
    [isPositive(enterpriseCap), 'rules.enterpriseCap', `每家企业上限${zeroZh}`, `the cap for one enterprise ${zeroEn}`],
    [
      budgetPolicy === BudgetPolicy.NONE || budget === null || isPositive(budget),
      'rules.budget',
      `年度预算${zeroZh}`,
      `the budget ${zeroEn}`,
    ],
    [
      budgetPolicy === BudgetPolicy.NONE || budget !== null,
      'rules.budget',
      '按比例调整时须填写年度预算',
      'a budget is needed where it is shared out',
    ],
    [
      fundingCeiling === null || !isNothing(fundingCeiling),
      'rules.fundingCeiling',
      `合计资助上限${zeroZh}`,
      `the ceiling for all public money ${zeroEn}`,
    ],
  ];
}

function checkProducts({ rules: { enterpriseCap, products } }: ProgrammeData): Check[] {
  return products.flatMap(({ code, rate, enterpriseCap: cap, firstTimeOnly, laterRates }, place): Check[] => [
    [!isNothing(rate), `rules.products.${place}.rate`, `险种 ${code} 的补贴比例为 0`, `the rate of ${code} is zero`],
    [
      cap === null || isPositive(cap),
      `rules.products.${place}.enterpriseCap`,
      `险种 ${code} 的上限为 0`,
      `the cap of ${code} is zero`,
    ],
    [
      cap === null || (parseYuan(cap) ?? 0n) <= (parseYuan(enterpriseCap) ?? 0n) || !isPositive(enterpriseCap),
      `rules.products.${place}.enterpriseCap`,
      `险种 ${code} 的上限 ${cap} 高于每家企业上限 ${enterpriseCap}，没有作用`,
      `the cap of ${code}, ${cap}, is above the cap for one enterprise, ${enterpriseCap}, and has no effect`,
    ],
    [
      !firstTimeOnly || laterRates.length === 0,
      `rules.products.${place}.laterRates`,
      `险种 ${code} 仅限首次投保，又规定了续保补贴比例`,
      `${code} is for a first year of insurance only, and has rates for later years`,
    ],
  ]);
}

function checkRegions({ rules: { regionsIn, regionsOut } }: ProgrammeData): Check[] {
  const covered = (code: string, by: string[]) => by.some((other) => code.startsWith(other));
  return [
    [
      regionsIn.some((code) => !covered(code, regionsOut)),
      'rules.regionsOut',
      `不适用地区（${regionsOut.join('、')}）包含了全部适用地区，没有企业符合条件`,
      `the regions that are out (${regionsOut.join(', ')}) contain every region that is in: no company would be eligible`,
    ],
    ...regionsOut.map((code, place): Check => [
      covered(code, regionsIn) || regionsIn.some((other) => other.startsWith(code)),
      `rules.regionsOut.${place}`,
      `不适用地区 ${code} 不在适用地区之内，没有作用`,
      `the region ${code} is not within the regions that are in, so to leave it out has no effect`,
    ]),
  ];
}

function checkNotice({ notice, opensOn }: ProgrammeData): Check[] {
  if (!notice) return [];
  return [
    [
      notice.issuedOn <= opensOn,
      'notice.issuedOn',
      `通知印发日 ${notice.issuedOn} 晚于开放日 ${opensOn}`,
      `the notice is issued on ${notice.issuedOn}, after ${opensOn}, the day on which the programme opens`,
    ],
  ];
}

function checkLists({ rules }: ProgrammeData): Check[] {
  const twice = (values: string[]) => values.filter((value, place) => values.indexOf(value) !== place);
  const lists = ['requiredDocuments', 'qualificationKinds', 'regionsIn', 'regionsOut'] as const;
  const named = [
    ...lists.map((field) => [field, twice(rules[field])] as const),
    ['products', twice(rules.products.map(({ code }) => code))] as const,
  ];
  return named.map(([field, repeated]): Check => [
    repeated.length === 0,
    `rules.${field}`,
    `重复列出 ${repeated.join('、')}`,
    `${repeated.join(', ')} is listed twice`,
  ]);
}
