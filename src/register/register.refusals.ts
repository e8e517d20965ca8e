import { defineRefusals } from '../kernel/refusal.js';

export const refuseRegister = defineRefusals({
  NAME_DIFFERS: {
    meaning: 'A warning: the name that was sent is not the registered name of the company. The registered one is used.',
    zh: ({ found, needed }) =>
      `企业名称“${found}”与登记名称“${needed}”不一致，名单以登记名称为准。如代码有误请更正代码，如名称有误请更正名称。`,
    en: ({ found, needed }) =>
      `The name "${found}" is not the registered name "${needed}"; lists use the registered one. Correct the code or the name.`,
  },
  NAME_IS_FORMER: {
    meaning: 'A warning: the name that was sent is a former name of the company. The present one is used.',
    zh: ({ found, needed }) => `“${found}”为曾用名，现登记名称为“${needed}”，名单以现登记名称为准，无需更正。`,
    en: ({ found, needed }) =>
      `"${found}" is a former name; the registered name is now "${needed}", which lists use. Nothing has to be corrected.`,
  },
});
