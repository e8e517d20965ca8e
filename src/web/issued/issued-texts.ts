import { pageTexts } from '../texts.js';

/** The texts of issued notices and service notices, with those of the whole site. */
export const issuedTexts = pageTexts(
  {
    publishedOn: '发布于',
    issued: '通知与公告',
    serviceNotices: '公告送达',
    noServiceNotices: '目前没有公告送达。',
    noIssuedText: '通知正文尚未录入。',
    attachments: '附件',
    contacts: '咨询电话',
    claimBy: '填报截止',
  },
  {
    publishedOn: 'Published',
    issued: 'Notices issued',
    serviceNotices: 'Service notices',
    noServiceNotices: 'There is no service notice at present.',
    noIssuedText: 'The text of the notice has not been entered.',
    attachments: 'Attachments',
    contacts: 'Questions',
    claimBy: 'claim by',
  },
);

export type IssuedTexts = (typeof issuedTexts)['zh'];
