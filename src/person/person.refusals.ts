import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refusePerson = defineRefusals({
  PERSON_CHECK_NOT_OFFERED: {
    meaning: 'People are verified by a register here, not from papers.',
    zh: () => '本平台通过核验系统在线认证，请直接进行个人认证，无须上传证件。',
    en: () => 'People are verified by a register here: use `verifyPerson`; no papers are needed.',
  },
  IDENTITY_PAPERS_MISSING: {
    meaning: 'The request names no paper that you uploaded, or one that belongs to another request.',
    zh: () => '请先上传身份证件扫描件（1 至 4 份），并填写上传后返回的文件编号。',
    en: () => 'Upload scans of your identity papers first (`POST /upload/identity-papers`, 1 to 4) and give their ids.',
  },
  PERSON_CHECK_OPEN: {
    meaning: 'The account has a request that is not decided yet.',
    zh: () => '您已有待核验的申请，请等待平台处理。',
    en: () => 'A request of yours is not decided yet. Wait for the platform.',
  },
  PERSON_CHECK_NOT_FOUND: {
    meaning: 'There is no such request.',
    zh: () => '未找到该人工核验申请，请核对编号。',
    en: () => 'There is no such request. Check the id.',
  },
  PERSON_CHECK_DECIDED: {
    meaning: 'The request was decided already.',
    zh: ({ found }) => `该申请已办结（${termOf('PersonCheckStatus', found)}）。`,
    en: ({ found }) => `The request was decided already (${found}).`,
  },
});
