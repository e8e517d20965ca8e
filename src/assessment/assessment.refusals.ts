import { defineRefusals, listOf } from '../kernel/errors/refusal.js';

export const refuseAssessment = defineRefusals({
  POLICIES_EXCLUDED_SINCE: {
    meaning: 'Policies of the revision were kept out since it was computed: blocked, or failed in a spot check.',
    zh: ({ count }) => `该版测算后有 ${count} 份保单被列入不予计入（已获其他省级补贴或抽核不合格），请退回并重新测算。`,
    en: ({ count }) =>
      `${count} policies of this revision were blocked or failed a spot check since it was computed. Return it where it is in review, and compute a new one, which leaves them out.`,
  },
  SUPPOSED_CODE_UNKNOWN: {
    meaning: 'A simulation names a product that the programme does not have, or a kind of company that is not known.',
    zh: ({ found }) => `没有险种或资质类别：${listOf(found, '、')}，请查询该年度补贴工作的险种和资质类别。`,
    en: ({ found }) => `There is no product or kind of company ${listOf(found, ', ')}; \`programme(code)\` lists them.`,
  },
});
