import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseProblem = defineRefusals({
  PROBLEM_TEXT_MISSING: {
    meaning: 'A message has 1 to 2,000 characters.',
    zh: ({ limit }) => `请用 1 至 ${limit} 个字符说明情况。`,
    en: ({ limit }) => `Say in 1 to ${limit} characters what it is about.`,
  },
  PROBLEM_INSTITUTION_UNKNOWN: {
    meaning: 'No institution has this credit code or official name.',
    zh: ({ found }) => `没有名为“${found}”（或信用代码为该值）的保险机构，请填写保单上的机构全称或统一社会信用代码。`,
    en: ({ found }) =>
      `No institution is called "${found}". Give its official name as on the policy, or its credit code.`,
  },
  PROBLEM_POLICY_NOT_FOUND: {
    meaning: 'The policy is not one of the company’s in this programme.',
    zh: () => '未找到贵企业的该保单，请核对编号；如保单未上传，请选择“保单缺失”。',
    en: () => 'Your company has no such policy. Check the id; where it was not pushed, choose MISSING.',
  },
  PROBLEM_NOT_FOUND: {
    meaning: 'There is no such problem, or it is not yours.',
    zh: () => '未找到该保单问题，请核对编号。',
    en: () => 'There is no such problem. Check the id.',
  },
  PROBLEM_CLOSED: {
    meaning: 'The company closed the problem.',
    zh: () => '该问题已关闭。如仍有问题，请重新提出。',
    en: () => 'The problem is closed. Report a new one where something is still wrong.',
  },
  PROBLEM_NAMES_NOTHING: {
    meaning: 'A WRONG policy is named by its id; a MISSING one by its institution.',
    zh: () => '“保单有误”须指明保单；“保单缺失”须填写保险机构。',
    en: () => 'For WRONG give `policyId`; for MISSING give `institution`.',
  },
});
