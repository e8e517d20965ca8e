import { defineRefusals } from '../common/refusal.js';

export const refusePolicy = defineRefusals({
  POLICY_NOT_FOUND: {
    meaning: 'There is no such policy among those that you may see.',
    zh: () => '未找到该保单，请核对 id 是否为本机构的保单。',
    en: () => 'There is no such policy of yours. Check the id.',
  },
  POLICY_ALREADY_WITHDRAWN: {
    meaning: 'The policy was withdrawn before.',
    zh: ({ policyNo }) => `保单 ${policyNo} 此前已撤回，无需再次操作。`,
    en: ({ policyNo }) => `The policy ${policyNo} was withdrawn before; nothing is left to do.`,
  },
  DOCUMENT_NOT_FOUND: {
    meaning: 'There is no such uploaded document of the institution.',
    zh: () => '未找到该文件，请先通过 POST /upload/documents 上传，再使用返回的 id。',
    en: () => 'There is no such document. Upload it to POST /upload/documents first and use the id it answers.',
  },
});
