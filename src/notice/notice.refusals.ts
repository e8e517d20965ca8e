import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseNotice = defineRefusals({
  NOTICE_NOT_FOUND: {
    meaning: 'There is no such notice.',
    zh: () => '未找到该公示，请核对编号。',
    en: () => 'There is no such notice. Check the id.',
  },
  NOTICE_STILL_OPEN: {
    meaning: 'The working days of the notice are not over.',
    zh: ({ closesOn }) => `公示期至 ${closesOn} 24 时（北京时间）届满，届满前不能结束公示。`,
    en: ({ closesOn }) =>
      `The notice is public until the end of ${closesOn} (Asia/Shanghai) and cannot be closed before.`,
  },
  NOTICE_ALREADY_CLOSED: {
    meaning: 'The notice was closed before.',
    zh: () => '该公示此前已结束，无需再次操作。',
    en: () => 'The notice was closed before; nothing is left to do.',
  },
  CORRECTIONS_UNFIT: {
    meaning: 'An upheld objection names what changes on the list, a dismissed one nothing.',
    zh: ({ neededInChinese }) => `更正内容不符合要求：${neededInChinese}。`,
    en: ({ needed }) => `The corrections do not fit: ${needed}.`,
  },
  LINE_NOT_PUBLISHED: {
    meaning: 'The newest release of the notice has no line with this credit code.',
    zh: ({ creditCode }) => `最新公示名单中没有统一社会信用代码为“${creditCode}”的企业，请核对。`,
    en: ({ creditCode }) => `The newest release has no line with the credit code "${creditCode}". Check it.`,
  },
  CORRECTION_RAISES_AMOUNT: {
    meaning: 'A correction lowers an amount; a higher one needs a new assessment.',
    zh: ({ creditCode, published }) =>
      `企业“${creditCode}”已公示 ${published} 元，更正只能调低；调高须重新测算并公示。`,
    en: ({ creditCode, published }) =>
      `"${creditCode}" was published with ${published} yuan; a correction lowers it. A higher amount needs a new assessment.`,
  },
  NOTICE_NOT_OPEN: {
    meaning: 'Objections can only be filed while the notice is open.',
    zh: ({ closesOn }) => `公示期已于 ${closesOn} 24 时（北京时间）届满，不再受理异议；其他线索请向主管部门反映。`,
    en: ({ closesOn }) =>
      `The notice was public until the end of ${closesOn} (Asia/Shanghai); objections are no longer taken. Report other leads to the department.`,
  },
  NOTICE_ALREADY_PUBLISHED: {
    meaning: 'The proposal was published before.',
    zh: () => '该方案此前已公示；更正请发布新的公示版本。',
    en: () => 'The proposal was published before; a correction is a new release of its notice.',
  },
});
