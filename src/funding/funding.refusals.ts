import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseFunding = defineRefusals({
  POLICY_ALREADY_BLOCKED: {
    meaning: 'The policy is blocked already.',
    zh: ({ policyNo, since }) => `保单 ${policyNo} 自 ${since} 起已列入不予补贴名单，无需重复操作。`,
    en: ({ policyNo, since }) => `The policy ${policyNo} has been blocked since ${since}; nothing is left to do.`,
  },
  POLICY_NOT_BLOCKED: {
    meaning: 'The policy is not blocked, so there is nothing to lift.',
    zh: ({ policyNo }) => `保单 ${policyNo} 未被列入不予补贴名单，无需解除。`,
    en: ({ policyNo }) => `The policy ${policyNo} is not blocked; there is nothing to lift.`,
  },
  SOURCE_MISSING: {
    meaning: 'The action needs the source that it is based on.',
    zh: () => '请填写依据，例如已发放补贴的文件号。',
    en: () => 'Name the source, for example the document number of the other subsidy.',
  },
});
