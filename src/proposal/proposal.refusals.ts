import { defineRefusals } from '../common/refusal.js';

export const refuseProposal = defineRefusals({
  PROPOSAL_NOT_FOUND: {
    meaning: 'There is no such proposal.',
    zh: () => '未找到该补贴建议方案，请核对 id。',
    en: () => 'There is no such proposal. Check the id.',
  },
  PROPOSAL_IN_REVIEW: {
    meaning: 'A revision is with the department; a new one is computed only after it was returned.',
    zh: ({ revision }) => `第 ${revision} 版正在审核，退回后方可重新测算。`,
    en: ({ revision }) => `Revision ${revision} is in review. A new one can be computed once it is returned.`,
  },
  PROPOSAL_ALREADY_APPROVED: {
    meaning: 'The programme has an approved proposal; it is not computed again.',
    zh: ({ revision }) => `第 ${revision} 版已审定，不再重新测算；公示后的更正以新的公示版本发布。`,
    en: ({ revision }) =>
      `Revision ${revision} is approved and is not computed again; corrections are new releases of the notice.`,
  },
  PROPOSAL_STATUS_UNFIT: {
    meaning: 'The proposal is not in the state that this action needs.',
    zh: ({ found, needed }) => `方案当前状态为 ${found}，此操作要求状态为 ${needed}。`,
    en: ({ found, needed }) => `The proposal is ${found}; this needs ${needed}.`,
  },
  OPINION_MISSING: {
    meaning: 'The regulator has not given its opinion yet (§3 five).',
    zh: () => '尚未收到金融监管局意见（通知第三条第五款），请待其提交 giveOpinion 后再审定。',
    en: () => 'The regulator has not given its opinion (notice §3 five). Approve after its `giveOpinion`.',
  },
  POLICIES_EXCLUDED_SINCE: {
    meaning: 'Policies of the revision were kept out since it was computed: blocked, or failed in a spot check.',
    zh: ({ count }) => `该版测算后有 ${count} 份保单被列入不予计入（已获其他省级补贴或抽核不合格），请退回并重新测算。`,
    en: ({ count }) =>
      `${count} policies of this revision were blocked or failed a spot check since it was computed. Return it where it is in review, and compute a new one, which leaves them out.`,
  },
});
