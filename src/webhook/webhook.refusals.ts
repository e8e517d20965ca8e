import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseWebhook = defineRefusals({
  WEBHOOK_ADDRESS_UNFIT: {
    meaning: 'A webhook is an https address of a public host; in the sandbox also http on 127.0.0.1.',
    zh: () => '推送地址须为公网 https 地址（沙箱环境另可使用 http://127.0.0.1）。',
    en: () => 'The address has to be https on a public host (in the sandbox also http://127.0.0.1).',
  },
  WEBHOOKS_TOO_MANY: {
    meaning: 'An account has only so many webhooks.',
    zh: ({ limit }) => `每个账户最多登记 ${limit} 个推送地址，请先取消不用的。`,
    en: ({ limit }) => `An account has at most ${limit} webhooks. Remove one that you no longer need.`,
  },
  WEBHOOK_NOT_FOUND: {
    meaning: 'There is no such webhook or delivery, or it is not yours.',
    zh: () => '未找到该推送，请核对编号。',
    en: () => 'There is no such webhook or delivery of yours. Check the id.',
  },
});
