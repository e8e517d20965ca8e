import { type Language, pageTexts } from '../texts.js';

/** The texts of the page that shows an objection by its receipt, with those of the whole site. */
export const lookUpTexts = pageTexts(
  {
    lookUpHint: '输入提交异议后得到的回执，查询处理状态、结果和理由。此页不显示异议人的姓名、联系方式和附件。',
    lookUpNoScript: '查询异议进度需要启用脚本。',
    lookUpButton: '查询',
    lookUpFailed: '查询未成功，请检查网络后重试。',
    receipt: '回执',
    receiptUnknown: '没有找到该回执对应的异议，请核对是否完整。',
    objectTo: '异议对象',
    wholeNotice: '整份公示',
    filedOn: '提出日期',
    decideBy: '处理期限',
    endedOn: '办结日期',
    decisionReason: '处理理由',
    withdraw: '撤回异议',
    withdrawHint: '撤回后不能恢复；公示期内可以重新提出。',
  },
  {
    lookUpHint:
      'The receipt that you got after filing shows the state, the decision and its reason. No name, contact or paper is shown here.',
    lookUpNoScript: 'Following up an objection needs scripts enabled.',
    lookUpButton: 'Look it up',
    lookUpFailed: 'This could not be looked up. Check your connection and try again.',
    receipt: 'Receipt',
    receiptUnknown: 'No objection has this receipt. Check that it is complete.',
    objectTo: 'Objection to',
    wholeNotice: 'The whole notice',
    filedOn: 'Filed on',
    decideBy: 'To be decided by',
    endedOn: 'Ended on',
    decisionReason: 'Reason',
    withdraw: 'Withdraw the objection',
    withdrawHint: 'This cannot be undone; while the notice is open you may object again.',
  },
);

export type LookUpTexts = (typeof lookUpTexts)['zh'];

/** The states of an objection by their value in the API: the name, and the meaning for the person who filed it. */
export const objectionStates: Record<Language, Record<string, [name: string, meaning: string]>> = {
  zh: {
    OPEN: ['处理中', '主管部门正在处理，将在处理期限内作出决定。'],
    UPHELD: ['异议成立', '异议成立，公示名单已在新版本中更正。'],
    DISMISSED: ['异议不成立', '异议不成立，公示名单维持不变。'],
    WITHDRAWN: ['已撤回', '异议已由提出人撤回。'],
  },
  en: {
    OPEN: ['Under review', 'The department is reviewing it and decides by the day below.'],
    UPHELD: ['Upheld', 'It was upheld; a new release of the list corrects the line.'],
    DISMISSED: ['Dismissed', 'It was dismissed; the list stays as it is.'],
    WITHDRAWN: ['Withdrawn', 'The person who filed it withdrew it.'],
  },
};
