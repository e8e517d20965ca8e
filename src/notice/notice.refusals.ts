import { defineRefusals } from '../kernel/refusal.js';

export const refuseNotice = defineRefusals({
  NOTICE_NOT_FOUND: {
    meaning: 'There is no such notice.',
    zh: () => '未找到该公示，请核对 id。',
    en: () => 'There is no such notice. Check the id.',
  },
  NOTICE_STILL_OPEN: {
    meaning: 'The working days of the notice are not over.',
    zh: ({ closesOn }) => `公示期至 ${closesOn} 24 时（北京时间）届满，届满前不能结束公示。`,
    en: ({ closesOn }) => `The notice stands until the end of ${closesOn} (Asia/Shanghai) and cannot be closed before.`,
  },
  NOTICE_ALREADY_CLOSED: {
    meaning: 'The notice was closed before.',
    zh: () => '该公示此前已结束，无需再次操作。',
    en: () => 'The notice was closed before; nothing is left to do.',
  },
});
