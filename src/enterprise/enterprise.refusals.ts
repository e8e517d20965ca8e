import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseEnterprise = defineRefusals({
  ENTERPRISE_UNKNOWN: {
    meaning: 'The platform knows no company with this credit code.',
    zh: ({ found }) => `平台没有统一社会信用代码为“${found}”的企业，请核对。`,
    en: ({ found }) => `The platform knows no company with the credit code "${found}". Check it.`,
  },
  ENTERPRISE_NOT_EXCLUDED: {
    meaning: 'The company is not excluded from the programme.',
    zh: () => '该企业未被排除，无需解除。',
    en: () => 'The company is not excluded; there is nothing to lift.',
  },
});
