import { defineRefusals } from '../../kernel/refusal.js';

/** What can end the work on a file although the file itself could be read. */
export const refuseIntake = defineRefusals({
  INTAKE_FAILED: {
    meaning: 'The work on the file broke off on our side, twice at the same place. The file is kept for the operator.',
    zh: () =>
      '处理该文件时两次在同一处中断，已停止处理；文件已留存供平台排查，此前受理的行有效。请将其余行另存为新文件上传，或联系平台运营方。',
    en: () =>
      'The work on the file broke off twice at the same place and was stopped. The file is kept for the operator; rows accepted before are valid. Send the other rows in a new file, or tell the operator.',
  },
  FILE_GONE: {
    meaning: 'The bytes of the file are lost on our side before the work on it ended. The same file is taken again.',
    zh: () => '平台未能找到该文件的内容，未处理的行没有受理。请重新上传同一文件，已受理的行不会重复计入。',
    en: () =>
      'The content of the file is lost on our side; rows not yet worked on were not accepted. Send the same file again: accepted rows are not counted twice.',
  },
});

/** What can be wrong with a row because it came in a file, or because of other rows and policies. */
export const refuseRow = defineRefusals({
  ACTION_UNKNOWN: {
    meaning: 'The action is neither NEW nor CORRECT.',
    zh: ({ found }) => `操作“${found}”无法识别，请填“新增”或“更正”，或留空。`,
    en: ({ found }) => `The action "${found}" is unknown. Write 新增 (NEW), 更正 (CORRECT) or nothing.`,
  },
  CORRECTION_UNKNOWN: {
    meaning: 'There is no earlier policy of this number to correct.',
    zh: ({ found }) => `未找到本机构保单号为“${found}”的有效保单，无法更正。若为新保单，请将操作改为“新增”。`,
    en: ({ found }) => `You have no living policy "${found}" to correct. If it is new, set the action to 新增.`,
  },
  POLICY_SETTLED: {
    meaning: 'The policy stands in an approved proposal and cannot change any more.',
    zh: ({ found }) =>
      `保单“${found}”已列入审定的补贴方案，不能再修改。请书面告知平台运营方，由其通过抽核或追回程序处理。`,
    en: ({ found }) =>
      `The policy "${found}" stands in an approved proposal and cannot change. Tell the platform’s operator, who takes it up as a finding or a recovery.`,
  },
  POLICY_UNDER_CHECK: {
    meaning: 'A spot check examines the policy; it stays as it was drawn until the finding is confirmed.',
    zh: ({ found }) => `保单“${found}”正在抽核，复核结束前不能修改或撤回；可以补充附件。`,
    en: ({ found }) =>
      `A spot check examines the policy "${found}": until its finding is confirmed it cannot change. Papers can be added.`,
  },
  POLICY_EXCLUDED: {
    meaning: 'The policy is kept out of the assessment; it cannot be changed or withdrawn to come back another way.',
    zh: ({ found }) => `保单“${found}”已列入不予计入名单，不能修改或撤回。如有异议，请联系平台运营方。`,
    en: ({ found }) =>
      `The policy "${found}" is kept out of the assessment and cannot be changed or withdrawn. If that is wrong, tell the platform’s operator.`,
  },
  COINSURANCE_OVER_100: {
    meaning: 'The shares of a co-insured contract sum to more than 100 %.',
    zh: ({ contract, sum }) => `共保合同“${contract}”各家份额合计 ${sum}%，超过 100%。请与共保各方核对比例。`,
    en: ({ contract, sum }) => `The shares of the contract "${contract}" sum to ${sum} %. Agree on them first.`,
  },
});
