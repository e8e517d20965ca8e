import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseRegister = defineRefusals({
  NAME_DIFFERS: {
    meaning: 'A warning: the name that was sent is not the registered name of the company. The registered one is used.',
    zh: ({ found, needed }) =>
      `企业名称“${found}”与登记名称“${needed}”不一致，名单以登记名称为准。如代码有误请更正代码，如名称有误请更正名称。`,
    en: ({ found, needed }) =>
      `The name "${found}" is not the registered name "${needed}"; lists use the registered one. Correct the code or the name.`,
  },
  REGISTER_CODE_INVALID: {
    meaning: 'The credit code to look up fails GB 32100 and its organisation code fails GB 11714.',
    zh: ({ found }) => `统一社会信用代码“${found}”校验不通过，请核对。`,
    en: ({ found }) => `The credit code "${found}" fails its check. Correct it.`,
  },
  REGISTER_BY_LISTS_ALONE: {
    meaning: 'The register that is configured comes as lists; it does not answer for single companies.',
    zh: () => '当前登记信息仅以名单文件方式导入，不支持单个查询。',
    en: () => 'The register comes as lists (POST /upload/lists); single companies cannot be looked up.',
  },
  COMPANY_REGISTER_SILENT: {
    meaning: 'The register does not answer at the moment, or not as documented.',
    zh: () => '登记信息查询服务暂无法应答，请稍后再试；系统会自动重新查询。',
    en: () => 'The register does not answer at the moment. Try again later; the gateway asks again automatically.',
  },
  COMPANY_NOT_REGISTERED: {
    meaning: 'The register does not know the company.',
    zh: ({ found }) => `登记信息中没有统一社会信用代码为“${found}”的企业，请核对代码。`,
    en: ({ found }) => `The register has no company with the credit code "${found}". Check the code.`,
  },
  NAME_IS_FORMER: {
    meaning: 'A warning: the name that was sent is a former name of the company. The present one is used.',
    zh: ({ found, needed }) => `“${found}”为曾用名，现登记名称为“${needed}”，名单以现登记名称为准，无需更正。`,
    en: ({ found, needed }) =>
      `"${found}" is a former name; the registered name is now "${needed}", which lists use. Nothing has to be corrected.`,
  },
});
