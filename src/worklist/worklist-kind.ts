import { registerEnumType } from 'type-graphql';

/** What a role has to do next. */
export enum WorklistKind {
  PERSON_CHECK = 'PERSON_CHECK',
  PERSON_CHECK_CONFIRMATION = 'PERSON_CHECK_CONFIRMATION',
  BINDING_CONFIRMATION = 'BINDING_CONFIRMATION',
  INSTITUTION_CONFIRMATION = 'INSTITUTION_CONFIRMATION',
  LIST_IMPORT_CONFIRMATION = 'LIST_IMPORT_CONFIRMATION',
  DRAFT_CORRECTION = 'DRAFT_CORRECTION',
  DRAFT_APPROVAL = 'DRAFT_APPROVAL',
  POLICY_PAPERS = 'POLICY_PAPERS',
  POLICY_PROBLEM_ANSWER = 'POLICY_PROBLEM_ANSWER',
  POLICY_PROBLEM_REPLY = 'POLICY_PROBLEM_REPLY',
  PROPOSAL_SUBMISSION = 'PROPOSAL_SUBMISSION',
  PROPOSAL_OPINION = 'PROPOSAL_OPINION',
  PROPOSAL_DECISION = 'PROPOSAL_DECISION',
  PROPOSAL_REVISION = 'PROPOSAL_REVISION',
  NOTICE_PUBLICATION = 'NOTICE_PUBLICATION',
  OBJECTION_DECISION = 'OBJECTION_DECISION',
  PAYMENT_INFORMATION_REQUEST = 'PAYMENT_INFORMATION_REQUEST',
  CLAIM_NOTIFICATION = 'CLAIM_NOTIFICATION',
  SERVICE_NOTICE_PUBLICATION = 'SERVICE_NOTICE_PUBLICATION',
  CLAIM_CONFIRMATION = 'CLAIM_CONFIRMATION',
  PAYMENT_ORDER = 'PAYMENT_ORDER',
  PAYMENT_RELEASE = 'PAYMENT_RELEASE',
  PAYMENT_RESULTS = 'PAYMENT_RESULTS',
  RECOVERY_REPAYMENT = 'RECOVERY_REPAYMENT',
  SPOT_CHECK_EXAMINATION = 'SPOT_CHECK_EXAMINATION',
  SPOT_CHECK_CONFIRMATION = 'SPOT_CHECK_CONFIRMATION',
  COMPANY_REGISTRATION = 'COMPANY_REGISTRATION',
  COMPANY_BANK_ACCOUNT = 'COMPANY_BANK_ACCOUNT',
  COMPANY_PAPERS = 'COMPANY_PAPERS',
}

registerEnumType(WorklistKind, {
  name: 'WorklistKind',
  description: '待办类别: the next step that a role has to take.',
  valuesConfig: {
    PERSON_CHECK: { description: '待核验: PLATFORM compares identity papers (`confirmPersonCheck`).' },
    PERSON_CHECK_CONFIRMATION: {
      description: '待复核: a second person of PLATFORM confirms the check (`confirmPersonCheck`).',
    },
    BINDING_CONFIRMATION: { description: '授权书待确认: PLATFORM confirms an agent (`confirmBinding`).' },
    INSTITUTION_CONFIRMATION: {
      description: '机构待核对: your department confirms an institution (`confirmInstitution`).',
    },
    LIST_IMPORT_CONFIRMATION: {
      description: '名单待确认: another person confirms an import (`confirmListImport`).',
    },
    DRAFT_CORRECTION: {
      description: '草案待更正: a draft has contradictions; prepare a corrected one or return it (`returnDraft`).',
    },
    DRAFT_APPROVAL: { description: '草案待批准: your department approves a draft (`approveDraft`).' },
    POLICY_PAPERS: {
      description: '待补充材料: the insurer attaches papers while the programme accepts policies (`attachDocument`).',
    },
    POLICY_PROBLEM_ANSWER: { description: '保单问题待答复: the insurer answers a company (`answerPolicyProblem`).' },
    POLICY_PROBLEM_REPLY: {
      description: '保单问题已答复: the company closes the problem or writes again (`closePolicyProblem`).',
    },
    PROPOSAL_SUBMISSION: { description: '方案待提交: PLATFORM submits a computed revision (`submitProposal`).' },
    PROPOSAL_OPINION: { description: '监管意见待反馈: REGULATOR gives its opinion (`giveOpinion`).' },
    PROPOSAL_DECISION: {
      description: '方案待审定: SCIENCE approves or returns a revision that has an opinion (`approveProposal`).',
    },
    PROPOSAL_REVISION: {
      description: '方案已退回: PLATFORM computes a new revision after a return (`computeProposal`).',
    },
    NOTICE_PUBLICATION: { description: '名单待公示: SCIENCE publishes an approved revision (`publishNotice`).' },
    OBJECTION_DECISION: { description: '异议待处理: SCIENCE decides an objection (`decideObjection`).' },
    PAYMENT_INFORMATION_REQUEST: {
      description: '待通知填报: PLATFORM asks companies for their accounts (`requestPaymentInformation`).',
    },
    CLAIM_NOTIFICATION: {
      description:
        '待公告送达: no message reached these companies; PLATFORM prepares a notice (`prepareServiceNotice`).',
    },
    SERVICE_NOTICE_PUBLICATION: {
      description: '公告待发布: SCIENCE publishes a prepared service notice (`publishServiceNotice`).',
    },
    CLAIM_CONFIRMATION: { description: '待确认申领: the company confirms its claim in time (`confirmClaim`).' },
    PAYMENT_ORDER: { description: '待下达拨付: SCIENCE orders payment of confirmed claims (`orderPayment`).' },
    PAYMENT_RELEASE: { description: '批次待放行: FINANCE releases or returns a batch (`releasePayment`).' },
    PAYMENT_RESULTS: { description: '结果待登记: FINANCE records what the bank answers (`recordPaymentResults`).' },
    RECOVERY_REPAYMENT: { description: '待追回: FINANCE records money that comes back (`recordRecovery`).' },
    SPOT_CHECK_EXAMINATION: {
      description: '抽核待核查: spot checks with items to examine; counts the checks (`recordFinding`).',
    },
    SPOT_CHECK_CONFIRMATION: {
      description: '抽核待复核: spot checks with findings to confirm; counts the checks (`confirmFinding`).',
    },
    COMPANY_REGISTRATION: { description: '企业待注册: companies of the city without an account on the platform.' },
    COMPANY_BANK_ACCOUNT: { description: '企业待登记账户: companies of the city without a bank account.' },
    COMPANY_PAPERS: { description: '企业保单待补材料: companies of the city with policies that lack papers.' },
  },
});
