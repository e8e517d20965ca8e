import type { Language } from '../texts.js';

const zh = {
  title: '历年比较',
  /** The separator between a title and its subject. */
  of: '：',
  province: '全省',
  hint: '各年度公示名单的企业数和拟补贴金额，按最新公示版本统计。',
  map: '各设区市拟补贴金额',
  mapHint: '示意图：方格按各市大致方位排列，颜色越深金额越高。',
  none: '无',
  year: '保单年度',
  supplement: (list: number) => `补充批次 ${list - 1}`,
  companies: '企业数',
  amount: '拟补贴金额（元）',
  average: '户均（元）',
  eligible: '符合条件企业',
  coverage: '覆盖率',
  coverageHint:
    '覆盖率 = 名单上的企业数 ÷ 符合条件企业数。符合条件企业，指公示发布时列入有关部门资质名单（保单年度内有效）、登记在该地区且正常经营的企业，不论是否投保。',
  shareOfCompanies: '占全省企业数',
  shareOfAmount: '占全省金额',
  rank: '序号',
  status: '状态',
  total: '合计',
  cities: '各设区市',
  company: '查一家企业',
  companyHint: '输入统一社会信用代码，查看该企业历年列入名单的情况。',
  creditCode: '统一社会信用代码',
  look: '查询',
  noCompany: '各年度公示名单上没有该企业，请核对代码。',
  all: '查看全省',
  /** In tens of thousands of yuan. */
  tenThousands: (count: number) => `${count} 万元`,
};

export type YearsTexts = typeof zh;

const en: YearsTexts = {
  title: 'Year by year',
  of: ': ',
  province: 'The province',
  hint: 'Companies and amounts of the published lists, by the newest release of each.',
  map: 'Amount by city',
  mapHint: 'A schematic map: squares are roughly where the cities are; the darker, the more.',
  none: 'none',
  year: 'Policy year',
  supplement: (list) => `Supplementary list ${list - 1}`,
  companies: 'Companies',
  amount: 'Amount (yuan)',
  average: 'Average (yuan)',
  eligible: 'Eligible companies',
  coverage: 'Coverage',
  coverageHint:
    'Coverage is companies on the list ÷ eligible companies. Eligible is a company that, when the list was published, stood on a department’s list of qualified companies for the policy year and was registered and in business there, insured or not.',
  shareOfCompanies: 'Share of companies',
  shareOfAmount: 'Share of the amount',
  rank: 'Rank',
  status: 'State',
  total: 'Total',
  cities: 'Cities',
  company: 'Look up a company',
  companyHint: 'Enter the credit code to see in which years the company was listed.',
  creditCode: 'Credit code',
  look: 'Look up',
  noCompany: 'No list has this company. Check the code.',
  all: 'See the province',
  tenThousands: (count) => `¥${(count / 100).toFixed(1)} m`,
};

export const yearsTexts: Record<Language, YearsTexts> = { zh, en };
