import { defineRefusals } from '../kernel/errors/refusal.js';

export const refusePolicy = defineRefusals({
  POLICY_NOT_FOUND: {
    meaning: 'There is no such policy among those that you may see.',
    zh: () => '未找到该保单，请核对编号是否为本机构的保单。',
    en: () => 'There is no such policy of yours. Check the id.',
  },
  POLICY_ALREADY_WITHDRAWN: {
    meaning: 'The policy was withdrawn before.',
    zh: ({ policyNo }) => `保单 ${policyNo} 此前已撤回，无需再次操作。`,
    en: ({ policyNo }) => `The policy ${policyNo} was withdrawn before; nothing is left to do.`,
  },
  DOCUMENT_NOT_FOUND: {
    meaning: 'There is no such uploaded document of the institution.',
    zh: () => '未找到该文件，请先上传文件，再使用返回的文件编号。',
    en: () => 'There is no such document. Upload it to POST /upload/documents first and use the id it answers.',
  },
  CORRECTION_EMPTY: {
    meaning: 'The correction changes nothing.',
    zh: () => '更正内容与现有内容一致，无需更正。',
    en: () => 'The correction changes nothing: all fields have these values already.',
  },
  ENDORSEMENT_NO_INVALID: {
    meaning: 'The number of the endorsement is empty or longer than 64 characters.',
    zh: () => '批单号不能为空，且最多 64 个字符。',
    en: () => 'Give the number of the endorsement, up to 64 characters.',
  },
  REFUND_RECORDED_BEFORE: {
    meaning: 'A refund under this endorsement was recorded before.',
    zh: ({ found }) => `批单“${found}”的退费此前已登记，无需重复登记。`,
    en: ({ found }) => `The refund of the endorsement "${found}" was recorded before.`,
  },
  REFUND_OUT_OF_RANGE: {
    meaning: 'The refund is zero or more than what is left of the premium.',
    zh: ({ found, rest }) => `退费 ${found} 元有误：须大于零，且不超过剩余保费 ${rest} 元。`,
    en: ({ found, rest }) => `A refund of ${found} cannot be: it is above zero and at most what is left, ${rest}.`,
  },
  REFUND_DAY_INVALID: {
    meaning: 'The day of the refund is no day, or in the future.',
    zh: ({ found, today }) => `批改日期“${found}”有误：应为不晚于今天（${today}）的日期。`,
    en: ({ found, today }) => `The day "${found}" cannot be: give one up to today, ${today}.`,
  },
  DOCUMENT_NOT_ATTACHED: {
    meaning: 'The paper is not attached to this policy.',
    zh: () => '该材料未关联到此保单，无需移除。',
    en: () => 'The paper is not attached to this policy.',
  },
});
