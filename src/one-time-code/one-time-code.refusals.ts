import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseCode = defineRefusals({
  PHONE_INVALID: {
    meaning: 'Not a mainland mobile number of 11 digits.',
    zh: () => '手机号码须为 11 位大陆手机号（1 开头），不带国家码、空格或短横线。',
    en: () => 'A mainland mobile number has 11 digits and begins with 1; leave out country code, spaces and hyphens.',
  },
  CODE_INVALID: {
    meaning: 'The code is wrong, has expired, was used, or was tried too often.',
    zh: () => '验证码不正确或已失效。请核对后重试；多次错误后请重新获取。',
    en: () => 'The code is wrong or no longer valid. Check it; after several tries ask for a new one.',
  },
  PROOF_INVALID: {
    meaning: 'The proof of work does not solve a challenge of ours that is still unused.',
    zh: () => '人机验证未通过、已使用或已过期，请重新获取验证题后再试。',
    en: () =>
      'The proof does not solve a challenge that is still valid and unused. Ask for a new one (requestChallenge).',
  },
  TOO_MANY_CODES: {
    meaning: 'More codes were asked for than a number, or an address, may have in a time.',
    zh: ({ retryAfter }) => `验证码获取过于频繁，请在 ${retryAfter} 秒后重试。`,
    en: ({ retryAfter }) => `Too many codes were asked for. Try again in ${retryAfter} seconds.`,
  },
});
