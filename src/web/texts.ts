import type { RecipientStatus } from '../recipient/recipient-state.js';

/**
 * The texts of the frame and those of several pages, in both languages. The texts of one page are beside it in
 * `x-texts.ts`. A key that is missing in one language does not compile.
 */
const zh = {
  siteName: '科技保险补贴公示',
  siteKicker: '免申即享 · 公开透明',
  demonstration: '演示数据：企业、机构与金额均为虚构。',
  skip: '跳到主要内容',
  otherLanguage: 'English',
  notice: '公示',
  endOfDay: '24 时（北京时间）',
  daysLeft: (days: number) => (days === 0 ? '最后一天' : `剩余 ${days} 个工作日`),
  release: (number: number) => `第 ${number} 版`,
  unitCompanies: '家',
  yuan: '元',
  city: '设区市',
  product: '险种',
  qualification: '企业资质',
  found: (count: string, amount: string) => `共 ${count} 家，合计 ${amount} 元`,
  rank: '序号',
  name: '企业名称',
  creditCode: '统一社会信用代码',
  next: '下一页',
  none: '目前没有公示。',
  loading: '正在读取…',
  failed: '读取失败。',
  failedHint: '请检查网络后重试；名单没有变化。',
  retry: '重试',
  back: '返回名单',
  lookUp: '异议进度查询',
  footer: '本页只使用公开接口，不加载任何第三方内容，不使用 Cookie。',
  pageTitle: '页面不存在',
  pageHint: '地址可能有误，或者内容已不再提供。',
  check: '资格自查与补贴测算',
  checkHint: '名单上没有您的企业？查一查是否符合条件，以及保费能得到多少补贴。',
  deadline: (day: string) => `异议截止 ${day} 24 时（北京时间）`,
  contact: '咨询：',
  licence: '数据可自由使用，请注明来源。许可：',
  publisherName: '发布：',
  sections: '栏目',
  sectionList: '公示名单',
  sectionYears: '历年比较',
  sectionCheck: '自查测算',
  sectionObjections: '异议查询',
  sectionIssued: '通知公告',
  amountYuan: '金额（元）',
};

export type Texts = typeof zh;

const en: Texts = {
  siteName: 'Technology insurance subsidies',
  siteKicker: 'Paid without an application · open to the public',
  demonstration: 'Demonstration data: companies, institutions and amounts are made up.',
  skip: 'Skip to the content',
  otherLanguage: '中文',
  notice: 'Notice',
  endOfDay: 'end of day, Beijing time',
  daysLeft: (days) => (days === 0 ? 'Last day' : `${days} working ${days === 1 ? 'day' : 'days'} left`),
  release: (number) => `Release ${number}`,
  unitCompanies: '',
  yuan: 'yuan',
  city: 'City',
  product: 'Product',
  qualification: 'Qualification',
  found: (count, amount) => `${count} companies, ${amount} yuan together`,
  rank: 'Rank',
  name: 'Company',
  creditCode: 'Credit code',
  next: 'Next',
  none: 'There is no notice at present.',
  loading: 'Loading…',
  failed: 'This could not be read.',
  failedHint: 'Check your connection and try again; the list has not changed.',
  retry: 'Try again',
  back: 'Back to the list',
  lookUp: 'Follow up an objection',
  footer: 'This page uses only the public API, loads nothing from elsewhere and sets no cookie.',
  pageTitle: 'There is no such page',
  pageHint: 'The address may be wrong, or what was here is no longer shown.',
  check: 'Check eligibility, calculate the subsidy',
  checkHint: 'Not on the list? See whether the company is eligible, and what a premium would bring.',
  deadline: (day) => `Objections until the end of ${day}, Beijing time`,
  contact: 'Questions: ',
  licence: 'The data are free to use if you name the source. Licence: ',
  publisherName: 'Published by ',
  sections: 'Sections',
  sectionList: 'List',
  sectionYears: 'Years',
  sectionCheck: 'Eligibility',
  sectionObjections: 'Objections',
  sectionIssued: 'Notices',
  amountYuan: 'Amount (yuan)',
};

export type Language = 'zh' | 'en';

/** Returns the language tag for HTML. */
export const languageTag = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en');

export const texts: Record<Language, Texts> = { zh, en };

/** Returns the texts of one page in both languages, with those of the whole site. */
export function pageTexts<Own extends object>(zh: Own, en: NoInfer<Own>): Record<Language, Texts & Own> {
  return { zh: { ...texts.zh, ...zh }, en: { ...texts.en, ...en } };
}

export type LineStatus = `${RecipientStatus}`;

/** The names of the states of a line. */
export const lineStatuses: Record<Language, Record<LineStatus, string>> = {
  zh: {
    LISTED: '公示中',
    OBJECTED: '异议处理中',
    EXCLUDED: '已剔除',
    CONFIRMED: '公示无异议',
    PAID: '已拨付',
    RECOVERING: '追回中',
    RECOVERED: '已追回',
  },
  en: {
    LISTED: 'Open for objections',
    OBJECTED: 'Objection under way',
    EXCLUDED: 'Excluded',
    CONFIRMED: 'Closed without objection',
    PAID: 'Paid',
    RECOVERING: 'Being recovered',
    RECOVERED: 'Recovered',
  },
};
