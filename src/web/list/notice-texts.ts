import { pageTexts } from '../texts.js';

/** The texts of the notice above its list, with those of the whole site. */
export const noticeTexts = pageTexts(
  {
    open: '公示中',
    closed: '公示已结束',
    closesOn: '公示截止',
    correctedBecause: '更正理由',
    recipients: '拟补贴企业',
    totalAmount: '拟补贴总额',
    documentNumber: '依据',
    otherNotices: '其他公示',
    countdown: '公示剩余',
    workingDays: '个工作日',
    lastDay: '最后一天',
    published: (day: string) => `${day} 发布`,
  },
  {
    open: 'Open',
    closed: 'Closed',
    closesOn: 'Closes',
    correctedBecause: 'Reason of the correction',
    recipients: 'Enterprises',
    totalAmount: 'Total amount',
    documentNumber: 'Under',
    otherNotices: 'Other notices',
    countdown: 'Time left',
    workingDays: 'working days',
    lastDay: 'Last day',
    published: (day) => `published ${day}`,
  },
);

export type NoticeTexts = (typeof noticeTexts)['zh'];
