import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refuseServiceNotice = defineRefusals({
  NOBODY_UNREACHED: {
    meaning: 'Every company that has to claim was notified, or a message to it is still under way.',
    zh: () => '没有须公告送达的企业：均已送达，或短信仍在发送、等待回执。',
    en: () => 'No company has to be notified in public: each was notified, or a message to it is still under way.',
  },
  SERVICE_NOTICE_NOT_FOUND: {
    meaning: 'There is no such service notice.',
    zh: () => '未找到该送达公告，请核对编号。',
    en: () => 'There is no such service notice. Check the id.',
  },
  SERVICE_NOTICE_NOT_PREPARED: {
    meaning: 'Only a prepared service notice can be published.',
    zh: ({ found }) => `该送达公告当前状态为“${termOf('ServiceNoticeStatus', found)}”，只能发布“已拟定”的公告。`,
    en: ({ found }) => `The service notice is ${found}; only a PREPARED one can be published.`,
  },
});
