import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refuseProposal = defineRefusals({
  PROPOSAL_NOT_FOUND: {
    meaning: 'There is no such proposal.',
    zh: () => '未找到该补贴建议方案，请核对编号。',
    en: () => 'There is no such proposal. Check the id.',
  },
  PROPOSAL_IN_REVIEW: {
    meaning: 'A revision is with the department; a new one is computed only after it was returned.',
    zh: ({ revision }) => `第 ${revision} 版正在审核，退回后方可重新测算。`,
    en: ({ revision }) => `Revision ${revision} is in review. A new one can be computed once it is returned.`,
  },
  PROPOSAL_ALREADY_APPROVED: {
    meaning: 'The programme has an approved list, and nothing new came in since for a supplementary list.',
    zh: ({ revision }) => `第 ${revision} 版已审定，其后没有新的保单可列入补充批次；公示后的更正以新的公示版本发布。`,
    en: ({ revision }) =>
      `Revision ${revision} is approved, and no policy came in since that a supplementary list could look at; corrections are new releases of the notice.`,
  },
  PROPOSAL_STATUS_UNFIT: {
    meaning: 'The proposal is not in the state that this action needs.',
    zh: ({ found, needed }) =>
      `方案当前状态为“${termOf('ProposalStatus', found)}”，此操作要求状态为“${termOf('ProposalStatus', needed)}”。`,
    en: ({ found, needed }) => `The proposal is ${found}; this needs ${needed}.`,
  },
  OPINION_MISSING: {
    meaning: 'The regulator has not given its opinion yet (§3 five).',
    zh: () => '尚未收到金融监管局意见（通知第三条第五款），请待其提交意见后再审定。',
    en: () => 'The regulator has not given its opinion (notice §3 five). Approve after its `giveOpinion`.',
  },
  POLICY_NOT_FOR_REVIEW: {
    meaning: 'The newest revision did not leave this policy for review.',
    zh: () => '最新一版方案未将该保单列为资质待审，请在未计入保单中按“资质待审”查询。',
    en: () =>
      'The newest revision did not leave this policy for review: look in `leftOut` for QUALIFICATION_FOR_REVIEW.',
  },
  COMPUTATION_NOT_FOUND: {
    meaning: 'There is no computation under this id.',
    zh: () => '未找到该测算，请在测算记录中查询。',
    en: () => 'There is no such computation. `proposalRuns` lists them.',
  },
  COMPUTATION_ENDED: {
    meaning: 'The computation has ended and cannot be called off.',
    zh: ({ found }) =>
      `该测算已结束（${termOf('ProposalRunStatus', found)}），无法取消。已算出的方案可由新的测算取代。`,
    en: ({ found }) =>
      `It has ended (${found}) and cannot be called off. A later computation replaces what it computed.`,
  },
  COMPUTATION_CANCELLED: {
    meaning: 'The computation was called off before it was finished; nothing of it was kept.',
    zh: () => '本次测算已被取消，未保留任何结果。如需测算，请使用新的幂等键重新提交。',
    en: () => 'This computation was called off and nothing of it kept. To compute again, take a new idempotency key.',
  },
  COMPUTATION_FAILED: {
    meaning: 'The computation broke off; nothing of it was kept.',
    zh: () => '本次测算中断，未保留任何结果，请以同一幂等键重试。',
    en: () => 'This computation broke off and nothing of it was kept. Try again with the same idempotency key.',
  },
  OPINION_PAPER_NOT_FOUND: {
    meaning: 'There is no uploaded paper under this id.',
    zh: () => '未找到该附件，请先上传附件，再填写返回的文件编号。',
    en: () => 'There is no such paper. Upload it to `POST /upload/opinion-papers` first and give the id it answers.',
  },
});
