/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An invitation to accept. */
export type AcceptStaffInvitationInput = {
  /** The invitation, one of `invitationsToMe`. */
  invitationId: string;
};

/** 操作身份: in which role something was done. */
export type ActorRole =
  /** 审计监督: reads everything, changes nothing. */
  | 'AUDITOR'
  /** 设区市: a city’s science bureau, the branch of the financial regulator there, or Pingtan’s bureau (§3 one); sees how far its city is and changes nothing. */
  | 'CITY'
  /** 企业: a verified person who acts for an enterprise. */
  | 'ENTERPRISE'
  /** 省财政厅: the provincial department of finance. */
  | 'FINANCE'
  /** 保险机构: a clerk of an institution, or its core system. */
  | 'INSURER'
  /** 平台运营方: the operator of the platform. */
  | 'PLATFORM'
  /** 社会公众: somebody without an account. */
  | 'PUBLIC'
  /** 金融监管局: the provincial financial regulator. */
  | 'REGULATOR'
  /** 省科技厅: the provincial department of science and technology. */
  | 'SCIENCE'
  /** 系统: the gateway itself, by a background job. */
  | 'SYSTEM';

/** An account of your enterprise. */
export type AddBankAccountInput = {
  /** 联行号: CNAPS code of the branch, 12 digits. */
  bankCode: string;
  /** 开户银行: name of the bank and branch. */
  bankName: string;
  /** 户名: has to be the enterprise. */
  holder: string;
  /** Your key: the same key with the same input adds it once. */
  idempotencyKey: string;
  /** 账号: 8 to 32 digits. Stored sealed. */
  number: string;
};

/** A policy that is left for review. */
export type AdmitPolicyInput = {
  /** Your key: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** Global id of the policy. */
  policyId: string;
  /** 理由: why it counts. */
  reason: string;
};

/** A draft to approve for your department. */
export type ApproveDraftInput = {
  /** Global id of the draft. */
  draftId: string;
  /** The version that you saw. */
  version: number;
};

/** A paper to attach to a policy. */
export type AttachDocumentInput = {
  /** The uploaded document: the id that `POST /upload/documents` returned. */
  documentId: string;
  /** What the paper proves. */
  kind: DocumentKind;
  /** Global id of the policy. */
  policyId: string;
};

/** Names one bank account. */
export type BankAccountInput = {
  /** Id of the account. */
  bankAccountId: string;
};

/** The enterprise that you act for. */
export type BindEnterpriseInput = {
  /** 授权书: id that `POST /upload/authorisations` returned, for AGENT. */
  authorisationId?: string | null | undefined;
  /** 统一社会信用代码: unified social credit code. */
  creditCode: string;
  /** 认证模式: as legal representative or as agent. */
  kind: BindingKind;
  /** 企业名称: name as registered. */
  name: string;
};

/** 认证模式: as what somebody acts for an enterprise (annex 2, one 2 (2)). */
export type BindingKind =
  /** 经办人: with a signed authorisation that PLATFORM confirms. */
  | 'AGENT'
  /** 法定代表人: as the register names them. */
  | 'LEGAL_REPRESENTATIVE';

/** Which binding, as you saw it, and why. */
export type BindingReasonInput = {
  /** Id of the binding. */
  bindingId: string;
  /** 理由: the reason, in words. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** 认证状态: whether somebody may act for the enterprise. */
export type BindingStatus =
  /** 有效: may act for it. */
  | 'ACTIVE'
  /** 待确认: the authorisation waits for PLATFORM. */
  | 'PENDING'
  /** 不予通过: the authorisation was not accepted. */
  | 'REJECTED'
  /** 已撤销: may no longer act for it. */
  | 'REVOKED';

/** Which binding, as you saw it. */
export type BindingStepInput = {
  /** Id of the binding. */
  bindingId: string;
  /** The version that you saw. */
  version: number;
};

/** A policy that other provincial money subsidised already. */
export type BlockPolicyInput = {
  /** Your key for this block: a retry with it blocks nothing twice. */
  idempotencyKey: string;
  /** Global id of the policy. */
  policyId: string;
  /** 理由: what subsidised it already. */
  reason: string;
  /** 依据: where that is known from, for example a document number. */
  source: string;
  /** The version of the policy that you saw. */
  version: number;
};

/** 超预算处理方式: what happens when the subsidies come to more than the budget. */
export type BudgetPolicy =
  /** 不调整: nothing; the budget is for information. */
  | 'NONE'
  /** 按比例调整: one factor for all, rounded down to the fen; the remaining fen by largest remainder. */
  | 'PRO_RATA';

/** Which computation to call off. */
export type CancelComputationInput = {
  /** Global id of the id of the proposal that it computes. */
  proposalId: string;
};

/** 变化原因: why an enterprise differs between two revisions. Values may be added. */
export type ChangeCause =
  /** 基数变化: premium or refunds of a policy changed. */
  | 'BASE'
  /** 预算核减变化: the budget takes off more or less. */
  | 'BUDGET'
  /** 上限核减变化: the caps take off more or less. */
  | 'CAPS'
  /** 其他资金或规则变化: other public money, its ceiling or the rounding changed. */
  | 'OTHER_FUNDING'
  /** 新增保单: a policy counts that was not there before. */
  | 'POLICY_ADDED'
  /** 不再计入: a policy that counted is left out now; `reasons` says why. */
  | 'POLICY_LEFT_OUT'
  /** 补正后计入: a policy counts that was left out before. */
  | 'POLICY_LET_IN'
  /** 保单撤回: a policy that counted is no longer there. */
  | 'POLICY_WITHDRAWN'
  /** 资质名单变化: the lists of qualified companies say something else of it. */
  | 'QUALIFICATIONS'
  /** 比例变化: another rate, by changed rules or another year of insurance. */
  | 'RATE'
  /** 登记信息变化: place or status in the register differ, by an import or a look-up between the two. */
  | 'REGISTRATION';

/** 变化类别: how an enterprise differs between two revisions. */
export type ChangeKind =
  /** 新增: on the later list only. */
  | 'CAME_IN'
  /** 金额变化: on both, with another amount. */
  | 'CHANGED'
  /** 移出: on the earlier list only. */
  | 'WENT_OUT';

/** A draft to check again. */
export type CheckDraftInput = {
  /** Global id of the draft. */
  draftId: string;
  /** The version that you saw. */
  version: number;
};

/** Which of your roles. */
export type ChooseRoleInput = {
  /** One of `viewer { roleGrants }`. */
  roleGrantId: string;
};

/** Which companies of the region; all conditions together. */
export type CityCompanyFilter = {
  /** 统一社会信用代码: exactly this company. */
  creditCode?: string | null | undefined;
  /** 待补事项: only those that lack this. */
  lacks?: CityLack | null | undefined;
  /** 设区市: only of this region, for example `3501`. */
  region?: string | null | undefined;
};

/** 待补事项: what a company still lacks. */
export type CityLack =
  /** 未填账户: it has no bank account on the platform. */
  | 'BANK_ACCOUNT'
  /** 缺材料: a policy of it lacks papers, which its insurer attaches. */
  | 'PAPERS'
  /** 未注册: nobody acts for it on the platform. */
  | 'REGISTRATION';

/** Conditions for a list of claims: all that are given must hold. */
export type ClaimFilter = {
  /** 金额下限: a granted amount of at least this, in yuan. */
  amountFrom?: string | null | undefined;
  /** 金额上限: a granted amount of at most this, in yuan. */
  amountTo?: string | null | undefined;
  /** 设区市: reporting region of the enterprise, for example `3501`, or `350128` Pingtan. */
  city?: string | null | undefined;
  /** Credit code of the enterprise. */
  creditCode?: string | null | undefined;
  /** 是否已告知: `false` for claims whose time runs though nobody is known to have been notified; `true` for the others that were asked. */
  notified?: boolean | null | undefined;
  /** 是否暂缓: `true` for claims with a `hold`, since policies were kept out after the amount was computed. */
  onHold?: boolean | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in one of these states. */
  statuses?: Array<ClaimStatus> | null | undefined;
};

/** 企业补贴状态: how far the subsidy of one enterprise is. */
export type ClaimStatus =
  /** 待确认申领: the enterprise was asked for its account. */
  | 'AWAITING_CLAIM'
  /** 已申领: the enterprise confirmed. */
  | 'CLAIMED'
  /** 公示无异议: the notice closed without an objection to it. */
  | 'CONFIRMED'
  /** 已剔除: taken off the list. */
  | 'EXCLUDED'
  /** 视为放弃: not confirmed in time (§3 six). */
  | 'FORFEITED'
  /** 审核中: the proposal is in review. */
  | 'IN_REVIEW'
  /** 有异议: an objection to its line is open. */
  | 'OBJECTED'
  /** 已拨付: the subsidy was paid. */
  | 'PAID'
  /** 拨付失败: the bank refused. */
  | 'PAYMENT_FAILED'
  /** 待拨付: in a payment batch. */
  | 'PAYMENT_ORDERED'
  /** 已测算: on a computed proposal. */
  | 'PROPOSED'
  /** 公示中: on the published list. */
  | 'PUBLICISED'
  /** 已追回: the subsidy was paid back in full. */
  | 'RECOVERED'
  /** 追回中: to be paid back. */
  | 'RECOVERING';

/** Conditions for a list of changes of claims: all that are given must hold. */
export type ClaimStatusFilter = {
  /** Only of these claims. */
  claimIds?: Array<string> | null | undefined;
  /** Only changes into one of these states. */
  toStatuses?: Array<ClaimStatus> | null | undefined;
};

/** A notice to close. */
export type CloseNoticeInput = {
  /** Global id of the notice. */
  noticeId: string;
  /** The version that you saw. */
  version: number;
};

/** 验证码用途: what a code may be used for. */
export type CodePurpose =
  /** 注册: to register an account. */
  | 'REGISTER'
  /** 重置密码: to set a new password. */
  | 'RESET_PASSWORD'
  /** 登录: to sign in. */
  | 'SIGN_IN';

/** Which programme to compute. */
export type ComputeProposalInput = {
  /** 后台测算: answer at once with `run` and compute in the background; follow it with `proposalProgressed`. Otherwise the answer comes when the revision is there. */
  background?: boolean;
  /** Your key for this computation: a retry with it computes nothing twice. */
  idempotencyKey: string;
  /** Code of the programme. */
  programme: string;
};

/** An enterprise’s confirmation. */
export type ConfirmClaimInput = {
  /** 承诺书版本: the version of `statementOfTruth` that was shown and accepted. */
  acceptedStatement: number;
  /** 收款账户: one of the enterprise’s bank accounts. */
  bankAccountId: string;
  /** Global id of the claim. */
  claimId: string;
  /** The version that you saw: with it you confirm the data shown. */
  version: number;
};

/** A finding to confirm. */
export type ConfirmFindingInput = {
  /** Global id of the item. */
  itemId: string;
  /** 还款期限: last day to pay back; needed only where the finding failed and the claim is paid. */
  repayBy?: string | null | undefined;
  /** The version that you saw. */
  version: number;
};

/** An import, as you saw it. */
export type ConfirmListImportInput = {
  /** Id of the import. */
  listImportId: string;
  /** The version that you saw. */
  version: number;
};

/** 联系方式来源: where a phone number of a company is from. */
export type ContactSource =
  /** 保险机构提供: an insurer gave it with a policy. */
  | 'INSURER'
  /** 企业登记信息: the business register has it. */
  | 'REGISTER'
  /** 企业自行登记: somebody who acts for the company registered with it. */
  | 'REGISTRATION';

/** A correction of a published list. */
export type CorrectNoticeInput = {
  /** 更正内容: lines with another amount or name; removed only where every policy of it was kept out. */
  corrections: Array<CorrectionInput>;
  /** Your key for this correction: a retry with it releases nothing twice. */
  idempotencyKey: string;
  /** Global id of the notice. */
  noticeId: string;
  /** 更正理由: the public reason of the new release. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** A correction of a policy. */
export type CorrectPolicyInput = {
  /** 更正内容: the new values; a field that is absent stays as it is. */
  changes: PolicyChangesInput;
  /** Global id of the policy. */
  policyId: string;
  /** 更正理由: why it is corrected. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** What changes in a published line. */
export type CorrectionInput = {
  /** 更正后金额: lower than published; absent leaves it. */
  amount?: string | null | undefined;
  /** 统一社会信用代码: credit code of the company on the line. */
  creditCode: string;
  /** 更正后名称: absent leaves it. */
  name?: string | null | undefined;
  /** 剔除: takes the line off the list. */
  remove?: boolean;
};

/** 认证方式: how a core system proves to the token endpoint who it is. */
export type CredentialMethod =
  /** 密钥: a secret that is shown once (`client_secret_basic`). */
  | 'CLIENT_SECRET'
  /** 私钥: it signs with a key that never leaves it (`private_key_jwt`, RFC 7523). */
  | 'PRIVATE_KEY';

/** A decision about an objection. */
export type DecideObjectionInput = {
  /** 更正内容: what changes on the list where it is upheld; empty where it is dismissed. */
  corrections?: Array<CorrectionInput>;
  /** Global id of the objection. */
  objectionId: string;
  /** 处理理由: the reason, which is public; nothing in it may point to the objector. */
  reason: string;
  /** 异议是否成立: whether it is upheld. */
  upheld: boolean;
  /** The version that you saw. */
  version: number;
};

/** 推送状态: how far a delivery is. */
export type DeliveryStatus =
  /** 已送达: the receiver answered with 2xx. */
  | 'DELIVERED'
  /** 已放弃: given up after the last attempt; it can be replayed. */
  | 'FAILED'
  /** 待推送: waits for its turn or for the next attempt. */
  | 'PENDING';

/** 部门: one of the two departments that confirm institutions and approve drafts together. */
export type Department =
  /** 金融监管局: the provincial financial regulator. */
  | 'REGULATOR'
  /** 省科技厅: the provincial department of science and technology. */
  | 'SCIENCE';

/** An import, as you saw it, and why it is discarded. */
export type DiscardListImportInput = {
  /** Id of the import. */
  listImportId: string;
  /** 理由: the reason, in words. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** 佐证材料类别: what a paper proves. */
export type DocumentKind =
  /** 保险费发票: the formal invoice. */
  | 'INVOICE'
  /** 保险单: the valid policy document. */
  | 'POLICY';

/** The arrangement of a year to prepare; also of a year that the calendar covers, to correct it. */
export type DraftCalendarInput = {
  /** 文号: number of the document that arranges it. */
  documentNumber: string;
  /** 放假日期: days on which nobody works; weekends need not be named. */
  holidays: Array<string>;
  /** Your key: the same key with the same input returns the same draft. */
  idempotencyKey: string;
  /** 拟生效时间: the instant from which it is to hold; absent: as soon as both departments have approved it. */
  inForceFrom?: string | null | undefined;
  /** 补班日期: Saturdays and Sundays on which people work. */
  makeUpDays: Array<string>;
  /** 年份: year of the calendar. */
  year: number;
};

/** Which drafts; all conditions together. */
export type DraftFilter = {
  /** 年份: only of the calendar of this year. */
  calendarYear?: number | null | undefined;
  /** 草案类别: only of this kind. */
  kind?: DraftKind | null | undefined;
  /** 年度工作编号: only of this programme. */
  programme?: string | null | undefined;
  /** 草案状态: only in this state. */
  status?: DraftStatus | null | undefined;
  /** 待批准部门: only CHECKED ones that this department has yet to approve. */
  toApproveBy?: Department | null | undefined;
};

/** 草案类别: what a draft is of. */
export type DraftKind =
  /** 工作日历: holidays and make-up days of a year. */
  | 'CALENDAR'
  /** 年度工作: a programme with its notice, windows and rules. */
  | 'PROGRAMME';

/** A programme to prepare. */
export type DraftProgrammeInput = {
  /** Your key: the same key with the same input returns the same draft. */
  idempotencyKey: string;
  /** 拟生效时间: the instant from which it is to hold; absent: as soon as both departments have approved it. */
  inForceFrom?: string | null | undefined;
  /** 年度工作: the subsidy programme. */
  programme: ProgrammeInput;
};

/** 草案状态: how far a draft is. */
export type DraftStatus =
  /** 已批准: approved by both departments; waits for the instant `inForceFrom`. */
  | 'APPROVED'
  /** 已核对: without contradictions; waits for the approval of both departments. */
  | 'CHECKED'
  /** 拟稿: prepared; `contradictions` names what has to be corrected. */
  | 'DRAFT'
  /** 已生效: it was put in force at `inForceAt`. A later one may have followed it. */
  | 'IN_FORCE'
  /** 已过时: when its instant came, what it changes had changed, or it had contradictions. */
  | 'OUTDATED'
  /** 已被取代: a later draft was prepared in its place before both departments approved it. */
  | 'REPLACED'
  /** 已退回: ended before it was in force, with a reason. */
  | 'RETURNED';

/** A sample to draw. */
export type DrawSpotCheckInput = {
  /** 金额分层界限: where the bands of the amount (premium less refunds) begin, ascending; empty makes one band of all. */
  amountBounds?: Array<string>;
  /** Your key for this draw: a retry with it draws nothing twice. */
  idempotencyKey: string;
  /** 保险机构: whose policies; those of all institutions where absent. */
  institutionIds?: Array<string> | null | undefined;
  /** 抽取比例: how many per cent of each stratum, as "5" or "2.5"; rounded up, so at least one of each. */
  percent: string;
  /** Code of the programme. */
  programme: string;
  /** 建议方案: only policies that count in this revision; every accepted policy where absent. */
  proposalId?: string | null | undefined;
};

/** 资格条件. Values may be added. */
export type EligibilityCondition =
  /** 统一社会信用代码: the code is one (GB 32100-2015). */
  | 'CREDIT_CODE'
  /** 保单: what a policy has to be before it counts (§1 two); judged once it is pushed. */
  | 'POLICY'
  /** 企业资质: on a department’s list of an eligible kind of company (§1 one). */
  | 'QUALIFICATION'
  /** 注册地: registered in a region of the programme (§1 one). */
  | 'REGION';

/** 判断结果: whether a condition is met. */
export type EligibilityVerdict =
  /** 视保单而定: met by some policies and not by others; the message says which. */
  | 'DEPENDS'
  /** 符合: the condition is met. */
  | 'MET'
  /** 不符合: the condition is not met. */
  | 'NOT_MET'
  /** 暂无法判断: nothing that is public says. */
  | 'UNKNOWN';

/** A phone number of a company. */
export type EnterpriseContactInput = {
  /** 统一社会信用代码 of a company that your institution insures. */
  creditCode: string;
  /** 联系手机: mainland mobile number, 11 digits. */
  phone: string;
};

/** What becomes of the good rows when others fail. */
export type ErrorPolicy =
  /** 全部退回: one failed row refuses all. */
  | 'REJECT_ALL'
  /** 仅退回失败行: good rows are accepted, failed ones are returned with reasons. */
  | 'REJECT_FAILED_ROWS';

/** Conditions for a list of events: all that are given must hold. */
export type EventFilter = {
  /** 操作身份: only what was done in one of these roles. */
  actorRoles?: Array<ActorRole> | null | undefined;
  /** 截止时间: only what happened before this instant. */
  occurredBefore?: string | null | undefined;
  /** 起始时间: only what happened at this instant or later. */
  occurredFrom?: string | null | undefined;
  /** Only what happened to this object. */
  subjectId?: string | null | undefined;
  /** Only these kinds. */
  types?: Array<EventType> | null | undefined;
};

/** What happened. Values may be added. */
export type EventType =
  /** 访问被拒: somebody with a token tried what their role may not do. */
  | 'ACCESS_REFUSED'
  /** 账户已注册: a person registered an account. */
  | 'ACCOUNT_REGISTERED'
  /** 授权书已查看: a signed authorisation was read. */
  | 'AUTHORISATION_READ'
  /** 收款账户已新增: a bank account was added. */
  | 'BANK_ACCOUNT_ADDED'
  /** 默认收款账户已变更: a bank account was made the default. */
  | 'BANK_ACCOUNT_MADE_DEFAULT'
  /** 收款账户已删除: a bank account was removed. */
  | 'BANK_ACCOUNT_REMOVED'
  /** 收款账号已查看: a whole account number was read. */
  | 'BANK_ACCOUNT_REVEALED'
  /** 企业认证已通过: somebody may act for an enterprise. */
  | 'BINDING_CONFIRMED'
  /** 企业认证不予通过: somebody may not act for an enterprise. */
  | 'BINDING_REJECTED'
  /** 企业认证已申请: somebody asked to act for an enterprise. */
  | 'BINDING_REQUESTED'
  /** 企业认证已撤销: somebody may no longer act for an enterprise. */
  | 'BINDING_REVOKED'
  /** 工作日历已生效: the working days of a year are in force; `data.changes` has the values before and after. */
  | 'CALENDAR_IMPORTED'
  /** 填报期限已延长: an enterprise was given more time. */
  | 'CLAIM_EXTENDED'
  /** 申领提醒: an enterprise was reminded that its time is about to end. */
  | 'CLAIM_REMINDED'
  /** 企业补贴状态变更: a claim moved to another state. */
  | 'CLAIM_STATUS_CHANGED'
  /** 测算已取消: a computation was called off. */
  | 'COMPUTATION_CANCELLED'
  /** 授权已同意: somebody let a front-end act for them. */
  | 'CONSENT_GIVEN'
  /** 联系方式已提供: an insurer gave the phone number of a company. */
  | 'CONTACT_GIVEN'
  /** 系统凭证已签发: a machine credential was issued. */
  | 'CREDENTIAL_ISSUED'
  /** 系统凭证已撤销: a machine credential was revoked. */
  | 'CREDENTIAL_REVOKED'
  /** 佐证材料已上传: a paper was attached to a policy. */
  | 'DOCUMENT_ATTACHED'
  /** 佐证材料已下载: somebody read a paper. */
  | 'DOCUMENT_DOWNLOADED'
  /** 佐证材料已移除: a paper was taken off a policy. */
  | 'DOCUMENT_REMOVED'
  /** 草案已批准: a department approved a draft. */
  | 'DRAFT_APPROVED'
  /** 草案已核对: a draft was checked and has no contradictions. */
  | 'DRAFT_CHECKED'
  /** 草案已过时: a draft could not be put in force when its instant came. */
  | 'DRAFT_OUTDATED'
  /** 草案已拟定: a programme or a year of the calendar was prepared. */
  | 'DRAFT_PREPARED'
  /** 草案已退回: a draft was ended before it was in force, with a reason. */
  | 'DRAFT_RETURNED'
  /** 企业已排除: a company was left out of a programme. */
  | 'ENTERPRISE_EXCLUDED'
  /** 企业已提醒注册: a company without an account was asked to register. */
  | 'ENTERPRISE_INVITED'
  /** 排除已解除: a company was let in again. */
  | 'EXCLUSION_LIFTED'
  /** 抽核结论已复核: another person confirmed a finding. */
  | 'FINDING_CONFIRMED'
  /** 抽核结论已登记: somebody recorded what the papers of a policy show. */
  | 'FINDING_RECORDED'
  /** 抽核结论已退回: another person returned a finding, with the reason. */
  | 'FINDING_RETURNED'
  /** 第三方应用已登记: a front-end was registered. */
  | 'FRONT_END_REGISTERED'
  /** 第三方应用已撤销: a front-end was revoked. */
  | 'FRONT_END_REVOKED'
  /** 身份证件已删除: the scans of a decided request were deleted. */
  | 'IDENTITY_PAPERS_DELETED'
  /** 身份证件已查看: a scan of an identity paper was read. */
  | 'IDENTITY_PAPER_READ'
  /** 机构已核对: an institution was confirmed. */
  | 'INSTITUTION_CONFIRMED'
  /** 机构已登记: an institution was registered. */
  | 'INSTITUTION_REGISTERED'
  /** 机构不予通过: an institution was rejected. */
  | 'INSTITUTION_REJECTED'
  /** 机构已恢复: a suspension was lifted. */
  | 'INSTITUTION_RESUMED'
  /** 机构已暂停: an institution was suspended. */
  | 'INSTITUTION_SUSPENDED'
  /** 名单已生效: a confirmed list took effect. */
  | 'LIST_APPLIED'
  /** 名单已确认: another person confirmed the difference that a list makes. */
  | 'LIST_CONFIRMED'
  /** 名单已放弃: an uploaded list was discarded. */
  | 'LIST_DISCARDED'
  /** 名单已上传: a list of companies was uploaded. */
  | 'LIST_UPLOADED'
  /** 公示已结束: a publicity notice was closed. */
  | 'NOTICE_CLOSED'
  /** 公示已更正: a new release of a notice was published, with its reason. */
  | 'NOTICE_CORRECTED'
  /** 公示已发布: a publicity notice was published. */
  | 'NOTICE_PUBLISHED'
  /** 异议附件已查看: a paper of an objection was read. */
  | 'OBJECTION_ATTACHMENT_READ'
  /** 异议已处理: an objection was upheld or dismissed. */
  | 'OBJECTION_DECIDED'
  /** 异议已提出: an objection was filed. */
  | 'OBJECTION_FILED'
  /** 异议人信息已查看: who objected and why was read. */
  | 'OBJECTION_FILING_READ'
  /** 异议处理提醒: the time to decide an objection is about to end. */
  | 'OBJECTION_REMINDED'
  /** 异议已撤回: an objection was withdrawn. */
  | 'OBJECTION_WITHDRAWN'
  /** 监管意见已反馈: the regulator gave its opinion. */
  | 'OPINION_GIVEN'
  /** 其他财政资金已登记: what other public money paid for a policy was recorded. */
  | 'OTHER_FUNDING_RECORDED'
  /** 密码已重置: a new password was set. */
  | 'PASSWORD_RESET'
  /** 账户已人工确认: FINANCE ended the hold of lines, with a reason. */
  | 'PAYEES_ACCEPTED'
  /** 拨付文件已下载: a file with whole account numbers was handed out. */
  | 'PAYMENT_FILE_READ'
  /** 收款信息填报已通知: enterprises were asked for their accounts. */
  | 'PAYMENT_INFORMATION_REQUESTED'
  /** 拨付文件格式已启用: another person put a layout in force. */
  | 'PAYMENT_LAYOUT_APPROVED'
  /** 拨付文件格式已拟定: a layout of the treasury’s file was proposed. */
  | 'PAYMENT_LAYOUT_PROPOSED'
  /** 拨付文件格式未通过: a proposed layout was rejected, with the reason. */
  | 'PAYMENT_LAYOUT_REJECTED'
  /** 拨付明细已暂缓: a check of the account holds a line of a batch, with the reason. */
  | 'PAYMENT_LINE_HELD'
  /** 拨付已下达: claims were put into a payment batch. */
  | 'PAYMENT_ORDERED'
  /** 拨付已放行: a batch was released and its file was made. */
  | 'PAYMENT_RELEASED'
  /** 拨付结果已登记: results of the bank were recorded. */
  | 'PAYMENT_RESULTS_RECORDED'
  /** 拨付已退回: the department of finance returned a batch or some of its lines. */
  | 'PAYMENT_RETURNED'
  /** 人工核验已初核: one person of PLATFORM compared the papers. */
  | 'PERSON_CHECKED'
  /** 人工核验已通过: a second person confirmed; the person is verified. */
  | 'PERSON_CHECK_CONFIRMED'
  /** 人工核验不予通过: the papers do not show the person named. */
  | 'PERSON_CHECK_REJECTED'
  /** 人工核验已申请: somebody asked to be verified from papers. */
  | 'PERSON_CHECK_REQUESTED'
  /** 个人认证未通过: the register did not confirm somebody. */
  | 'PERSON_NOT_CONFIRMED'
  /** 个人已认证: a person was verified. */
  | 'PERSON_VERIFIED'
  /** 批量上传已受理: policies were pushed. */
  | 'POLICIES_SUBMITTED'
  /** 保单准予计入: a policy that was left for review counts. */
  | 'POLICY_ADMITTED'
  /** 保单已列入不予补贴: other provincial money subsidised a policy already. */
  | 'POLICY_BLOCKED'
  /** 保单已更正: an institution corrected a policy. */
  | 'POLICY_CORRECTED'
  /** 保单结果变更: a policy has another outcome, or is left out for other reasons. */
  | 'POLICY_OUTCOME_CHANGED'
  /** 保单问题已答复: the insurer answered. */
  | 'POLICY_PROBLEM_ANSWERED'
  /** 保单问题已关闭: the company closed it. */
  | 'POLICY_PROBLEM_CLOSED'
  /** 保单问题已续报: the company wrote again. */
  | 'POLICY_PROBLEM_REPLIED'
  /** 保单问题已提出: a company says that a policy is missing or wrong. */
  | 'POLICY_PROBLEM_REPORTED'
  /** 保单已解除不予补贴: a block was lifted. */
  | 'POLICY_UNBLOCKED'
  /** 保单已撤回: a policy was withdrawn. */
  | 'POLICY_WITHDRAWN'
  /** 年度工作已建立: a programme was set up. */
  | 'PROGRAMME_CREATED'
  /** 年度工作已修订: a later version is in force; `data.changes` has the values before and after. */
  | 'PROGRAMME_UPDATED'
  /** 建议方案已审定: the proposal was approved. */
  | 'PROPOSAL_APPROVED'
  /** 建议方案已测算: a revision of the proposal was computed. */
  | 'PROPOSAL_COMPUTED'
  /** 审核催办: a step of the review waits longer than the programme allows. */
  | 'PROPOSAL_REMINDED'
  /** 建议方案已退回: the proposal was returned with reasons. */
  | 'PROPOSAL_RETURNED'
  /** 建议方案已提交: the proposal was submitted for review. */
  | 'PROPOSAL_SUBMITTED'
  /** 企业资质已更新: an imported list changed the qualifications of a company. */
  | 'QUALIFICATIONS_IMPORTED'
  /** 追回已办结: a recovery was closed. */
  | 'RECOVERY_CLOSED'
  /** 追回已启动: a paid subsidy is to be paid back. */
  | 'RECOVERY_OPENED'
  /** 追回金额已调增: more of a paid subsidy is to be paid back. */
  | 'RECOVERY_RAISED'
  /** 退保批减已登记: a refund was recorded against a policy. */
  | 'REFUND_RECORDED'
  /** 登记信息已变更: the register says something new of a company. */
  | 'REGISTRATION_CHANGED'
  /** 还款已登记: money came back. */
  | 'REPAYMENT_RECORDED'
  /** 角色已授予: an account was given a role. */
  | 'ROLE_GRANTED'
  /** 角色已撤销: a role was taken away. */
  | 'ROLE_REVOKED'
  /** 公告送达名单已拟定: the companies that no message reaches were listed for a service notice. */
  | 'SERVICE_NOTICE_PREPARED'
  /** 公告送达已发布: a service notice was published; the companies on it count as notified. */
  | 'SERVICE_NOTICE_PUBLISHED'
  /** 已登录: somebody signed in, or took another of their roles. */
  | 'SIGNED_IN'
  /** 已退出: somebody signed out. */
  | 'SIGNED_OUT'
  /** 登录被拒: a sign-in was refused. */
  | 'SIGN_IN_REFUSED'
  /** 抽核样本已抽取: a sample of policies was drawn. */
  | 'SPOT_CHECK_DRAWN'
  /** 抽核不合格: a confirmed finding takes a policy out. */
  | 'SPOT_CHECK_FAILED'
  /** 管理权限已移交: another person manages the people. */
  | 'STAFF_HANDED_OVER'
  /** 人员邀请已撤回: an invitation was withdrawn. */
  | 'STAFF_INVITATION_WITHDRAWN'
  /** 人员已邀请: somebody was invited to act for an institution or company. */
  | 'STAFF_INVITED'
  /** 人员已加入: somebody accepted an invitation. */
  | 'STAFF_JOINED'
  /** 人员已移除: somebody no longer acts for an institution or company. */
  | 'STAFF_REMOVED'
  /** 短信已送达: the provider reported that a text message arrived. */
  | 'TEXT_MESSAGE_DELIVERED'
  /** 短信未送达: a text message did not arrive, with the reason. */
  | 'TEXT_MESSAGE_FAILED'
  /** 令牌已签发: a machine or a front-end was given a token. */
  | 'TOKEN_ISSUED'
  /** 令牌被重用: a refresh token was used twice, and the consent withdrawn for it. */
  | 'TOKEN_REUSED'
  /** 推送已登记: a webhook was registered. */
  | 'WEBHOOK_REGISTERED'
  /** 推送已取消: a webhook was removed. */
  | 'WEBHOOK_REMOVED';

/** A company to leave out. */
export type ExcludeEnterpriseInput = {
  /** 统一社会信用代码 of the company. */
  creditCode: string;
  /** Your key: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** Code of the programme. */
  programme: string;
  /** 理由: why, for example bad credit. */
  reason: string;
  /** 来源: where that is written. */
  source: string;
};

/** 不予计入原因: why a policy counts in no later assessment. */
export type ExclusionReason =
  /** 已获其他省级补贴: other provincial money subsidised it already (闽科资函〔2024〕96号). */
  | 'BLOCKED'
  /** 抽核不合格: a spot check found its papers false or wanting (§4). */
  | 'FAILED_SPOT_CHECK';

/** 步骤类别: what a step of a calculation does. Values may be added. */
export type ExplanationStepKind =
  /** 预算折减: what the share of the budget takes off. */
  | 'BUDGET'
  /** 更正: a corrected line of the published list. */
  | 'CORRECTION'
  /** 企业限额: what goes beyond the cap of an enterprise. */
  | 'ENTERPRISE_CAP'
  /** 剔除: the company was taken off the list. */
  | 'EXCLUSION'
  /** 核定补贴: the result. */
  | 'GRANTED'
  /** 保单补贴: the subsidy of one policy. */
  | 'LINE'
  /** 险种限额: what goes beyond the cap of a product. */
  | 'PRODUCT_CAP';

/** More time for an enterprise. */
export type ExtendClaimInput = {
  /** Global id of the claim. */
  claimId: string;
  /** 延长理由: why the time is extended. */
  reason: string;
  /** 延长至: the new last day. */
  until: string;
  /** The version that you saw. */
  version: number;
};

/** An objection to a line or to a whole notice. */
export type FileObjectionInput = {
  /** From `requestObjectionCode`. The same one again files nothing twice. Attachments go before: `POST /objections/{challengeId}/attachments`. */
  challengeId: string;
  /** 验证码: the code that arrived. */
  code: string;
  /** 统一社会信用代码: the line; absent for an objection to the whole notice. */
  creditCode?: string | null | undefined;
  /** 异议人: real name of the person or organisation. It stays confidential. */
  name: string;
  /** 异议事项及理由: what is wrong and why, at most 5,000 characters. Confidential. */
  statement: string;
};

/** 不合格后续处理: what a failed policy means for the subsidy it was part of, at present. */
export type FindingConsequence =
  /** 待更正公示: published and not paid; the claim is on hold until its line is corrected. */
  | 'CORRECTION_DUE'
  /** 放行时扣下: in a batch that is not released; its line fails at the release. */
  | 'HELD_BACK_AT_RELEASE'
  /** 下一版不计入: the next revision leaves it out; this one goes no further. */
  | 'OUT_OF_NEXT_REVISION'
  /** 已放行待回单: with the bank; once paid, a recovery is due. */
  | 'PAYMENT_UNDER_WAY'
  /** 追回中: a recovery asks for it. */
  | 'RECOVERING'
  /** 待追回: paid, and no recovery asks for all of it yet; SCIENCE opens one. */
  | 'RECOVERY_DUE'
  /** 已处理: nothing is granted for it, or all of it came back. */
  | 'SETTLED';

/** 不合格情形: which condition of a policy (§1 two) its papers do not bear out. Values may be added. */
export type FindingFault =
  /** 保费金额不符: the premium is another. */
  | 'AMOUNT_DIFFERS'
  /** 发票虚假、作废或重复使用: the invoice is false, void or used twice. */
  | 'INVOICE_INVALID'
  /** 其他: as the text says. */
  | 'OTHER'
  /** 保险期间不符: the period is another. */
  | 'PERIOD_DIFFERS'
  /** 投保人不符: the policyholder is not the enterprise. */
  | 'POLICYHOLDER_DIFFERS'
  /** 保险单虚假或无效: the policy document is false or not valid. */
  | 'POLICY_DOCUMENT_INVALID'
  /** 保费未实缴或已退还: the premium was not paid, or paid back. */
  | 'PREMIUM_NOT_PAID'
  /** 险种不符: what is insured is not the product that was pushed. */
  | 'PRODUCT_DIFFERS';

/** 抽核结论: what the papers of a policy show. */
export type FindingVerdict =
  /** 不合格: they do not; the faults say in what. */
  | 'FAILED'
  /** 合格: the papers bear the policy out. */
  | 'PASSED';

/** The programme whose expired claims are given up. */
export type ForfeitExpiredClaimsInput = {
  /** Your key: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** Code of the programme. */
  programme: string;
};

/** Phone numbers of companies that you insure. */
export type GiveEnterpriseContactsInput = {
  /** 1 to 100 companies; a later number replaces an earlier one. */
  contacts: Array<EnterpriseContactInput>;
  /** Your key for this list: a retry with it changes nothing. */
  idempotencyKey: string;
};

/** The regulator’s opinion. */
export type GiveOpinionInput = {
  /** 是否同意: whether the regulator agrees. */
  agrees: boolean;
  /** 意见: the opinion in words. */
  opinion: string;
  /** 附件: papers uploaded by `POST /upload/opinion-papers`, in their order. */
  paperIds?: Array<string>;
  /** Global id of the proposal. */
  proposalId: string;
  /** The version that you saw. */
  version: number;
};

/** 授权依据: the grant that something depends on that outlives a token, and with which it ends. */
export type GrantKind =
  /** 第三方应用授权: the consent that a person gave to a front-end. */
  | 'FRONT_END'
  /** 系统凭证: the machine credential of an institution. */
  | 'MACHINE'
  /** 本人角色: the role of the person who registered it. */
  | 'ROLE';

/** A list of qualified enterprises. */
export type ImportQualificationsInput = {
  /** Your key: the same key with the same input is imported once. */
  idempotencyKey: string;
  /** 名单日期: day of which the list speaks. */
  listDate: string;
  /** The rows, 1 to 100. */
  rows: Array<QualificationRowInput>;
  /** 名单名称或文号: name or number of the department’s list. */
  source: string;
};

/** Which institution, as you saw it, and why. */
export type InstitutionReasonInput = {
  /** Id of the institution. */
  institutionId: string;
  /** 理由: shown to the institution. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** 机构状态: whether an institution may push. */
export type InstitutionStatus =
  /** 已核对: confirmed by both; may push. */
  | 'ACTIVE'
  /** 待核对: registered; both departments have yet to confirm. */
  | 'PENDING'
  /** 不予通过: the institution was not confirmed. */
  | 'REJECTED'
  /** 暂停: may not push for the time being. */
  | 'SUSPENDED';

/** Which institution, as you saw it. */
export type InstitutionStepInput = {
  /** Id of the institution. */
  institutionId: string;
  /** The version that you saw. */
  version: number;
};

/** Somebody to invite. */
export type InviteStaffInput = {
  /** Your key for this invitation: a retry with it invites nobody twice. */
  idempotencyKey: string;
  /** 手机号: mainland mobile number, 11 digits; the invitation goes there. */
  phone: string;
};

/** A credential for a core system of your institution. */
export type IssueMachineCredentialInput = {
  /** Your key: the same key with the same input returns the same credential, without its secret. */
  idempotencyKey: string;
  /** JWKS with the public keys, for PRIVATE_KEY. */
  jwks?: unknown;
  /** 认证方式: how the client proves who it is. */
  method: CredentialMethod;
  /** 名称: which distinguishes it from your others. */
  name: string;
  /** 权限范围: what it is for. */
  scopes: Array<Scope>;
  /** 有效天数: 1 to 400 days. */
  validDays?: number;
};

/** 发布通知: the notice that issues the programme (§3 one), as it is published. */
export type IssuedNoticeInput = {
  /** 附件: files that go with it, in their order. */
  attachments?: Array<NoticeAttachmentInput>;
  /** 联系方式: offices that answer questions. */
  contacts?: Array<NoticeContactInput>;
  /** 印发日期: day on which it is issued. */
  issuedOn: string;
  /** 发文机关: offices that issue it, in their order. */
  issuingBodies: Array<string>;
  /** 正文: the whole text, as Markdown (CommonMark). */
  text: string;
};

/** Which papers go with an objection that is not filed yet. */
export type KeepObjectionAttachmentsInput = {
  /** The challenge that `requestObjectionCode` returned. */
  challengeId: string;
  /** 验证码: the code that arrived. */
  code: string;
  /** SHA-256 of the papers that stay, as their upload returned; none takes off all. */
  sha256s: Array<string>;
};

/** 未计入原因: why a policy does not count in a revision. Values may be added. */
export type LeftOutReason =
  /** 不足一分: the subsidy rounds to nothing. */
  | 'BELOW_ONE_FEN'
  /** 已获其他省级补贴: other provincial money subsidised it already (闽科资函〔2024〕96号). */
  | 'BLOCKED'
  /** 登记状态不符: by the register, the company is in a state that the rules leave out, for example deregistered. */
  | 'COMPANY_NOT_ACTIVE'
  /** 材料不全: the policy document or the invoice is missing (§1 two, §3 four). */
  | 'DOCUMENTS_MISSING'
  /** 企业被排除: the company is excluded from the programme, for example for bad credit. */
  | 'ENTERPRISE_EXCLUDED'
  /** 抽核不合格: a confirmed spot check speaks against it (§4). */
  | 'FAILED_SPOT_CHECK'
  /** 其他资金已足额资助: other public money already reaches the ceiling. */
  | 'FUNDED_ELSEWHERE'
  /** 已从公示名单剔除: it counted, and the enterprise was excluded from the published list since (§3 five). */
  | 'LINE_REMOVED'
  /** 无实缴保费: refunds took the whole premium back (§2). */
  | 'NOTHING_PAID'
  /** 非首次投保: the rules subsidise only a first year of insurance of this product. */
  | 'NOT_FIRST_TIME'
  /** 起保日不在保单年度: the cover does not start in the policy year (§1 two). */
  | 'OUTSIDE_POLICY_YEAR'
  /** 险种不符: the rules do not subsidise the product (§2). */
  | 'PRODUCT_NOT_SUBSIDISED'
  /** 资质日期待审: qualified on some day of the policy year, but not on the day the cover starts; the department decides (`admitPolicy`). */
  | 'QUALIFICATION_FOR_REVIEW'
  /** 无适用资质: no eligible qualification in the policy year (§1 one). */
  | 'QUALIFICATION_MISSING'
  /** 注册地不符: not registered in a region of the programme (§1 one). */
  | 'REGION_NOT_ELIGIBLE'
  /** 注册地待核实: the place of registration is not known yet (§1 one). */
  | 'REGION_UNKNOWN'
  /** 期限过长: the term is longer than the rules in force allow (§1 two). */
  | 'TERM_TOO_LONG';

/** A company to let in again. */
export type LiftExclusionInput = {
  /** 统一社会信用代码 of the company. */
  creditCode: string;
  /** Code of the programme. */
  programme: string;
  /** The version of the exclusion that you saw (`Enterprise.exclusions`). */
  version: number;
};

/** 差异类别: how an entry of a list differs from what was known when the list was checked. */
export type ListChangeKind =
  /** 新增: was not known. */
  | 'ADDED'
  /** 变更: was known otherwise. */
  | 'CHANGED'
  /** 已有更新信息: something newer than the list is known, so that the entry is not used. */
  | 'OLDER'
  /** 移出: was known from this list, which does not have it any more. */
  | 'REMOVED'
  /** 无变化: was known as it is. */
  | 'UNCHANGED';

/** Filter of imports; all conditions together. */
export type ListImportFilter = {
  /** 名单类别: only of this kind. */
  kind?: ListKind | null | undefined;
  /** 名单名称或文号: exactly this list. */
  source?: string | null | undefined;
  /** 导入状态: only in this state, for example WAITING. */
  status?: ListImportStatus | null | undefined;
};

/** 导入状态: how far an import is. */
export type ListImportStatus =
  /** 已生效: the difference is in effect. */
  | 'APPLIED'
  /** 核对中: rows are checked and compared with what is known. */
  | 'CHECKING'
  /** 已确认: it is being put into effect. */
  | 'CONFIRMED'
  /** 已放弃: nothing of it was put into effect. */
  | 'DISCARDED'
  /** 文件无法处理: the file could not be read; `fault` says why. */
  | 'FAILED'
  /** 排队中: received, and waiting to be checked. */
  | 'QUEUED'
  /** 待确认: the difference is complete; another person confirms or discards it. */
  | 'WAITING';

/** 名单类别: what a list says of companies. */
export type ListKind =
  /** 企业登记信息: names, places and status in the business register. */
  | 'COMPANY_REGISTER'
  /** 企业资质名单: companies that a department recognised as being of a kind. */
  | 'QUALIFICATIONS';

/** 导入方式: what becomes of entries that the list does not have. */
export type ListMode =
  /** 增补更正: they stay. Entries of the list are added, or correct what is known. */
  | 'ADD'
  /** 整体替换: entries that earlier imports of the same `source` brought are removed. For qualifications only: a company that is absent from a register list is still registered. */
  | 'REPLACE';

/** A company to look up. */
export type LookUpCompanyInput = {
  /** 统一社会信用代码: unified social credit code. */
  creditCode: string;
};

/** 企业名称认定时点: which day’s registered name the published list shows. */
export type NameBasis =
  /** 测算日: the name on the day on which the proposal was computed. */
  | 'ASSESSMENT_DAY'
  /** 公示日: the name on the day of publication. */
  | 'PUBLICATION_DAY';

/** 附件: a file that goes with the notice. */
export type NoticeAttachmentInput = {
  /** Id of the file, from `POST /upload/programme-attachments`. */
  attachmentId: string;
  /** 附件名称: title, for example `附件1：保险机构操作指南`. */
  title: string;
};

/** 咨询电话: an office that answers questions about the programme. */
export type NoticeContactInput = {
  /** 部门: the office, without names of persons. */
  office: string;
  /** 电话: its phone number, with the area code. */
  phone: string;
};

/** 公示状态: how far the notice is. */
export type NoticeStatus =
  /** 公示结束: the working days are over. */
  | 'CLOSED'
  /** 公示中: is public; anybody may object. */
  | 'OPEN';

/** 告知方式: how a company was notified that it has to claim. */
export type NotifiedBy =
  /** 短信送达: a text message was delivered. */
  | 'MESSAGE'
  /** 公告送达: it was named in a published service notice. */
  | 'SERVICE_NOTICE';

/** Conditions for a list of objections: all that are given must hold. */
export type ObjectionFilter = {
  /** Only to this notice. */
  noticeId?: string | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in this state. */
  status?: ObjectionStatus | null | undefined;
};

/** 异议状态: how far the objection is. */
export type ObjectionStatus =
  /** 异议不成立: the list stays as it is. */
  | 'DISMISSED'
  /** 处理中: filed, not decided yet. */
  | 'OPEN'
  /** 异议成立: the line was removed or corrected in a new release. */
  | 'UPHELD'
  /** 已撤回: withdrawn by who filed it. */
  | 'WITHDRAWN';

/** A recovery to open. */
export type OpenRecoveryInput = {
  /** 追回金额: at most what was paid. */
  amount: string;
  /** Global id of the claim that was paid. */
  claimId: string;
  /** Your key for this recovery: a retry with it opens nothing twice. */
  idempotencyKey: string;
  /** 追回理由: the finding in words that may be public. */
  reason: string;
  /** 还款期限: last day to pay it back. */
  repayBy: string;
  /** The version that you saw. */
  version: number;
};

/** Claims to pay together. */
export type OrderPaymentInput = {
  /** Which claims; every one that is CLAIMED where absent. */
  claimIds?: Array<string> | null | undefined;
  /** Your key for this batch: a retry with it orders nothing twice. */
  idempotencyKey: string;
  /** Code of the programme. */
  programme: string;
  /** The version that you saw (`Programme.paymentVersion`); 0 before the first batch. */
  version: number;
};

/** 拨付批次状态: how far the batch is. */
export type PaymentBatchStatus =
  /** 已撤销: the department of finance returned every line before anything was sent; nothing is paid. */
  | 'CANCELLED'
  /** 已下达: ordered by the department of science. */
  | 'ORDERED'
  /** 已放行: released by the department of finance; its file went to the treasury. */
  | 'RELEASED'
  /** 已办结: the bank answered every line. */
  | 'SETTLED';

/** What the bank answered about one line. */
export type PaymentResultInput = {
  /** 金额: as the bank has it; it has to be the line’s. */
  amount: string;
  /** 银行流水号: the bank’s own number. */
  bankReference?: string | null | undefined;
  /** 是否成功: whether it was paid. */
  paid: boolean;
  /** 失败原因: the bank’s reason where it was not. */
  reason?: string | null | undefined;
  /** 付款编号: the reference of the line. */
  reference: string;
};

/** 拨付结果: what became of a payment. */
export type PaymentStatus =
  /** 失败: refused by the bank, or returned by the department of finance, with the reason. */
  | 'FAILED'
  /** 待反馈: the bank has not answered. */
  | 'OPEN'
  /** 成功: the amount was paid. */
  | 'PAID';

/** Filter of requests; all conditions together. */
export type PersonCheckFilter = {
  /** Only in this state, for example those to check. */
  status?: PersonCheckStatus | null | undefined;
};

/** 人工核验状态: how far the check of a person’s identity papers is. */
export type PersonCheckStatus =
  /** 待复核: one person of PLATFORM has; another one has to confirm. */
  | 'CHECKED'
  /** 已通过: two people have; the person is verified. */
  | 'CONFIRMED'
  /** 待核验: nobody has compared the papers yet. */
  | 'PENDING'
  /** 不予通过: the papers do not show the person named. */
  | 'REJECTED';

/** The request, as you saw it. */
export type PersonCheckStepInput = {
  /** Global id of the request. */
  personCheckId: string;
  /** The version that you saw. */
  version: number;
};

/** The new values of a policy; what is absent stays. Checked like a new policy. */
export type PolicyChangesInput = {
  /** 共保合同号: number of the co-insured contract. */
  coinsuranceNo?: string | null | undefined;
  /** 统一社会信用代码 of the policyholder. */
  creditCode?: string | null | undefined;
  /** 保险止期: last day of cover, YYYY-MM-DD. */
  endsOn?: string | null | undefined;
  /** 企业名称; used where the company is not known yet. */
  enterpriseName?: string | null | undefined;
  /** 发票号码: invoice number. */
  invoiceNo?: string | null | undefined;
  /** 保费: gross premium paid, in yuan, as "12345.60". */
  premium?: string | null | undefined;
  /** 险种: code of a product. */
  product?: string | null | undefined;
  /** 共保比例, in per cent. */
  share?: string | null | undefined;
  /** 保险起期: first day of cover, YYYY-MM-DD. */
  startsOn?: string | null | undefined;
};

/** Conditions for a list of policies: all that are given must hold. */
export type PolicyFilter = {
  /** 上传起始日: accepted on this day or later, in Asia/Shanghai. */
  acceptedFrom?: string | null | undefined;
  /** 上传截止日: accepted on this day or earlier, in Asia/Shanghai. */
  acceptedUntil?: string | null | undefined;
  /** Credit code of the insured enterprise. */
  creditCode?: string | null | undefined;
  /** 存疑: whether it is flagged for review. An ENTERPRISE, which may not read `flags`, is refused (FORBIDDEN). */
  flagged?: boolean | null | undefined;
  /** Whether papers are still missing. */
  incomplete?: boolean | null | undefined;
  /** 保险机构: global id of the institution that pushed it. */
  institutionId?: string | null | undefined;
  /** 保单结果: only with this outcome. */
  outcome?: PolicyOutcomeStatus | null | undefined;
  /** This policy number; blanks and width make no difference, case does. */
  policyNo?: string | null | undefined;
  /** 险种: code of the product. */
  product?: string | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** 起保日期自: the insurance starts on this day or later. */
  startsFrom?: string | null | undefined;
  /** 起保日期至: the insurance starts on this day or earlier. */
  startsUntil?: string | null | undefined;
  /** Only in this state. */
  status?: PolicyStatus | null | undefined;
  /** Only those that this submission brought. */
  submissionId?: string | null | undefined;
};

/** 存疑类别: why a policy should be looked at before it counts. */
export type PolicyFlagKind =
  /** 险种与期间重叠: the enterprise has another policy of the product whose period overlaps. */
  | 'OVERLAPPING_PERIOD'
  /** 发票重复: another accepted policy names the same invoice. */
  | 'SAME_INVOICE';

/** Order of a list of Policy. */
export type PolicyOrder =
  /** The latest accepted first. */
  | 'ACCEPTED_AT_DESC'
  /** By policy number. */
  | 'POLICY_NO';

/** 保单结果: what became of a policy. Values may be added. */
export type PolicyOutcomeStatus =
  /** 待测算: complete; the next revision of the proposal looks at it. */
  | 'AWAITING_ASSESSMENT'
  /** 待补充材料: papers are missing; its insurer attaches them. */
  | 'AWAITING_DOCUMENTS'
  /** 已计入: it counts in `revision`, which is in review. */
  | 'COUNTED'
  /** 已剔除: taken off after it counted, with its company’s line or alone. */
  | 'EXCLUDED'
  /** 视为放弃: its company did not claim in time (§3 six). */
  | 'FORFEITED'
  /** 未计入: a revision left it out; `reasons` and `leftOut` say why. */
  | 'LEFT_OUT'
  /** 已拨付: the subsidy with it was paid. */
  | 'PAID'
  /** 已公示: its company is on the published list with it; not paid yet. */
  | 'PUBLICISED'
  /** 已追回: the paid subsidy of its company came back. */
  | 'RECOVERED'
  /** 追回中: the paid subsidy of its company is to come back. */
  | 'RECOVERING'
  /** 已撤回: its insurer took it back. */
  | 'WITHDRAWN';

/** Filter of problems; all conditions together. */
export type PolicyProblemFilter = {
  /** 是否逾期: only those that the insurer has not answered in time. */
  overdue?: boolean | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in this state. */
  status?: PolicyProblemStatus | null | undefined;
};

/** 保单问题类别: what a company says of its policy. */
export type PolicyProblemKind =
  /** 保单缺失: its policy was not pushed. */
  | 'MISSING'
  /** 保单有误: what was pushed is not what the policy says. */
  | 'WRONG';

/** The problem, as you saw it, and what you write. */
export type PolicyProblemMessageInput = {
  /** Global id of the problem. */
  problemId: string;
  /** 内容: 1 to 2,000 characters. */
  text: string;
  /** The version that you saw. */
  version: number;
};

/** 保单问题状态: who has to act. */
export type PolicyProblemStatus =
  /** 已答复: the insurer answered; the company can write again or close it. */
  | 'ANSWERED'
  /** 已关闭: the company closed it. */
  | 'CLOSED'
  /** 待答复: the insurer has to answer by `answerBy`. */
  | 'OPEN';

/** The problem, as you saw it. */
export type PolicyProblemStepInput = {
  /** Global id of the problem. */
  problemId: string;
  /** The version that you saw. */
  version: number;
};

/** 一行保单. Every field is text, so that a fault is reported for its row and does not stop the others; all but rowKey are required. */
export type PolicyRowInput = {
  /** 共保合同号: number of the co-insured contract, the same for all its insurers; needed for a share below 100. */
  coinsuranceNo?: string | null | undefined;
  /** 企业联系电话: mobile number of the policyholder, to inform it of registration and claim. Kept encrypted; a wrong one is a warning. */
  contactPhone?: string | null | undefined;
  /** 统一社会信用代码 of the policyholder, 18 characters. */
  creditCode?: string | null | undefined;
  /** 保险止期: last day of cover, YYYY-MM-DD. */
  endsOn?: string | null | undefined;
  /** 企业名称 of the policyholder, as on the policy. */
  enterpriseName?: string | null | undefined;
  /** 发票号码: 20 digits, or code (10 or 12) and number (8). */
  invoiceNo?: string | null | undefined;
  /** 保单号: unique within your institution; up to 64 characters. */
  policyNo?: string | null | undefined;
  /** 保费: gross premium paid, in yuan, as "12345.60". */
  premium?: string | null | undefined;
  /** 险种: code of a product of the programme. */
  product?: string | null | undefined;
  /** Your own key for the row; comes back with its result. */
  rowKey?: string | null | undefined;
  /** 共保比例: your share of a co-insured contract in per cent, as "60"; absent where you insure all of it. */
  share?: string | null | undefined;
  /** 保险起期: first day of cover, YYYY-MM-DD. */
  startsOn?: string | null | undefined;
};

/** 保单状态: whether a policy counts or was withdrawn. */
export type PolicyStatus =
  /** 已受理: counts if it is complete and eligible. */
  | 'ACCEPTED'
  /** 已撤回: taken back by its institution; counts nowhere. */
  | 'WITHDRAWN';

/** Companies to notify in public. */
export type PrepareServiceNoticeInput = {
  /** Your key for this list: a retry with it prepares no second one. */
  idempotencyKey: string;
  /** Code of the programme: its claims whose companies were asked and that no message reached. */
  programme: string;
  /** 正文: what the companies have to do; a standard text where absent. */
  text?: string | null | undefined;
};

/** 险种: a kind of insurance that the programme is to subsidise. */
export type ProductInput = {
  /** Code in capitals, for example `PRODUCT_LIABILITY`. */
  code: string;
  /** 险种上限: most for one enterprise and this product. */
  enterpriseCap?: string | null | undefined;
  /** 仅限首次投保: whether only a first year of insurance counts. */
  firstTimeOnly?: boolean;
  /** 续保补贴比例: rates from the second year of insurance on; empty: always `rate`. */
  laterRates?: Array<string>;
  /** 险种名称: official name, in Chinese. */
  name: string;
  /** Name in English. */
  nameInEnglish: string;
  /** 类别: class, for example `A`. */
  productClass: string;
  /** 补贴比例: share of the base, as a decimal: "0.5" is 50 %. */
  rate: string;
  /** Section of the notice that sets the rate, for example `§2(一)`. */
  section: string;
};

/** 年度补贴工作: a programme with its windows and rules. */
export type ProgrammeInput = {
  /** Short business key, for example `FJ-2026`. */
  code: string;
  /** 文号: number of the official document. */
  documentNumber: string;
  /** 企业注册截止: last day for enterprises to register. */
  enterpriseRegistrationUntil: string;
  /** 机构注册截止: last day for institutions to register. */
  institutionRegistrationUntil: string;
  /** 新增资质类别: kinds of company that are not known yet; `rules.qualificationKinds` may then name them. */
  newQualificationKinds?: Array<QualificationKindInput>;
  /** 发布通知: the published notice itself. */
  notice?: IssuedNoticeInput | null | undefined;
  /** 异议处理工作日数: working days to decide an objection after it was filed. */
  objectionWorkingDays?: number;
  /** The day from which institutions may push. */
  opensOn: string;
  /** 填报工作日数: working days to give payment information. */
  paymentInformationWorkingDays: number;
  /** 保单上传截止: last day to push policies. */
  policyPushUntil: string;
  /** 保单年度: policies count that start in this year. */
  policyYear: number;
  /** 保单问题答复工作日数: working days for an insurer to answer what a company reports of a policy. */
  problemAnswerWorkingDays?: number;
  /** 公示工作日数: working days of the public notice. */
  publicityWorkingDays: number;
  /** 审核工作日数: working days that each step of the review may take. */
  reviewWorkingDays?: number;
  /** 补贴规则: rules of the subsidy. */
  rules: RulesInput;
  /** 标题: title, in Chinese. */
  title: string;
};

/** 测算状态: how far a computation is. */
export type ProposalRunStatus =
  /** 已取消: called off; nothing of it was kept. */
  | 'CANCELLED'
  /** 已完成: the revision is there. */
  | 'COMPUTED'
  /** 测算中: asked for; being computed, or waiting for its turn. */
  | 'COMPUTING'
  /** 未完成: refused or broken off; nothing of it was kept, and `fault` says why where it was refused. */
  | 'FAILED';

/** 测算步骤: what the computation is at. Values may be added. */
export type ProposalRunStep =
  /** 更新企业补贴: the enterprises’ claims take over the new amounts. */
  | 'CLAIMS'
  /** 完成: the computation has ended. */
  | 'DONE'
  /** 留存依据: amounts with their lines and trace, totals and the digest of the inputs. */
  | 'EXPLAINING'
  /** 汇集保单: every policy is judged by the rules. */
  | 'GATHERING'
  /** 核定金额: the lines of each company, caps and budget. */
  | 'GRANTING'
  /** 列出未计入: what is left out, with its reasons. */
  | 'LISTING'
  /** 等待: not begun; another computation of the programme may be running. */
  | 'WAITING';

/** 建议方案状态: how far a proposal is. */
export type ProposalStatus =
  /** 已审定: approved, can be published. */
  | 'APPROVED'
  /** 测算完成: computed, not submitted yet. */
  | 'DRAFT'
  /** 已退回: returned with reasons; a new revision is due. */
  | 'RETURNED'
  /** 审核中: with the department for review. */
  | 'SUBMITTED'
  /** 已被取代: a later revision was computed before this one was submitted. */
  | 'SUPERSEDED';

/** A proposal, as it was seen. */
export type ProposalStepInput = {
  /** Global id of the proposal. */
  proposalId: string;
  /** The version that you saw. */
  version: number;
};

/** An approved proposal to publish. */
export type PublishNoticeInput = {
  /** Your key for this publication: a retry with it publishes nothing twice. */
  idempotencyKey: string;
  /** Global id of the approved proposal. */
  proposalId: string;
  /** 标题: title; made from the programme’s where absent. */
  title?: string | null | undefined;
};

/** A prepared service notice to publish. */
export type PublishServiceNoticeInput = {
  /** Global id of the service notice. */
  serviceNoticeId: string;
  /** The version that you saw. */
  version: number;
};

/** 资质认定时点: on which day a company has to be of an eligible kind. */
export type QualificationBasis =
  /** 年度内任一日: on any day of the policy year. */
  | 'ANY_DAY_OF_YEAR'
  /** 指定日期: on the day that the rules name. */
  | 'FIXED_DAY'
  /** 保单起期: on the first day of cover of each policy. */
  | 'POLICY_START';

/** Filter of qualifications. */
export type QualificationFilter = {
  /** Only of the enterprise with this credit code. */
  creditCode?: string | null | undefined;
  /** Only of this kind, by its code, for example `GAZELLE`. */
  kind?: string | null | undefined;
  /** Only those that are valid on this day. */
  validOn?: string | null | undefined;
};

/** 企业资质类别: a kind of company that no programme has named before. */
export type QualificationKindInput = {
  /** Code in capitals, for example `YOUNG_EAGLE`. */
  code: string;
  /** 名称: official name in Chinese, for example 雏鹰企业. */
  name: string;
  /** Name in English. */
  nameInEnglish: string;
};

/** One row of a list. Every field is text, so that a fault is reported for its row. */
export type QualificationRowInput = {
  /** 统一社会信用代码: unified social credit code. */
  creditCode: string;
  /** 资质类别: code or official name of the kind, for example `GAZELLE`. */
  kind: string;
  /** 企业名称: name of the company. */
  name: string;
  /** 有效期起: first day, as 2024-01-01. */
  validFrom: string;
  /** 有效期止: last day, as 2026-12-31. */
  validUntil: string;
};

/** Filter of lines of a published list; all conditions together. */
export type RecipientFilter = {
  /** 金额下限: at least this amount. */
  amountFrom?: string | null | undefined;
  /** 金额上限: at most this amount. */
  amountTo?: string | null | undefined;
  /** 设区市: reporting region, for example `3501`, or `350128` Pingtan. */
  city?: string | null | undefined;
  /** 统一社会信用代码: exactly this one. */
  creditCode?: string | null | undefined;
  /** 企业名称: words that the name contains, all of them in any order; a "quoted phrase" in one piece. Width, case, brackets, blanks, middle dots and 繁体/简体 make no difference; a word of three or more letters also finds 拼音, in full or as initials. */
  name?: string | null | undefined;
  /** 险种: code of a product among those insured. */
  product?: string | null | undefined;
  /** 企业资质: code of a qualification among those of the company. */
  qualification?: string | null | undefined;
  /** 公示状态: in one of these states. Lines that were taken off are in `Programme.recipients`. */
  statuses?: Array<RecipientStatus> | null | undefined;
};

/** Order of a list of Recipient. */
export type RecipientOrder =
  /** The smallest amount first. */
  | 'AMOUNT_ASC'
  /** By credit code. */
  | 'CREDIT_CODE'
  /** Ordered by name. */
  | 'NAME'
  /** As published: the largest amount first. */
  | 'RANK';

/** 公示状态: what became of a line, as far as it is public. `Recipient.history` and the change feed publish the same steps. Values may be added. */
export type RecipientStatus =
  /** 公示无异议: the publicity ended and no objection is left. Whether it was claimed is not public. */
  | 'CONFIRMED'
  /** 已剔除: taken off the list, with a public reason; no subsidy is paid. */
  | 'EXCLUDED'
  /** 公示中: published, without an open objection to the line. */
  | 'LISTED'
  /** 有异议: an objection to the line is not decided yet. */
  | 'OBJECTED'
  /** 已拨付: the subsidy was paid. */
  | 'PAID'
  /** 已追回: a paid subsidy was recovered. */
  | 'RECOVERED'
  /** 追回中: a paid subsidy is being recovered. */
  | 'RECOVERING';

/** 对账口径: what the lines of a reconciliation are for. */
export type ReconciliationGroup =
  /** 按日: one for each institution and day of acceptance, in Asia/Shanghai. */
  | 'DAY'
  /** 按机构: one line for each institution. */
  | 'INSTITUTION'
  /** 按批次: one for each submission. */
  | 'SUBMISSION';

/** What the papers of a drawn policy show. */
export type RecordFindingInput = {
  /** 不合格情形: what does not hold; at least one where it failed. */
  faults?: Array<FindingFault>;
  /** Global id of the item. */
  itemId: string;
  /** 说明: what was examined and found. Confirmed as failed, the institution and the enterprise read it; the public never. */
  text: string;
  /** 结论: result of the examination. */
  verdict: FindingVerdict;
  /** The version that you saw. */
  version: number;
};

/** What other public money paid for a policy. */
export type RecordOtherFundingInput = {
  /** 其他财政资金: the amount; "0.00" takes back what was recorded. */
  amount: string;
  /** Your key: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** Global id of the policy. */
  policyId: string;
  /** 来源: which money, and where that is written. */
  source: string;
  /** The version that you saw (`Policy.otherFunding`); 0 where nothing was recorded. */
  version: number;
};

/** Results of the bank for one batch. */
export type RecordPaymentResultsInput = {
  /** Global id of the batch. */
  batchId: string;
  /** What happens to good lines when others are refused; REJECT_ALL where absent. */
  errorPolicy?: ErrorPolicy;
  /** Up to 100 results; more as a file to `POST /payment-batches/{id}/results`. */
  results: Array<PaymentResultInput>;
};

/** Money that came back. */
export type RecordRecoveryInput = {
  /** 金额: at most what is still due. */
  amount: string;
  /** 银行流水号: the bank’s own number. */
  bankReference: string;
  /** Your key for this repayment: a retry with it records nothing twice. */
  idempotencyKey: string;
  /** 到账日期: the day on which it arrived. */
  receivedOn: string;
  /** Global id of the recovery. */
  recoveryId: string;
  /** The version that you saw. */
  version: number;
};

/** A refund to record against a policy. */
export type RecordRefundInput = {
  /** 退费金额: premium paid back, at most what is left of it. */
  amount: string;
  /** 批单号: number of the endorsement; each is recorded once. */
  endorsementNo: string;
  /** Your key: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** Global id of the policy. */
  policyId: string;
  /** 批改日期: day of the endorsement, not in the future. */
  refundedOn: string;
  /** The version that you saw. */
  version: number;
};

/** 追回状态: how far a recovery is. */
export type RecoveryStatus =
  /** 已追回: paid back in full. */
  | 'CLOSED'
  /** 追回中: not yet paid back in full. */
  | 'OPEN';

/** 注册地认定时点: on which day the place of registration counts. */
export type RegionBasis =
  /** 测算日: on the day on which the proposal is computed. */
  | 'ASSESSMENT_DAY'
  /** 指定日期: on the day that the rules name. */
  | 'FIXED_DAY';

/** A front-end of another team. */
export type RegisterFrontEndInput = {
  /** Your key: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** 名称: what users are shown. */
  name: string;
  /** Where users may be sent back to, letter by letter; https, or http on loopback. */
  redirectUris: Array<string>;
  /** 权限范围: what it may ask for. */
  scopes: Array<Scope>;
};

/** A new account. */
export type RegisterInput = {
  /** 短信验证码: sent for REGISTER. */
  code: string;
  /** 密码: 10 to 128 characters. */
  password: string;
  /** 手机号码: mobile number of 11 digits. */
  phone: string;
  /** 身份: INSURER for a clerk of an institution, ENTERPRISE for everybody else. */
  role?: Role;
};

/** An institution that wants to push. */
export type RegisterInstitutionInput = {
  /** 统一社会信用代码 of the institution. */
  creditCode: string;
  /** 机构名称: full official name. */
  name: string;
  /** Code of the programme whose registration is open. */
  programme: string;
};

/** An address that receives events. */
export type RegisterWebhookInput = {
  /** 推送内容: how much of an event is sent. */
  content?: WebhookContent;
  /** Your key for this registration: a retry with it registers nothing new. */
  idempotencyKey: string;
  /** Which events; empty for all that you may see. */
  types: Array<EventType>;
  /** https on a public host; in the sandbox also http://127.0.0.1. */
  url: string;
};

/** 登记状态: status of a company in the business register. Values may be added. */
export type RegistrationStatus =
  /** 存续: registered and in business (also 在营, 开业, 在册). */
  | 'ACTIVE'
  /** 注销: the company no longer exists. */
  | 'DEREGISTERED'
  /** 因合并注销: merged into another company, `mergedInto`. */
  | 'MERGED'
  /** 迁出: moved to the register of another place. */
  | 'MOVED_OUT'
  /** 吊销: the business licence was revoked. */
  | 'REVOKED'
  /** 歇业: registered, with its business suspended. */
  | 'SUSPENDED';

/** The request, as you saw it, and why it is rejected. */
export type RejectPersonCheckInput = {
  /** Global id of the request. */
  personCheckId: string;
  /** 理由: shown to the person who asked. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** A batch to release. */
export type ReleasePaymentInput = {
  /** Global id of the batch. */
  batchId: string;
  /** The version that you saw. */
  version: number;
};

/** A paper to take off a policy. */
export type RemoveDocumentInput = {
  /** Global id of the uploaded document. */
  documentId: string;
  /** As what it was attached. */
  kind: DocumentKind;
  /** Global id of the policy. */
  policyId: string;
  /** The version of the policy that you saw. */
  version: number;
};

/** A person to remove, and why. */
export type RemoveStaffInput = {
  /** Global id of the person. */
  memberId: string;
  /** 理由: the reason, in words. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** A webhook to remove. */
export type RemoveWebhookInput = {
  /** Global id of the webhook. */
  webhookId: string;
};

/** A delivery to send again. */
export type ReplayDeliveryInput = {
  /** Global id of the delivery. */
  deliveryId: string;
};

/** A webhook to send events to again. */
export type ReplayWebhookInput = {
  /** Everything after this cursor is sent again: that of a delivery or of `events`. */
  after: string;
  /** Global id of the webhook. */
  webhookId: string;
};

/** What is wrong with a policy of your company. */
export type ReportPolicyProblemInput = {
  /** Your key for this report: a retry with it reports nothing twice. */
  idempotencyKey: string;
  /** 保险机构: official name or credit code of the insurer whose policy is MISSING. */
  institution?: string | null | undefined;
  /** 类别: whether it is missing or wrong. */
  kind: PolicyProblemKind;
  /** 保单: which policy is WRONG. */
  policyId?: string | null | undefined;
  /** 保单号: number of the policy that is MISSING, as printed on it. */
  policyNo?: string | null | undefined;
  /** Code of the programme. */
  programme: string;
  /** 情况说明: what is missing or wrong, 1 to 2,000 characters. */
  text: string;
};

/** Where to send the code that confirms an objector’s contact. */
export type RequestObjectionCodeInput = {
  /** The notice that is objected to; it has to be open. */
  noticeId: string;
  /** 手机号码: 11 digits. It stays confidential. */
  phone: string;
};

/** Whom to ask for their accounts. */
export type RequestPaymentInformationInput = {
  /** Your key for this request: a retry with it sends nothing twice. */
  idempotencyKey: string;
  /** Code of the programme: every claim of it that is CONFIRMED. */
  programme: string;
};

/** Who you are, with scans of your identity papers. */
export type RequestPersonCheckInput = {
  /** Your key for this request: a retry with it opens no second one. */
  idempotencyKey: string;
  /** 居民身份证号码: 18 characters (GB 11643). */
  identityNumber: string;
  /** 姓名: your full name. */
  name: string;
  /** 证件扫描件: 1 to 4 ids that `POST /upload/identity-papers` returned. */
  paperIds: Array<string>;
};

/** For which number, and for what. */
export type RequestSmsCodeInput = {
  /** 手机号码: mobile number of 11 digits. */
  phone: string;
  /** 人机验证结果: the solved challenge as ALTCHA’s widget gives it: base64 of `{ challenge, solution }`. */
  proof: string;
  /** 用途: a code is good for nothing else. */
  purpose: CodePurpose;
};

/** A new password. */
export type ResetPasswordInput = {
  /** 短信验证码: sent for RESET_PASSWORD. */
  code: string;
  /** 新密码: 10 to 128 characters. */
  password: string;
  /** 手机号码: mobile number of 11 digits. */
  phone: string;
};

/** A draft to return, and why. */
export type ReturnDraftInput = {
  /** Global id of the draft. */
  draftId: string;
  /** 退回理由: why it is returned. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** A finding to return. */
export type ReturnFindingInput = {
  /** Global id of the item. */
  itemId: string;
  /** 退回理由: what is to be examined again. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** A proposal to return. */
export type ReturnProposalInput = {
  /** Global id of the proposal. */
  proposalId: string;
  /** 退回理由: what has to change. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** A later version of a programme to prepare. */
export type ReviseProgrammeInput = {
  /** Your key: the same key with the same input returns the same draft. */
  idempotencyKey: string;
  /** 拟生效时间: the instant from which it is to hold; absent: as soon as both departments have approved it. */
  inForceFrom?: string | null | undefined;
  /** The programme as it is to be, whole; its code says which. */
  programme: ProgrammeInput;
  /** The version of the programme that you saw. */
  version: number;
};

/** Names one front-end. */
export type RevokeFrontEndInput = {
  /** Id of the front-end. */
  frontEndId: string;
};

/** Names one machine credential. */
export type RevokeMachineCredentialInput = {
  /** Id of the credential. */
  credentialId: string;
};

/** Who takes part in a programme, and so what they may see and do. */
export type Role =
  /** 审计监督: reads everything, changes nothing. */
  | 'AUDITOR'
  /** 设区市: a city’s science bureau, the branch of the financial regulator there, or Pingtan’s bureau (§3 one); sees how far its city is and changes nothing. */
  | 'CITY'
  /** 企业: a verified person who acts for an enterprise. */
  | 'ENTERPRISE'
  /** 省财政厅: the provincial department of finance. */
  | 'FINANCE'
  /** 保险机构: a clerk of an institution, or its core system. */
  | 'INSURER'
  /** 平台运营方: the operator of the platform. */
  | 'PLATFORM'
  /** 社会公众: anybody, without a token. */
  | 'PUBLIC'
  /** 金融监管局: the provincial financial regulator. */
  | 'REGULATOR'
  /** 省科技厅: the provincial department of science and technology. */
  | 'SCIENCE';

/** 取整方式: how the subsidy of one policy comes to whole fen. */
export type Rounding =
  /** 舍去: what is less than a fen is dropped. */
  | 'DOWN'
  /** 四舍五入: half a fen and more goes up. */
  | 'HALF_UP';

/** 补贴规则: who is to be eligible, and how much is to be paid. */
export type RulesInput = {
  /** 补贴基数: amount that the rate applies to. */
  base?: SubsidyBase;
  /** 年度预算: the year’s funds. */
  budget?: string | null | undefined;
  /** 超预算处理方式: what happens where the total is above the budget. */
  budgetPolicy?: BudgetPolicy;
  /** 预算依据: section of the notice that limits the year’s funds. */
  budgetSection?: string | null | undefined;
  /** 上限依据: section of the notice that sets the caps. */
  capSection?: string | null | undefined;
  /** 每家企业上限: most that one enterprise gets in the programme. */
  enterpriseCap: string;
  /** 合计资助上限: share of the base, together with other public money. */
  fundingCeiling?: string | null | undefined;
  /** 保险期限上限: longest term of a policy, in months. */
  maximumTermMonths: number;
  /** 企业名称认定时点: day whose registered name counts. */
  nameBasis?: NameBasis;
  /** 险种: the products, in their order. */
  products: Array<ProductInput>;
  /** 资质认定时点: day on which a qualification must be valid. */
  qualificationBasis?: QualificationBasis;
  /** 资质认定日: required where the basis is FIXED_DAY. */
  qualificationDay?: string | null | undefined;
  /** 企业资质: codes of the kinds of company that are eligible. */
  qualificationKinds: Array<string>;
  /** 注册地认定时点: day whose registered region counts. */
  regionBasis?: RegionBasis;
  /** 注册地认定日: required where the basis is FIXED_DAY. */
  regionDay?: string | null | undefined;
  /** 适用地区: division codes or their beginnings that are in. */
  regionsIn: Array<string>;
  /** 不适用地区: division codes or their beginnings that are out. */
  regionsOut?: Array<string>;
  /** 必备材料: papers that a policy needs before it counts. */
  requiredDocuments: Array<DocumentKind>;
  /** 取整方式: how amounts are rounded to the fen. */
  rounding?: Rounding;
  /** 不予补贴的登记状态: a company in one of these is left out; null: `MOVED_OUT`, `REVOKED`, `MERGED` and `DEREGISTERED`. */
  statusesOut?: Array<RegistrationStatus> | null | undefined;
  /** 期满日是否可为对应日: whether a policy of the longest term may end on the anniversary of its first day, such as 2024-01-11 to 2025-01-11 for 12 months; otherwise at most on the day before. */
  termEndInclusive?: boolean;
};

/** What a machine or a front-end may do; in OAuth requests in lower case (`read write`). */
export type Scope =
  /** 账户管理: credentials, bindings and bank accounts. */
  | 'MANAGE'
  /** 读取: queries and subscriptions. */
  | 'READ'
  /** 业务操作: mutations of the programme’s business, pushing policies for example. */
  | 'WRITE';

/** A webhook to test. */
export type SendTestDeliveryInput = {
  /** Your key for this test: a retry with it sends no other one. */
  idempotencyKey: string;
  /** Global id of the webhook. */
  webhookId: string;
};

/** Filter of service notices; all conditions together. */
export type ServiceNoticeFilter = {
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in this state. */
  status?: ServiceNoticeStatus | null | undefined;
};

/** 公告送达状态: how far a service notice is. */
export type ServiceNoticeStatus =
  /** 已拟定: listed by PLATFORM; waits for another person to publish it. */
  | 'PREPARED'
  /** 已发布: public; the companies on it count as notified. */
  | 'PUBLISHED'
  /** 已被取代: a later list was prepared before this one was published. */
  | 'REPLACED';

/** Who comes in, with a password or with a code. */
export type SignInInput = {
  /** 短信验证码: sent for SIGN_IN. */
  code?: string | null | undefined;
  /** 密码: the password of the account. */
  password?: string | null | undefined;
  /** 手机号码: mobile number of 11 digits. */
  phone: string;
};

/** What to suppose; what is absent stays as the rules in force have it. */
export type SimulateProposalInput = {
  /** 年度预算: another budget, shared out where it is short. */
  budget?: string | null | undefined;
  /** 草案: a draft of a later version of this programme, whose rules are supposed whole; the other suppositions are then left out. */
  draftId?: string | null | undefined;
  /** 每家企业上限: another cap for an enterprise. */
  enterpriseCap?: string | null | undefined;
  /** 险种: products with other rates or caps. */
  products?: Array<SupposedProductInput> | null | undefined;
  /** Code of the programme. */
  programme: string;
  /** 企业资质: other kinds of company that are eligible. */
  qualificationKinds?: Array<string> | null | undefined;
};

/** Filter of spot checks. */
export type SpotCheckFilter = {
  /** Only those that drew from this institution. */
  institutionId?: string | null | undefined;
  /** 抽核件状态: only those with items in this state, of those that you may see. */
  itemStatus?: SpotCheckItemStatus | null | undefined;
  /** Only of this programme, by its code. */
  programme?: string | null | undefined;
};

/** Conditions for a list of items: all that are given must hold. */
export type SpotCheckItemFilter = {
  /** Only of this institution. */
  institutionId?: string | null | undefined;
  /** Only in one of these states. */
  statuses?: Array<SpotCheckItemStatus> | null | undefined;
};

/** 抽核件状态: how far the examination of one policy is. */
export type SpotCheckItemStatus =
  /** 不合格: confirmed; the policy is taken out. */
  | 'FAILED'
  /** 合格: confirmed; nothing speaks against the policy. */
  | 'PASSED'
  /** 待复核: a finding is recorded; another person has to confirm it. */
  | 'RECORDED'
  /** 待核查: its papers are to be examined; also where a finding was returned. */
  | 'TO_EXAMINE';

/** Whose people; all conditions together. */
export type StaffFilter = {
  /** 企业: only of this company. */
  enterpriseId?: string | null | undefined;
  /** 保险机构: only of this institution. */
  institutionId?: string | null | undefined;
};

/** 邀请状态: how far an invitation is. */
export type StaffInvitationStatus =
  /** 已接受: the invited person acts for the institution or enterprise. */
  | 'ACCEPTED'
  /** 待接受: can be accepted until `expiresAt`. */
  | 'OPEN'
  /** 已撤回: can no longer be accepted. */
  | 'WITHDRAWN';

/** A person of your institution or company, as you saw them. */
export type StaffStepInput = {
  /** Global id of the person. */
  memberId: string;
  /** The version that you saw. */
  version: number;
};

/** 分组: by what a published list is counted. */
export type StatisticsGroup =
  /** 设区市: by reporting region. */
  | 'CITY'
  /** 保险机构: by insurer. Counts only, for the same reason. */
  | 'INSTITUTION'
  /** 险种: by product insured. Counts only: amounts by product would give premiums away. */
  | 'PRODUCT'
  /** 企业资质: by kind of company; one with several counts in each. */
  | 'QUALIFICATION';

/** 上传方式: how the rows came. */
export type SubmissionSource =
  /** 接口: with the mutation submitPolicies. */
  | 'API'
  /** 文件: as a file, with POST /upload/policies. */
  | 'FILE';

/** 批量上传状态: how far the work on a submission is. */
export type SubmissionStatus =
  /** 已完成: every row has its answer. */
  | 'COMPLETED'
  /** 文件无法处理: the file as a whole could not be read; `fault` says why. */
  | 'FAILED'
  /** 处理中: rows are being checked and accepted. */
  | 'PROCESSING'
  /** 排队中: received whole, and waiting to be worked on. */
  | 'QUEUED'
  /** 已全部退回: a row failed and the error policy is REJECT_ALL; nothing was accepted. */
  | 'REJECTED';

/** A push of up to 100 policies. */
export type SubmitPoliciesInput = {
  /** Answer everything, the preview of the subsidy included, and write nothing. */
  dryRun?: boolean;
  /** What becomes of the good rows when others fail. */
  errorPolicy?: ErrorPolicy;
  /** Your key for this push: the same key with the same input returns the same result and does nothing twice. */
  idempotencyKey: string;
  /** Code of the programme whose window is open. */
  programme: string;
  /** The policies, 1 to 100. */
  rows: Array<PolicyRowInput>;
};

/** 补贴基数: what of the premium is subsidised. */
export type SubsidyBase =
  /** 签单保费: premium as written on the policy. */
  | 'GROSS_PREMIUM'
  /** 实缴保费: premium paid, less refunds (退保、批减). */
  | 'PREMIUM_LESS_REFUNDS';

/** A product with another rate or cap. */
export type SupposedProductInput = {
  /** Code of a product of the programme. */
  code: string;
  /** 险种上限: another cap for an enterprise and this product. */
  enterpriseCap?: string | null | undefined;
  /** 补贴比例: another rate for every year, as a decimal: "0.4" is 40 %. */
  rate?: string | null | undefined;
};

/** Filter of text messages; all conditions together. */
export type TextMessageFilter = {
  /** 统一社会信用代码: only to this enterprise. */
  creditCode?: string | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in this state, for example FAILED. */
  status?: TextMessageStatus | null | undefined;
  /** Only about this. */
  template?: TextMessageTemplate | null | undefined;
};

/** 短信状态: how far a text message is. */
export type TextMessageStatus =
  /** 已送达: the provider reported that the phone received it. */
  | 'DELIVERED'
  /** 发送失败: the provider refused it (`providerAnswer`) or reported that it did not arrive (`deliveryReport`). */
  | 'FAILED'
  /** 待发送: on its way, or to be tried again at `nextAttemptAt`. */
  | 'PENDING'
  /** 已发送: taken by the provider, which has not reported yet whether it arrived. */
  | 'SENT';

/** 短信模板: what a text message is about. */
export type TextMessageTemplate =
  /** 授权终止通知: something ended, because the right that it depended on did. Never listed. */
  | 'GRANT_ENDED'
  /** 拨付失败通知: the bank refused; another account is needed. */
  | 'PAYMENT_FAILED'
  /** 收款信息填报提醒: its time to claim is about to end. */
  | 'PAYMENT_INFORMATION_REMINDER'
  /** 收款信息填报通知: asks an enterprise for its account. */
  | 'PAYMENT_INFORMATION_REQUEST'
  /** 追回通知: a paid subsidy has to come back. */
  | 'RECOVERY_NOTICE'
  /** 企业注册提醒: asks a company without an account to register (§3 three). */
  | 'REGISTRATION_REMINDER'
  /** 人员邀请: invites somebody to act for an institution or company. Never listed. */
  | 'STAFF_INVITATION'
  /** 验证码: a code. Never listed. */
  | 'VERIFICATION_CODE'
  /** 推送终止通知: a webhook ended, because the right that it depended on did. Never listed. */
  | 'WEBHOOK_ENDED';

/** A policy whose block was a mistake. */
export type UnblockPolicyInput = {
  /** Global id of the policy. */
  policyId: string;
  /** 解除理由: why it may count again. */
  reason: string;
  /** The version of the block that you saw (`Policy.exclusions`). */
  version: number;
};

/** 文件格式: the format of a file that was sent, detected from its content. */
export type UploadedFormat =
  /** 逗号分隔文本: text with separated values. */
  | 'CSV'
  /** 逐行 JSON: one JSON object on each line. */
  | 'NDJSON'
  /** 开放文档表格: an OpenDocument spreadsheet. */
  | 'ODS'
  /** Excel 工作簿: an Excel workbook. */
  | 'XLSX';

/** Every expected refusal. Values may be added; none is renamed. */
export type UserErrorCode =
  /** The action is neither NEW nor CORRECT. Details: `found`. */
  | 'ACTION_UNKNOWN'
  /** This department has confirmed it already. */
  | 'ALREADY_CONFIRMED'
  /** The number has an account; shown only to the person who has proved to hold the number. */
  | 'ALREADY_REGISTERED'
  /** The number belongs to somebody who acts for the institution or company already. */
  | 'ALREADY_STAFF'
  /** The bounds of the amount do not ascend from above zero, or are more than nine. */
  | 'AMOUNT_BOUNDS_UNFIT'
  /** Unpacking an archive took longer, or more memory, than any honest one does. Details: `what`. */
  | 'ARCHIVE_TOO_SLOW'
  /** An archive of papers is damaged, protected or too large. Details: `what`. */
  | 'ARCHIVE_UNREADABLE'
  /** An agent needs a signed authorisation of their own upload. */
  | 'AUTHORISATION_MISSING'
  /** An enterprise has at most 20 accounts. Details: `limit`. */
  | 'BANK_ACCOUNTS_TOO_MANY'
  /** The enterprise has this account already. */
  | 'BANK_ACCOUNT_KNOWN'
  /** There is no such account that you may see. */
  | 'BANK_ACCOUNT_NOT_FOUND'
  /** The enterprise has no such bank account. */
  | 'BANK_ACCOUNT_UNKNOWN'
  /** Not a CNAPS bank code: 12 digits, the last a check digit (ISO 7064 MOD 11,10). Details: `found`. */
  | 'BANK_CODE_INVALID'
  /** The account holder has to be the enterprise itself, by its registered name or a former one. Details: `former`, `needed`. */
  | 'BANK_HOLDER_OTHER'
  /** An account number has 8 to 32 digits. */
  | 'BANK_NUMBER_INVALID'
  /** You act for this enterprise already, or have asked to. */
  | 'BINDING_KNOWN'
  /** There is no such binding that you may see. */
  | 'BINDING_NOT_FOUND'
  /** An agent revokes only their own binding; the legal representative and PLATFORM any of the enterprise. */
  | 'BINDING_NOT_YOURS_TO_REVOKE'
  /** What was asked for does not start in the state that the binding is in. Details: `found`, `needed`. */
  | 'BINDING_STATUS_UNFIT'
  /** The working days of a year that this deadline needs are not known yet. Details: `since`. */
  | 'CALENDAR_YEAR_MISSING'
  /** A cell holds an error of the spreadsheet program. Details: `found`. */
  | 'CELL_IS_ERROR'
  /** A cell holds a formula instead of a value. */
  | 'CELL_IS_FORMULA'
  /** A number of more than 15 digits was kept as a number and has lost its last digits. Details: `found`. */
  | 'CELL_LOST_PRECISION'
  /** A cell holds a control character, a line break or half a character, which cannot be kept. Details: `found`. */
  | 'CELL_UNREADABLE'
  /** Policies of the claim were kept out since it was computed; it is paid once its line has been corrected. Details: `granted`, `left`. */
  | 'CLAIM_HELD'
  /** There is no such claim, or it is not yours. */
  | 'CLAIM_NOT_FOUND'
  /** The amount of the claim is being checked. It can be confirmed after its published line was corrected. */
  | 'CLAIM_ON_HOLD'
  /** The claim is in a state from which this cannot be done. Details: `allowed`, `found`, `needed`. */
  | 'CLAIM_STATUS_UNFIT'
  /** The time to claim has passed. Details: `claimBy`. */
  | 'CLAIM_TIME_OVER'
  /** The code is wrong, has expired, was used, or was tried too often. */
  | 'CODE_INVALID'
  /** A share below 100 per cent does not name its contract. Details: `found`. */
  | 'COINSURANCE_NO_MISSING'
  /** The shares of a co-insured contract sum to more than 100 %. Details: `contract`, `sum`. */
  | 'COINSURANCE_OVER_100'
  /** The register does not know the company. Details: `found`. */
  | 'COMPANY_NOT_REGISTERED'
  /** The register does not answer at the moment, or not as documented. */
  | 'COMPANY_REGISTER_SILENT'
  /** The computation was called off before it was finished; nothing of it was kept. */
  | 'COMPUTATION_CANCELLED'
  /** The computation has ended and cannot be called off. Details: `found`. */
  | 'COMPUTATION_ENDED'
  /** The computation broke off; nothing of it was kept. */
  | 'COMPUTATION_FAILED'
  /** There is no computation under this id. */
  | 'COMPUTATION_NOT_FOUND'
  /** No policy of your institution insures a company with this credit code. Details: `found`. */
  | 'CONTACT_ENTERPRISE_UNKNOWN'
  /** The contact phone of a row is no mobile number: the row counts, the number is not noted. A warning. */
  | 'CONTACT_PHONE_INVALID'
  /** An upheld objection names what changes on the list, a dismissed one nothing. Details: `needed`. */
  | 'CORRECTIONS_UNFIT'
  /** The correction changes nothing. */
  | 'CORRECTION_EMPTY'
  /** A correction lowers an amount; a higher one needs a new assessment. Details: `creditCode`, `published`. */
  | 'CORRECTION_RAISES_AMOUNT'
  /** There is no earlier policy of this number to correct. Details: `found`. */
  | 'CORRECTION_UNKNOWN'
  /** A credential holds from 1 to 400 days. Details: `limit`. */
  | 'CREDENTIAL_EXPIRY_UNFIT'
  /** There is no such credential that you may see, or it was revoked already. */
  | 'CREDENTIAL_NOT_FOUND'
  /** A machine or a front-end gives no more than it was given. Details: `allowed`. */
  | 'CREDENTIAL_SCOPES_EXCEED'
  /** A credential allows something. */
  | 'CREDENTIAL_SCOPES_MISSING'
  /** A warning: the check character does not fit, as in genuine early codes; the register is consulted. Details: `found`, `known`. */
  | 'CREDIT_CODE_EARLY'
  /** The credit code fails GB 32100 and its organisation code fails GB 11714. Details: `found`, `known`. */
  | 'CREDIT_CODE_INVALID'
  /** A day is not on the calendar or not written YYYY-MM-DD. Details: `field`, `found`. */
  | 'DATE_INVALID'
  /** The paper is not attached to this policy. */
  | 'DOCUMENT_NOT_ATTACHED'
  /** There is no such uploaded document of the institution. */
  | 'DOCUMENT_NOT_FOUND'
  /** Your department has approved the draft; the other one has to. */
  | 'DRAFT_APPROVED_ALREADY'
  /** A value cannot be meant, or contradicts another one. Every contradiction is named. Details: `field`, `what`. */
  | 'DRAFT_CONTRADICTORY'
  /** There is no such draft that you may see. */
  | 'DRAFT_NOT_FOUND'
  /** What the draft changes has changed since it was prepared. */
  | 'DRAFT_OUTDATED'
  /** The draft is not in a state that allows this step. Details: `found`, `needed`. */
  | 'DRAFT_STATUS_UNFIT'
  /** The number of the endorsement is empty or longer than 64 characters. */
  | 'ENDORSEMENT_NO_INVALID'
  /** The company is not excluded from the programme. */
  | 'ENTERPRISE_NOT_EXCLUDED'
  /** The platform knows no company with this credit code. Details: `found`. */
  | 'ENTERPRISE_UNKNOWN'
  /** The account has as many unfinished exports as it may have. Details: `limit`. */
  | 'EXPORTS_TOO_MANY'
  /** There is no such export of yours, or its time is over. */
  | 'EXPORT_NOT_FOUND'
  /** The document is not a query of one list with `nodes`, or it cannot be executed. Details: `what`. */
  | 'EXPORT_QUERY_UNFIT'
  /** An extension ends later than the present time, and after today. Details: `claimBy`. */
  | 'EXTENSION_UNFIT'
  /** A required field of a row is empty. Details: `field`. */
  | 'FIELD_MISSING'
  /** A field is longer than it may be. Details: `field`, `found`, `limit`. */
  | 'FIELD_TOO_LONG'
  /** A field holds control characters or broken text. Details: `field`, `found`. */
  | 'FIELD_UNREADABLE'
  /** A cell or a line is longer than any value can be. Details: `limit`, `row`. */
  | 'FILE_CELL_TOO_LONG'
  /** The file is truncated or damaged: something that it refers to is missing or cannot be. Details: `what`. */
  | 'FILE_DAMAGED'
  /** The file holds no row of data. */
  | 'FILE_EMPTY'
  /** The text is not valid in the encoding that its byte-order mark names, or neither as UTF-8 nor as GB18030. Details: `encoding`. */
  | 'FILE_ENCODING_UNKNOWN'
  /** The bytes of the file are lost on our side before the work on it ended. The same file is taken again. */
  | 'FILE_GONE'
  /** The workbook holds macros. */
  | 'FILE_HAS_MACROS'
  /** The text holds NUL characters. Details: `offset`. */
  | 'FILE_HAS_NUL'
  /** A note: rows that are hidden or filtered out in the spreadsheet program were read too. Details: `count`, `rows`. */
  | 'FILE_HIDDEN_ROWS_READ'
  /** The file is one JSON array instead of one JSON object a line. */
  | 'FILE_IS_JSON_ARRAY'
  /** The file is a web page (HTML or XML) with the name of a workbook. Details: `found`. */
  | 'FILE_IS_WEB_PAGE'
  /** A line of the file cannot be read in its format. Details: `row`, `what`. */
  | 'FILE_MALFORMED'
  /** The file is a workbook of the old .xls format. */
  | 'FILE_OLD_EXCEL'
  /** The workbook is password protected. */
  | 'FILE_PROTECTED'
  /** Two sheets of the workbook have the headings and rows of data. Details: `found`. */
  | 'FILE_SHEETS_DOUBTFUL'
  /** A note: the workbook has several sheets; the rows were taken from the one named. Details: `sheet`. */
  | 'FILE_SHEET_CHOSEN'
  /** The structure of the workbook is beyond any limit that a spreadsheet program has. Details: `limit`, `what`. */
  | 'FILE_TOO_COMPLEX'
  /** The file, or what it unpacks to, is larger than allowed. Details: `limit`. */
  | 'FILE_TOO_LARGE'
  /** The file has more rows than one file may have. Details: `limit`. */
  | 'FILE_TOO_MANY_ROWS'
  /** Reading the file took longer, or more memory, than any honest file does. Details: `what`. */
  | 'FILE_TOO_SLOW'
  /** The file has more columns than such a file can have. Details: `limit`, `row`. */
  | 'FILE_TOO_WIDE'
  /** The content is neither XLSX, ODS, CSV nor NDJSON. Details: `found`. */
  | 'FILE_TYPE_UNKNOWN'
  /** A failed finding names at least one fault, a passed one none. */
  | 'FINDING_FAULTS_UNFIT'
  /** A finding says in words what was examined and found. */
  | 'FINDING_TEXT_MISSING'
  /** Four eyes: nobody decides what they, as a person, took part in preparing (docs/access.md lists the rules). */
  | 'FOUR_EYES'
  /** There is no such front-end, or it was revoked already. */
  | 'FRONT_END_NOT_FOUND'
  /** The right with which the file was sent ended before the work on it did. */
  | 'GRANT_ENDED'
  /** Two headings mean the same column. Details: `column`, `found`, `sheet`. */
  | 'HEADING_DOUBTFUL'
  /** Headings of required columns were not found. Details: `found`, `missing`, `sheet`. */
  | 'HEADING_MISSING'
  /** The idempotency key was used before with another input. Details: `key`. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Not a resident identity number (GB 11643): 18 characters, a date of birth, a fitting check digit. */
  | 'IDENTITY_NUMBER_INVALID'
  /** The request names no paper that you uploaded, or one that belongs to another request. */
  | 'IDENTITY_PAPERS_MISSING'
  /** An institution with this credit code is registered already. */
  | 'INSTITUTION_KNOWN'
  /** The institution is not confirmed, or is suspended, and cannot push (§3 two). Details: `found`. */
  | 'INSTITUTION_NOT_ACTIVE'
  /** There is no such institution that you may see. */
  | 'INSTITUTION_NOT_FOUND'
  /** What was asked for does not start in the state that the institution is in. Details: `found`, `needed`. */
  | 'INSTITUTION_STATUS_UNFIT'
  /** The work on the file broke off on our side, again and again at the same place. The file is kept for the operator. */
  | 'INTAKE_FAILED'
  /** There is no such invitation that can be accepted or withdrawn by you. */
  | 'INVITATION_NOT_FOUND'
  /** The number was invited already. */
  | 'INVITATION_OPEN'
  /** The invoice number has neither 20 digits nor a code and a number. Details: `found`. */
  | 'INVOICE_NO_INVALID'
  /** The newest release of the notice has no line with this credit code. Details: `creditCode`. */
  | 'LINE_NOT_PUBLISHED'
  /** The credit code fails GB 32100 and its organisation code fails GB 11714. Details: `found`. */
  | 'LIST_CODE_INVALID'
  /** The day of the list is not a day of the calendar, or in the future. Details: `found`, `today`. */
  | 'LIST_DATE_INVALID'
  /** A day of a row is not on the calendar, or later than the list. Details: `field`, `found`. */
  | 'LIST_DAY_INVALID'
  /** The place of registration is not a division code of GB/T 2260. Details: `found`. */
  | 'LIST_DIVISION_INVALID'
  /** A field of a row of a list is longer than it may be, or holds characters that cannot be kept. Details: `field`, `limit`. */
  | 'LIST_FIELD_INVALID'
  /** A required field of a row of a list is empty. Details: `field`. */
  | 'LIST_FIELD_MISSING'
  /** A list that replaces an earlier one has rows with errors: their companies would be removed. Details: `count`. */
  | 'LIST_INCOMPLETE'
  /** The idempotency key of an upload was used before with another list. Details: `key`. */
  | 'LIST_KEY_CONFLICT'
  /** No programme has named this kind of qualification. Details: `found`, `known`. */
  | 'LIST_KIND_UNKNOWN'
  /** A register list cannot replace the register: a company that it does not have is still registered. */
  | 'LIST_MODE_UNFIT'
  /** There is no such import that you may see. */
  | 'LIST_NOT_FOUND'
  /** Another list of the same kind took effect after this one was compared: its difference is not true any more. */
  | 'LIST_OUTDATED'
  /** The validity ends before it begins. Details: `found`, `startsOn`. */
  | 'LIST_PERIOD_INVALID'
  /** An earlier row of the list has the same company, or the same company, kind and first day. */
  | 'LIST_ROW_REPEATED'
  /** The list is not named. */
  | 'LIST_SOURCE_MISSING'
  /** Only an import that waits for its confirmation is confirmed or discarded. Details: `found`. */
  | 'LIST_STATUS_UNFIT'
  /** The status in the register is unknown. Details: `found`. */
  | 'LIST_STATUS_UNKNOWN'
  /** A manager is not removed before another one took over. */
  | 'MANAGER_STAYS'
  /** A warning: the name that was sent is not the registered name of the company. The registered one is used. Details: `found`, `needed`. */
  | 'NAME_DIFFERS'
  /** A warning: the name that was sent is a former name of the company. The present one is used. Details: `found`, `needed`. */
  | 'NAME_IS_FORMER'
  /** The name that `path` points to is missing. */
  | 'NAME_MISSING'
  /** Every company that has to claim was notified, or a message to it is still under way. */
  | 'NOBODY_UNREACHED'
  /** No claim of the programme waits to be asked for its account. */
  | 'NOTHING_TO_ASK'
  /** No claim is ready to be paid. Details: `count`. */
  | 'NOTHING_TO_PAY'
  /** The notice was closed before. */
  | 'NOTICE_ALREADY_CLOSED'
  /** The proposal was published before. */
  | 'NOTICE_ALREADY_PUBLISHED'
  /** There is no such notice. */
  | 'NOTICE_NOT_FOUND'
  /** Objections can only be filed while the notice is open. Details: `closesOn`. */
  | 'NOTICE_NOT_OPEN'
  /** The working days of the notice are not over. Details: `closesOn`. */
  | 'NOTICE_STILL_OPEN'
  /** Only the manager of the institution or company does this. */
  | 'NOT_THE_MANAGER'
  /** The register does not name this person as the enterprise’s legal representative. */
  | 'NOT_THE_REPRESENTATIVE'
  /** The token is not of an account that was registered with a phone number here. */
  | 'NO_PHONE_ACCOUNT'
  /** The objection was decided or withdrawn before. Details: `found`. */
  | 'OBJECTION_ALREADY_ENDED'
  /** Attachments go with an objection before it is filed. */
  | 'OBJECTION_ALREADY_FILED'
  /** An objection has only so many attachments. Details: `limit`. */
  | 'OBJECTION_ATTACHMENTS_TOO_MANY'
  /** Too many codes were sent to this contact. Details: `retryAfter`. */
  | 'OBJECTION_CODE_SENT_TOO_OFTEN'
  /** The code does not confirm the contact, is used up or has expired. */
  | 'OBJECTION_CODE_WRONG'
  /** The contact of an objection is a mobile number of the mainland. */
  | 'OBJECTION_CONTACT_INVALID'
  /** Objections are filed under a real name. */
  | 'OBJECTION_NAME_MISSING'
  /** There is no such objection, or none with this receipt. */
  | 'OBJECTION_NOT_FOUND'
  /** The statement is missing or too long. Details: `limit`. */
  | 'OBJECTION_STATEMENT_UNFIT'
  /** The regulator has not given its opinion yet (§3 five). */
  | 'OPINION_MISSING'
  /** There is no uploaded paper under this id. */
  | 'OPINION_PAPER_NOT_FOUND'
  /** A machine or a front-end has the role and the scopes that it was given; only people choose another. */
  | 'OWN_SIGN_IN_NEEDED'
  /** A paper in an archive cannot be unpacked. Details: `what`. */
  | 'PAPER_DAMAGED'
  /** The name of a paper does not say what it proves. */
  | 'PAPER_KIND_UNKNOWN'
  /** No accepted policy of the institution has the number that the name of a paper gives. Details: `found`. */
  | 'PAPER_POLICY_UNKNOWN'
  /** A paper is larger than 20 MB. */
  | 'PAPER_TOO_LARGE'
  /** A paper is not PDF, OFD, JPEG or PNG. */
  | 'PAPER_TYPE_UNKNOWN'
  /** A sign-in takes a password or a code, one of them. */
  | 'PASSWORD_OR_CODE'
  /** The password is too short, too long, or contains the phone number. Details: `least`, `limit`. */
  | 'PASSWORD_UNFIT'
  /** The payee check has not answered for lines of the batch. Details: `count`, `references`. */
  | 'PAYEE_CHECKS_PENDING'
  /** The file of the batch was handed out, so the bank may have it; only its results can be recorded. */
  | 'PAYMENT_ALREADY_SENT'
  /** The amount of a result is not that of its line. Details: `found`, `ordered`, `reference`. */
  | 'PAYMENT_AMOUNT_DIFFERS'
  /** There is no such payment batch. */
  | 'PAYMENT_BATCH_NOT_FOUND'
  /** The payment batch is in a state from which this cannot be done. Details: `found`, `needed`. */
  | 'PAYMENT_BATCH_STATUS_UNFIT'
  /** The layout was decided on already. Details: `found`. */
  | 'PAYMENT_LAYOUT_DECIDED'
  /** There is no such layout. */
  | 'PAYMENT_LAYOUT_NOT_FOUND'
  /** The layout of the treasury’s file cannot be used; each fault is named. Details: `what`. */
  | 'PAYMENT_LAYOUT_UNFIT'
  /** A check of the account holds lines of the batch: each is returned or accepted before the release. Details: `count`, `references`. */
  | 'PAYMENT_LINES_HELD'
  /** The batch has no such line that is on hold or waits for the payee check. Details: `reference`. */
  | 'PAYMENT_LINE_NOT_HELD'
  /** A failed payment needs the bank’s reason. Details: `reference`. */
  | 'PAYMENT_REASON_MISSING'
  /** The batch has no line with this reference. Details: `reference`. */
  | 'PAYMENT_REFERENCE_FOREIGN'
  /** The results name a line more than once. Details: `reference`. */
  | 'PAYMENT_REFERENCE_TWICE'
  /** A released batch has its file: it is returned whole or not at all. */
  | 'PAYMENT_RELEASED_WHOLE'
  /** The result file cannot be read, or a column or a value in it is missing. Details: `what`. */
  | 'PAYMENT_RESULTS_UNREADABLE'
  /** The line has another result already. Details: `found`, `reference`. */
  | 'PAYMENT_RESULT_CONTRADICTS'
  /** A text of the batch has a character that the encoding of the layout lacks. Details: `found`, `reference`. */
  | 'PAYMENT_TEXT_NOT_ENCODABLE'
  /** The account was verified already, and a person does not change. */
  | 'PERSON_ALREADY_VERIFIED'
  /** The request was decided already. Details: `found`. */
  | 'PERSON_CHECK_DECIDED'
  /** No register is connected: PLATFORM verifies people from scanned papers. */
  | 'PERSON_CHECK_NEEDED'
  /** There is no such request. */
  | 'PERSON_CHECK_NOT_FOUND'
  /** People are verified by a register here, not from papers. */
  | 'PERSON_CHECK_NOT_OFFERED'
  /** The account has a request that is not decided yet. */
  | 'PERSON_CHECK_OPEN'
  /** The register does not know this name with this identity number. */
  | 'PERSON_NOT_CONFIRMED'
  /** Only a verified person binds an enterprise (annex 2, one 2 (2)). */
  | 'PERSON_NOT_VERIFIED'
  /** Not a mainland mobile number of 11 digits. */
  | 'PHONE_INVALID'
  /** Policies of the revision were kept out since it was computed: blocked, or failed in a spot check. Details: `count`. */
  | 'POLICIES_EXCLUDED_SINCE'
  /** The policy is blocked already. Details: `policyNo`, `since`. */
  | 'POLICY_ALREADY_BLOCKED'
  /** The policy was withdrawn before. Details: `policyNo`. */
  | 'POLICY_ALREADY_WITHDRAWN'
  /** The policy is kept out of the assessment; it cannot be changed or withdrawn to come back another way. Details: `found`. */
  | 'POLICY_EXCLUDED'
  /** The policy is not blocked, so there is nothing to lift. Details: `policyNo`. */
  | 'POLICY_NOT_BLOCKED'
  /** The newest revision did not leave this policy for review. */
  | 'POLICY_NOT_FOR_REVIEW'
  /** There is no such policy among those that you may see. */
  | 'POLICY_NOT_FOUND'
  /** The institution has pushed this policy number before; a policy counts once, ever. Details: `found`. */
  | 'POLICY_NO_DUPLICATE'
  /** The same policy number is in an earlier row of the submission. Details: `found`, `row`. */
  | 'POLICY_NO_REPEATED'
  /** A warning: the company has another policy of the product in an overlapping period; both are looked at. Details: `policyNo`. */
  | 'POLICY_PERIOD_OVERLAPS'
  /** A warning: another accepted policy names the same invoice; the department looks at both. Details: `policyNo`. */
  | 'POLICY_SAME_INVOICE'
  /** The policy is part of an approved proposal and cannot change any more. Details: `found`. */
  | 'POLICY_SETTLED'
  /** A spot check examines the policy; it stays as it was drawn until the finding is confirmed. Details: `found`. */
  | 'POLICY_UNDER_CHECK'
  /** The policy does not start in the policy year (§1 two). Details: `found`, `needed`. */
  | 'POLICY_YEAR_MISMATCH'
  /** No policy is in the population, so there is nothing to draw. */
  | 'POPULATION_EMPTY'
  /** The corrected premium is below the refunds recorded against the policy. Details: `found`, `refunded`. */
  | 'PREMIUM_BELOW_REFUNDS'
  /** The premium is not an amount in yuan with at most two decimals. Details: `found`. */
  | 'PREMIUM_INVALID'
  /** The premium is zero. */
  | 'PREMIUM_NOT_POSITIVE'
  /** The company closed the problem. */
  | 'PROBLEM_CLOSED'
  /** No institution has this credit code or official name. Details: `found`. */
  | 'PROBLEM_INSTITUTION_UNKNOWN'
  /** A WRONG policy is named by its id; a MISSING one by its institution. */
  | 'PROBLEM_NAMES_NOTHING'
  /** There is no such problem, or it is not yours. */
  | 'PROBLEM_NOT_FOUND'
  /** The policy is not one of the company’s in this programme. */
  | 'PROBLEM_POLICY_NOT_FOUND'
  /** A message has 1 to 2,000 characters. Details: `limit`. */
  | 'PROBLEM_TEXT_MISSING'
  /** The product is not one that the programme subsidises. Details: `found`, `known`. */
  | 'PRODUCT_UNKNOWN'
  /** There is a programme with this code already. Details: `found`. */
  | 'PROGRAMME_EXISTS'
  /** There is no programme with this code. Details: `found`. */
  | 'PROGRAMME_NOT_FOUND'
  /** The proof of work does not solve a challenge of ours that is still unused. */
  | 'PROOF_INVALID'
  /** The programme has an approved list, and nothing new came in since for a supplementary list. Details: `revision`. */
  | 'PROPOSAL_ALREADY_APPROVED'
  /** A revision is with the department; a new one is computed only after it was returned. Details: `revision`. */
  | 'PROPOSAL_IN_REVIEW'
  /** There is no such proposal. */
  | 'PROPOSAL_NOT_FOUND'
  /** The proposal is not in the state that this action needs. Details: `found`, `needed`. */
  | 'PROPOSAL_STATUS_UNFIT'
  /** PRIVATE_KEY takes a JWKS of public keys (RSA of 2048 bits or more, P-256, Ed25519); CLIENT_SECRET takes none. */
  | 'PUBLIC_KEYS_UNFIT'
  /** Policies can be pushed only within the programme’s window (§3 four). Details: `opensOn`, `today`, `until`. */
  | 'PUSH_WINDOW_CLOSED'
  /** An import has from 1 to 100 rows. Details: `found`, `limit`. */
  | 'QUALIFICATION_ROWS_OUT_OF_RANGE'
  /** The action needs a reason in words. */
  | 'REASON_MISSING'
  /** A recovery is for more than nothing and at most what was paid. Details: `due`. */
  | 'RECOVERY_AMOUNT_UNFIT'
  /** The recovery has been closed. */
  | 'RECOVERY_CLOSED'
  /** The claim is paid, so the finding asks money back, which is for SCIENCE to decide. */
  | 'RECOVERY_IS_FOR_SCIENCE'
  /** There is no such recovery. */
  | 'RECOVERY_NOT_FOUND'
  /** A redirect address is https without fragment, name and password; http only for 127.0.0.1 and [::1]. Details: `found`. */
  | 'REDIRECT_URI_UNFIT'
  /** The day of the refund is no day, or in the future. Details: `found`, `today`. */
  | 'REFUND_DAY_INVALID'
  /** The refund is zero or more than what is left of the premium. Details: `found`, `rest`. */
  | 'REFUND_OUT_OF_RANGE'
  /** A refund under this endorsement was recorded before. Details: `found`. */
  | 'REFUND_RECORDED_BEFORE'
  /** The register that is configured comes as lists; it does not answer for single companies. */
  | 'REGISTER_BY_LISTS_ALONE'
  /** The credit code to look up fails GB 32100 and its organisation code fails GB 11714. Details: `found`. */
  | 'REGISTER_CODE_INVALID'
  /** No register is configured that could be asked. */
  | 'REGISTER_UNAVAILABLE'
  /** Institutions register only until the day that the programme names (§3 two). Details: `today`, `until`. */
  | 'REGISTRATION_WINDOW_CLOSED'
  /** A repayment is for more than nothing and at most what is still due. Details: `due`. */
  | 'REPAYMENT_TOO_HIGH'
  /** A repayment with this bank reference was recorded before. Details: `reference`. */
  | 'REPAYMENT_TWICE'
  /** A recovery needs a last day, after today, for paying back. Details: `amount`. */
  | 'REPAY_BY_UNFIT'
  /** The company register does not know the company, or names no legal representative. */
  | 'REPRESENTATIVE_NOT_REGISTERED'
  /** The legal representative is named by the register, and is not removed by colleagues. */
  | 'REPRESENTATIVE_STAYS'
  /** The account does not hold this role (any more). */
  | 'ROLE_NOT_HELD'
  /** One registers as INSURER or ENTERPRISE; the offices are appointed. */
  | 'ROLE_NOT_OFFERED'
  /** A submission has from 1 to 100 rows. Details: `found`, `limit`. */
  | 'ROW_COUNT_OUT_OF_RANGE'
  /** A quotation mark that is not closed has made several lines one cell. Details: `count`. */
  | 'ROW_SWALLOWED'
  /** A line is not a JSON object, or gives one key twice. Details: `what`. */
  | 'ROW_UNREADABLE'
  /** The share to draw is no percentage above 0 and up to 100 with at most two decimals. Details: `found`. */
  | 'SAMPLE_PERCENT_UNFIT'
  /** An account has two sandboxes at a time, and a gateway eight. Details: `limit`. */
  | 'SANDBOXES_TOO_MANY'
  /** This gateway gives no sandboxes: its database role may not create databases, or it is a sandbox itself. */
  | 'SANDBOX_IMPOSSIBLE'
  /** There is no such sandbox of yours; it may have ended with its day. */
  | 'SANDBOX_NOT_FOUND'
  /** There is no such service notice. */
  | 'SERVICE_NOTICE_NOT_FOUND'
  /** Only a prepared service notice can be published. Details: `found`. */
  | 'SERVICE_NOTICE_NOT_PREPARED'
  /** The co-insurance share is not from 1 to 100 per cent. Details: `found`. */
  | 'SHARE_INVALID'
  /** The phone number and the password or code do not go together. */
  | 'SIGN_IN_FAILED'
  /** The action needs the source that it is based on. */
  | 'SOURCE_MISSING'
  /** There is no such spot-check item. */
  | 'SPOT_CHECK_ITEM_NOT_FOUND'
  /** The examination of the policy is not where this action needs it. Details: `found`, `needed`. */
  | 'SPOT_CHECK_ITEM_STATUS_UNFIT'
  /** There is no such person in your institution or company. */
  | 'STAFF_MEMBER_NOT_FOUND'
  /** A claim needs the present version of the statement of truth to be accepted. Details: `present`. */
  | 'STATEMENT_NOT_ACCEPTED'
  /** Some rows failed and the error policy is REJECT_ALL, so no row was accepted. Details: `count`. */
  | 'SUBMISSION_REJECTED'
  /** A simulation names a product that the programme does not have, or a kind of company that is not known. Details: `found`. */
  | 'SUPPOSED_CODE_UNKNOWN'
  /** The last day of cover is before the first. Details: `found`, `startsOn`. */
  | 'TERM_ENDS_BEFORE_START'
  /** The term is longer than the programme allows (§1 two). Details: `found`, `latest`, `months`. */
  | 'TERM_TOO_LONG'
  /** More codes were asked for than a number, or an address, may have in a time. Details: `retryAfter`. */
  | 'TOO_MANY_CODES'
  /** An institution has at most ten credentials that hold. Details: `limit`. */
  | 'TOO_MANY_CREDENTIALS'
  /** The register refused this account too often within a day. Details: `limit`. */
  | 'TOO_MANY_PERSON_CHECKS'
  /** Too many sign-ins failed lately. Details: `retryAfter`. */
  | 'TOO_MANY_SIGN_INS'
  /** The idempotency key of an upload was used before with another file or other choices. Details: `key`. */
  | 'UPLOAD_KEY_CONFLICT'
  /** Somebody changed the object since you read it. Details: `present`. */
  | 'VERSION_CONFLICT'
  /** An account has only so many webhooks. Details: `limit`. */
  | 'WEBHOOKS_TOO_MANY'
  /** A webhook is an https address of a public host; in the sandbox also http on 127.0.0.1. */
  | 'WEBHOOK_ADDRESS_UNFIT'
  /** There is no such webhook or delivery, or it is not yours. */
  | 'WEBHOOK_NOT_FOUND';

/** Who you are. */
export type VerifyPersonInput = {
  /** 居民身份证号码: 18 characters (GB 11643). Stored sealed and shown to nobody. */
  identityNumber: string;
  /** 姓名: full name of the person. */
  name: string;
};

/** 推送内容: how much of an event is sent. */
export type WebhookContent =
  /** 完整内容: the facts of the event in `data`, as `Event.data` has them. */
  | 'FULL'
  /** 仅标识: without `data`; the receiver reads the object by its id. */
  | 'IDS';

/** An objection to take back. */
export type WithdrawObjectionInput = {
  /** 回执: the receipt from `fileObjection`. */
  receipt: string;
};

/** A policy to take back. */
export type WithdrawPolicyInput = {
  /** Global id of the policy. */
  policyId: string;
  /** 撤回理由: why it is taken back. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** An invitation to withdraw, as you saw it. */
export type WithdrawStaffInvitationInput = {
  /** Global id of the invitation. */
  invitationId: string;
  /** The version that you saw. */
  version: number;
};

export type CityCompaniesQueryVariables = Exact<{
  programme: string;
  filter?: CityCompanyFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CityCompaniesQuery = { cityCompanies: { totalCount: number, nodes: Array<{ creditCode: string, name: string, policyCount: number, incompletePolicyCount: number, registered: boolean, hasBankAccount: boolean, lacks: Array<CityLack>, region: { code: string } | null }> } };

export type CityProgressQueryVariables = Exact<{
  programme: string;
}>;


export type CityProgressQuery = { cityProgress: Array<{ eligibleCount: number, companyCount: number, registeredCount: number, withBankAccountCount: number, withPapersCount: number, policyCount: number, completePolicyCount: number, publicisedCount: number, claimedCount: number, paidCount: number, forfeitedCount: number, publicisedAmount: string, paidAmount: string, region: { code: string, name: string } | null }> };

export type ClaimsQueryVariables = Exact<{
  filter?: ClaimFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClaimsQuery = { claims: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, status: ClaimStatus, calculatedAmount: string, capCut: string, budgetCut: string, correctionCut: string, grantedAmount: string, enterprise: { creditCode: string } | null, lines: Array<{ base: string, rate: string, subsidy: string, section: string, product: { code: string } | null }> }> } };

export type ClaimStatusChangedSubscriptionVariables = Exact<{
  filter?: ClaimStatusFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ClaimStatusChangedSubscription = { claimStatusChanged: { cursor: string, fromStatus: ClaimStatus | null, toStatus: ClaimStatus | null, reason: string | null, claim: { id: string, grantedAmount: string, enterprise: { name: string, creditCode: string } | null } | null } };

export type EventsQueryVariables = Exact<{
  filter?: EventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EventsQuery = { events: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ cursor: string, type: EventType, subjectId: string, data: unknown }> } };

export type IssueMachineCredentialMutationVariables = Exact<{
  input: IssueMachineCredentialInput;
}>;


export type IssueMachineCredentialMutation = { issueMachineCredential: { secret: string | null, credential: { id: string, clientId: string, scopes: Array<Scope>, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type RevokeMachineCredentialMutationVariables = Exact<{
  input: RevokeMachineCredentialInput;
}>;


export type RevokeMachineCredentialMutation = { revokeMachineCredential: { credential: { id: string, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type MachineCredentialsQueryVariables = Exact<{ [key: string]: never; }>;


export type MachineCredentialsQuery = { machineCredentials: { totalCount: number, nodes: Array<{ id: string, clientId: string, name: string, method: CredentialMethod, jwks: unknown, scopes: Array<Scope>, issuedAt: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null }> } };

export type RegisterFrontEndMutationVariables = Exact<{
  input: RegisterFrontEndInput;
}>;


export type RegisterFrontEndMutation = { registerFrontEnd: { frontEnd: { id: string, clientId: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type RevokeFrontEndMutationVariables = Exact<{
  input: RevokeFrontEndInput;
}>;


export type RevokeFrontEndMutation = { revokeFrontEnd: { frontEnd: { id: string, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type GiveEnterpriseContactsMutationVariables = Exact<{
  input: GiveEnterpriseContactsInput;
}>;


export type GiveEnterpriseContactsMutation = { giveEnterpriseContacts: { notedCount: number | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ReachableAtQueryVariables = Exact<{
  creditCode: string;
}>;


export type ReachableAtQuery = { enterprises: { nodes: Array<{ reachableAt: Array<{ source: ContactSource, lastFour: string }> }> } };

export type RemoveDocumentMutationVariables = Exact<{
  input: RemoveDocumentInput;
}>;


export type RemoveDocumentMutation = { removeDocument: { policy: { missingDocuments: Array<DocumentKind> | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type MissingPapersQueryVariables = Exact<{
  policyNo: string;
}>;


export type MissingPapersQuery = { policies: { nodes: Array<{ id: string, version: number, missingDocuments: Array<DocumentKind> | null, documents: Array<{ kind: DocumentKind, document: { id: string, sha256: string, mediaType: string } | null }> | null }> } };

export type DraftPartsFragment = { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null };

export type DraftRefusalFragment = { code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null };

export type DraftsQueryVariables = Exact<{
  filter?: DraftFilter | null | undefined;
}>;


export type DraftsQuery = { drafts: { nodes: Array<{ id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null }> } };

export type DraftsInForceQueryVariables = Exact<{
  filter?: DraftFilter | null | undefined;
}>;


export type DraftsInForceQuery = { drafts: { nodes: Array<{ status: DraftStatus, content: unknown, previous: unknown, inForceAt: string | null, differences: Array<{ field: string, before: string | null, after: string | null }> }> } };

export type DraftProgrammeMutationVariables = Exact<{
  input: DraftProgrammeInput;
}>;


export type DraftProgrammeMutation = { draftProgramme: { draft: { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ReviseProgrammeMutationVariables = Exact<{
  input: ReviseProgrammeInput;
}>;


export type ReviseProgrammeMutation = { reviseProgramme: { draft: { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type DraftCalendarMutationVariables = Exact<{
  input: DraftCalendarInput;
}>;


export type DraftCalendarMutation = { draftCalendar: { draft: { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type CheckDraftMutationVariables = Exact<{
  input: CheckDraftInput;
}>;


export type CheckDraftMutation = { checkDraft: { draft: { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ApproveDraftMutationVariables = Exact<{
  input: ApproveDraftInput;
}>;


export type ApproveDraftMutation = { approveDraft: { draft: { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ReturnDraftMutationVariables = Exact<{
  input: ReturnDraftInput;
}>;


export type ReturnDraftMutation = { returnDraft: { draft: { id: string, kind: DraftKind, status: DraftStatus, version: number, programmeCode: string | null, calendarYear: number | null, content: unknown, previous: unknown, inForceFrom: string | null, inForceAt: string | null, differences: Array<{ field: string, name: string, before: string | null, after: string | null }>, contradictions: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, programme: { code: string, version: number, rules: { version: number } } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ProgrammeInForceQueryVariables = Exact<{
  code: string;
}>;


export type ProgrammeInForceQuery = { programme: { id: string, code: string, title: string, version: number, documentNumber: string, policyPushUntil: string, frozen: boolean, notice: { text: string, documentNumber: string, issuedOn: string, issuingBodies: Array<string>, contacts: Array<{ office: string, phone: string }>, attachments: Array<{ title: string, path: string, file: { fileName: string, mediaType: string, size: number, sha256: string } | null }> } | null, rules: { version: number, documentNumber: string, inForceAt: string | null, enterpriseCap: string, requiredDocuments: Array<DocumentKind>, products: Array<{ code: string, rate: string, laterRates: Array<string>, enterpriseCap: string | null, firstTimeOnly: boolean }> }, rulesVersions: Array<{ version: number, enterpriseCap: string }> } | null };

export type BindingFragment = { id: string, kind: BindingKind, status: BindingStatus, person: string, reason: string | null, version: number, enterprise: { id: string, name: string, creditCode: string } | null };

export type BindEnterpriseMutationVariables = Exact<{
  input: BindEnterpriseInput;
}>;


export type BindEnterpriseMutation = { bindEnterprise: { token: string | null, binding: { id: string, kind: BindingKind, status: BindingStatus, person: string, reason: string | null, version: number, enterprise: { id: string, name: string, creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type EnterpriseBindingsQueryVariables = Exact<{ [key: string]: never; }>;


export type EnterpriseBindingsQuery = { enterpriseBindings: { totalCount: number, nodes: Array<{ id: string, kind: BindingKind, status: BindingStatus, person: string, reason: string | null, version: number, enterprise: { id: string, name: string, creditCode: string } | null }> } };

export type BindingsToConfirmQueryVariables = Exact<{ [key: string]: never; }>;


export type BindingsToConfirmQuery = { enterpriseBindings: { nodes: Array<{ id: string, version: number, authorisationId: string | null }> } };

export type ConfirmBindingMutationVariables = Exact<{
  input: BindingStepInput;
}>;


export type ConfirmBindingMutation = { confirmBinding: { binding: { id: string, kind: BindingKind, status: BindingStatus, person: string, reason: string | null, version: number, enterprise: { id: string, name: string, creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type RejectBindingMutationVariables = Exact<{
  input: BindingReasonInput;
}>;


export type RejectBindingMutation = { rejectBinding: { binding: { id: string, kind: BindingKind, status: BindingStatus, person: string, reason: string | null, version: number, enterprise: { id: string, name: string, creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type RevokeBindingMutationVariables = Exact<{
  input: BindingReasonInput;
}>;


export type RevokeBindingMutation = { revokeBinding: { binding: { id: string, kind: BindingKind, status: BindingStatus, person: string, reason: string | null, version: number, enterprise: { id: string, name: string, creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type AccountFragment = { id: string, holder: string, bankName: string, bankCode: string, maskedNumber: string, isDefault: boolean };

export type BankAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type BankAccountsQuery = { bankAccounts: { totalCount: number, nodes: Array<{ id: string, holder: string, bankName: string, bankCode: string, maskedNumber: string, isDefault: boolean }> } };

export type AddBankAccountMutationVariables = Exact<{
  input: AddBankAccountInput;
}>;


export type AddBankAccountMutation = { addBankAccount: { bankAccount: { id: string, holder: string, bankName: string, bankCode: string, maskedNumber: string, isDefault: boolean } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type MakeBankAccountDefaultMutationVariables = Exact<{
  input: BankAccountInput;
}>;


export type MakeBankAccountDefaultMutation = { makeBankAccountDefault: { bankAccount: { id: string, holder: string, bankName: string, bankCode: string, maskedNumber: string, isDefault: boolean } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type RemoveBankAccountMutationVariables = Exact<{
  input: BankAccountInput;
}>;


export type RemoveBankAccountMutation = { removeBankAccount: { userErrors: Array<{ code: UserErrorCode }> } };

export type RevealBankAccountMutationVariables = Exact<{
  input: BankAccountInput;
}>;


export type RevealBankAccountMutation = { revealBankAccount: { number: string | null, userErrors: Array<{ code: UserErrorCode }> } };

export type RequestChallengeMutationVariables = Exact<{ [key: string]: never; }>;


export type RequestChallengeMutation = { requestChallenge: { challenge: unknown, expiresAt: string | null, userErrors: Array<{ code: UserErrorCode, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type RequestSmsCodeMutationVariables = Exact<{
  input: RequestSmsCodeInput;
}>;


export type RequestSmsCodeMutation = { requestSmsCode: { expiresAt: string | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type SignedInFragment = { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subjectId: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> };

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { register: { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subjectId: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subjectId: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { done: boolean | null } };

export type ChooseRoleMutationVariables = Exact<{
  input: ChooseRoleInput;
}>;


export type ChooseRoleMutation = { chooseRole: { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subjectId: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type VerifyPersonMutationVariables = Exact<{
  input: VerifyPersonInput;
}>;


export type VerifyPersonMutation = { verifyPerson: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type MyselfQueryVariables = Exact<{ [key: string]: never; }>;


export type MyselfQuery = { viewer: { role: Role, scopes: Array<Scope> | null, personVerifiedAt: string | null, subject:
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
     | null, roleGrants: Array<{ id: string, role: Role, subjectId: string | null }> } };

export type SpotCheckFieldsFragment = { id: string, number: number, percent: string, amountBounds: Array<string>, algorithm: string, seed: string, populationDigest: string, populationCount: number, sampleCount: number, openCount: number, failedCount: number, drawnAs: Role, proposal: { revision: number } | null, strata: Array<{ productCode: string, band: number, populationCount: number, sampleCount: number, digest: string, institution: { creditCode: string } | null }> };

export type DrawSpotCheckMutationVariables = Exact<{
  input: DrawSpotCheckInput;
}>;


export type DrawSpotCheckMutation = { drawSpotCheck: { spotCheck: { id: string, number: number, percent: string, amountBounds: Array<string>, algorithm: string, seed: string, populationDigest: string, populationCount: number, sampleCount: number, openCount: number, failedCount: number, drawnAs: Role, proposal: { revision: number } | null, strata: Array<{ productCode: string, band: number, populationCount: number, sampleCount: number, digest: string, institution: { creditCode: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type SpotChecksQueryVariables = Exact<{
  filter?: SpotCheckFilter | null | undefined;
}>;


export type SpotChecksQuery = { spotChecks: { totalCount: number, nodes: Array<{ id: string, number: number, seed: string, populationCount: number, sampleCount: number, openCount: number, failedCount: number, strata: Array<{ productCode: string, band: number, populationCount: number, sampleCount: number, digest: string }> }> } };

export type SpotCheckItemsQueryVariables = Exact<{
  id: string;
  filter?: SpotCheckItemFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type SpotCheckItemsQuery = { node:
    | { items: { totalCount: number, nodes: Array<{ id: string, status: SpotCheckItemStatus, version: number, productCode: string, amount: string, band: number, place: number, policy: { id: string, policyNo: string, enterprise: { creditCode: string } | null } | null, papers: Array<{ kind: DocumentKind, document: { id: string, sha256: string } | null }>, findings: Array<{ verdict: FindingVerdict, faults: Array<FindingFault>, text: string, confirmed: boolean, returnReason: string | null }> }> } }
    | Record<PropertyKey, never>
   | null };

export type SpotCheckConsequencesQueryVariables = Exact<{
  id: string;
}>;


export type SpotCheckConsequencesQuery = { node:
    | { items: { nodes: Array<{ status: SpotCheckItemStatus, consequence: FindingConsequence | null }> } }
    | Record<PropertyKey, never>
   | null };

export type ItemStepFragment = { id: string, status: SpotCheckItemStatus, version: number, consequence: FindingConsequence | null };

export type RecordFindingMutationVariables = Exact<{
  input: RecordFindingInput;
}>;


export type RecordFindingMutation = { recordFinding: { item: { id: string, status: SpotCheckItemStatus, version: number, consequence: FindingConsequence | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ConfirmFindingMutationVariables = Exact<{
  input: ConfirmFindingInput;
}>;


export type ConfirmFindingMutation = { confirmFinding: { item: { id: string, status: SpotCheckItemStatus, version: number, consequence: FindingConsequence | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ReturnFindingMutationVariables = Exact<{
  input: ReturnFindingInput;
}>;


export type ReturnFindingMutation = { returnFinding: { item: { id: string, status: SpotCheckItemStatus, version: number, consequence: FindingConsequence | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type InstitutionSpotChecksQueryVariables = Exact<{
  programme?: string | null | undefined;
}>;


export type InstitutionSpotChecksQuery = { institutions: { nodes: Array<{ creditCode: string, spotCheckResults: { open: number, passed: number, failed: number, failureRate: string | null } }> } };

export type ProposalSpotChecksQueryVariables = Exact<{
  programme: string;
}>;


export type ProposalSpotChecksQuery = { subsidyProposals: { nodes: Array<{ id: string, revision: number, spotChecks: { open: number, passed: number, failed: number, excludedSince: number } }> } };

export type ClaimHoldsQueryVariables = Exact<{
  programme: string;
}>;


export type ClaimHoldsQuery = { claims: { nodes: Array<{ id: string, status: ClaimStatus, version: number, grantedAmount: string, correctionCut: string, enterprise: { creditCode: string } | null, hold: { amountLeft: string | null, excess: string | null } | null, recovery: { amount: string, reason: string, status: RecoveryStatus, repayBy: string } | null }> } };

export type StandingFragment = { id: string, name: string, creditCode: string, status: InstitutionStatus, reason: string | null, version: number, scienceConfirmedAt: string | null, regulatorConfirmedAt: string | null };

export type RegisterInstitutionMutationVariables = Exact<{
  input: RegisterInstitutionInput;
}>;


export type RegisterInstitutionMutation = { registerInstitution: { token: string | null, institution: { id: string, name: string, creditCode: string, status: InstitutionStatus, reason: string | null, version: number, scienceConfirmedAt: string | null, regulatorConfirmedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type ConfirmInstitutionMutationVariables = Exact<{
  input: InstitutionStepInput;
}>;


export type ConfirmInstitutionMutation = { confirmInstitution: { institution: { id: string, name: string, creditCode: string, status: InstitutionStatus, reason: string | null, version: number, scienceConfirmedAt: string | null, regulatorConfirmedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type RejectInstitutionMutationVariables = Exact<{
  input: InstitutionReasonInput;
}>;


export type RejectInstitutionMutation = { rejectInstitution: { institution: { id: string, name: string, creditCode: string, status: InstitutionStatus, reason: string | null, version: number, scienceConfirmedAt: string | null, regulatorConfirmedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type SuspendInstitutionMutationVariables = Exact<{
  input: InstitutionReasonInput;
}>;


export type SuspendInstitutionMutation = { suspendInstitution: { institution: { id: string, name: string, creditCode: string, status: InstitutionStatus, reason: string | null, version: number, scienceConfirmedAt: string | null, regulatorConfirmedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ResumeInstitutionMutationVariables = Exact<{
  input: InstitutionStepInput;
}>;


export type ResumeInstitutionMutation = { resumeInstitution: { institution: { id: string, name: string, creditCode: string, status: InstitutionStatus, reason: string | null, version: number, scienceConfirmedAt: string | null, regulatorConfirmedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type SubmissionStateFragment = { id: string, status: SubmissionStatus, dryRun: boolean, errorPolicy: ErrorPolicy, fileName: string | null, fileFormat: UploadedFormat | null, fileSize: number | null, bytesRead: number, sha256: string | null, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, warningCount: number, subsidyPreview: string | null, submittedAt: string, startedAt: string | null, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode, message: string } | null, rows: { nodes: Array<{ index: number, warnings: Array<{ message: string }> }> } };

export type SubmissionStateQueryVariables = Exact<{
  id: string;
}>;


export type SubmissionStateQuery = { submission: { id: string, status: SubmissionStatus, dryRun: boolean, errorPolicy: ErrorPolicy, fileName: string | null, fileFormat: UploadedFormat | null, fileSize: number | null, bytesRead: number, sha256: string | null, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, warningCount: number, subsidyPreview: string | null, submittedAt: string, startedAt: string | null, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode, message: string } | null, rows: { nodes: Array<{ index: number, warnings: Array<{ message: string }> }> } } | null };

export type LatestSubmissionsQueryVariables = Exact<{
  first: number;
}>;


export type LatestSubmissionsQuery = { submissions: { nodes: Array<{ id: string, status: SubmissionStatus, dryRun: boolean, errorPolicy: ErrorPolicy, fileName: string | null, fileFormat: UploadedFormat | null, fileSize: number | null, bytesRead: number, sha256: string | null, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, warningCount: number, subsidyPreview: string | null, submittedAt: string, startedAt: string | null, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode, message: string } | null, rows: { nodes: Array<{ index: number, warnings: Array<{ message: string }> }> } }> } };

export type SubmissionQueryVariables = Exact<{
  id: string;
  failed?: boolean | null | undefined;
}>;


export type SubmissionQuery = { submission: { id: string, status: SubmissionStatus, source: SubmissionSource, dryRun: boolean, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, subsidyPreview: string | null, fileFormat: UploadedFormat | null, sha256: string | null, fault: { code: UserErrorCode, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null } | null, rows: { nodes: Array<{ index: number, policy: { policyNo: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }>, warnings: Array<{ code: UserErrorCode }> }> } } | null };

export type SubmissionProgressedSubscriptionVariables = Exact<{
  submissionId: string;
}>;


export type SubmissionProgressedSubscription = { submissionProgressed: { share: number, rowsPerSecond: number, submission: { id: string, status: SubmissionStatus, rowCount: number, acceptedCount: number, failedCount: number } } };

export type PolicyHistoryFragment = { id: string, version: number, premium: string, refunded: string, share: string, coinsuranceNo: string | null, flags: Array<{ kind: PolicyFlagKind, otherPolicy: { policyNo: string } | null }> | null, refunds: Array<{ endorsementNo: string, amount: string, refundedOn: string }> | null, corrections: Array<{ version: number, reason: string | null, changes: Array<{ field: string, before: string | null, after: string | null }> }> | null };

export type PolicyByNumberQueryVariables = Exact<{
  policyNo: string;
}>;


export type PolicyByNumberQuery = { policies: { nodes: Array<{ id: string, version: number, premium: string, refunded: string, share: string, coinsuranceNo: string | null, flags: Array<{ kind: PolicyFlagKind, otherPolicy: { policyNo: string } | null }> | null, refunds: Array<{ endorsementNo: string, amount: string, refundedOn: string }> | null, corrections: Array<{ version: number, reason: string | null, changes: Array<{ field: string, before: string | null, after: string | null }> }> | null }> } };

export type RecordRefundMutationVariables = Exact<{
  input: RecordRefundInput;
}>;


export type RecordRefundMutation = { recordRefund: { policy: { id: string, version: number, premium: string, refunded: string, share: string, coinsuranceNo: string | null, flags: Array<{ kind: PolicyFlagKind, otherPolicy: { policyNo: string } | null }> | null, refunds: Array<{ endorsementNo: string, amount: string, refundedOn: string }> | null, corrections: Array<{ version: number, reason: string | null, changes: Array<{ field: string, before: string | null, after: string | null }> }> | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type CorrectPolicyMutationVariables = Exact<{
  input: CorrectPolicyInput;
}>;


export type CorrectPolicyMutation = { correctPolicy: { policy: { id: string, version: number, premium: string, refunded: string, share: string, coinsuranceNo: string | null, flags: Array<{ kind: PolicyFlagKind, otherPolicy: { policyNo: string } | null }> | null, refunds: Array<{ endorsementNo: string, amount: string, refundedOn: string }> | null, corrections: Array<{ version: number, reason: string | null, changes: Array<{ field: string, before: string | null, after: string | null }> }> | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ReconciliationQueryVariables = Exact<{
  programme: string;
  groupBy: ReconciliationGroup;
  submissionId?: string | null | undefined;
}>;


export type ReconciliationQuery = { reconciliation: Array<{ day: string | null, count: number, premium: string, refunded: string, digest: string, submission: { id: string } | null }> };

export type PoliciesMissingQueryVariables = Exact<{
  policyNumbers: Array<string> | string;
}>;


export type PoliciesMissingQuery = { policiesMissing: Array<string> };

export type ListImportPartsFragment = { id: string, kind: ListKind, mode: ListMode, status: ListImportStatus, source: string, listDate: string, fileFormat: UploadedFormat | null, rowCount: number, failedCount: number, addedCount: number, changedCount: number, removedCount: number, unchangedCount: number, olderCount: number, reason: string | null, version: number, fault: { code: UserErrorCode } | null };

export type ListImportQueryVariables = Exact<{
  id: string;
}>;


export type ListImportQuery = { node:
    | { id: string, kind: ListKind, mode: ListMode, status: ListImportStatus, source: string, listDate: string, fileFormat: UploadedFormat | null, rowCount: number, failedCount: number, addedCount: number, changedCount: number, removedCount: number, unchangedCount: number, olderCount: number, reason: string | null, version: number, changes: { totalCount: number, nodes: Array<{ creditCode: string, change: ListChangeKind, rowNumber: number | null, fields: Array<{ field: string, before: string | null, after: string | null }> }> }, failedRows: { totalCount: number, nodes: Array<{ rowNumber: number, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> }> }, fault: { code: UserErrorCode } | null }
    | Record<PropertyKey, never>
   | null };

export type ListImportsQueryVariables = Exact<{
  filter?: ListImportFilter | null | undefined;
}>;


export type ListImportsQuery = { listImports: { totalCount: number, nodes: Array<{ id: string, kind: ListKind, mode: ListMode, status: ListImportStatus, source: string, listDate: string, fileFormat: UploadedFormat | null, rowCount: number, failedCount: number, addedCount: number, changedCount: number, removedCount: number, unchangedCount: number, olderCount: number, reason: string | null, version: number, fault: { code: UserErrorCode } | null }> } };

export type ConfirmListImportMutationVariables = Exact<{
  input: ConfirmListImportInput;
}>;


export type ConfirmListImportMutation = { confirmListImport: { listImport: { id: string, kind: ListKind, mode: ListMode, status: ListImportStatus, source: string, listDate: string, fileFormat: UploadedFormat | null, rowCount: number, failedCount: number, addedCount: number, changedCount: number, removedCount: number, unchangedCount: number, olderCount: number, reason: string | null, version: number, fault: { code: UserErrorCode } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type DiscardListImportMutationVariables = Exact<{
  input: DiscardListImportInput;
}>;


export type DiscardListImportMutation = { discardListImport: { listImport: { id: string, kind: ListKind, mode: ListMode, status: ListImportStatus, source: string, listDate: string, fileFormat: UploadedFormat | null, rowCount: number, failedCount: number, addedCount: number, changedCount: number, removedCount: number, unchangedCount: number, olderCount: number, reason: string | null, version: number, fault: { code: UserErrorCode } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type ImportQualificationsMutationVariables = Exact<{
  input: ImportQualificationsInput;
}>;


export type ImportQualificationsMutation = { importQualifications: { listImport: { id: string, kind: ListKind, mode: ListMode, status: ListImportStatus, source: string, listDate: string, fileFormat: UploadedFormat | null, rowCount: number, failedCount: number, addedCount: number, changedCount: number, removedCount: number, unchangedCount: number, olderCount: number, reason: string | null, version: number, fault: { code: UserErrorCode } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type RequestObjectionCodeMutationVariables = Exact<{
  input: RequestObjectionCodeInput;
}>;


export type RequestObjectionCodeMutation = { requestObjectionCode: { challengeId: string | null, expiresAt: string | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type FileObjectionMutationVariables = Exact<{
  input: FileObjectionInput;
}>;


export type FileObjectionMutation = { fileObjection: { receipt: string | null, objection: { id: string, status: ObjectionStatus, creditCode: string | null, decideBy: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type KeepObjectionAttachmentsMutationVariables = Exact<{
  input: KeepObjectionAttachmentsInput;
}>;


export type KeepObjectionAttachmentsMutation = { keepObjectionAttachments: { attachmentCount: number | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type WithdrawObjectionMutationVariables = Exact<{
  input: WithdrawObjectionInput;
}>;


export type WithdrawObjectionMutation = { withdrawObjection: { objection: { status: ObjectionStatus } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type DecideObjectionMutationVariables = Exact<{
  input: DecideObjectionInput;
}>;


export type DecideObjectionMutation = { decideObjection: { objection: { id: string, status: ObjectionStatus, reason: string | null, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type CorrectNoticeMutationVariables = Exact<{
  input: CorrectNoticeInput;
}>;


export type CorrectNoticeMutation = { correctNotice: { notice: { version: number, releases: Array<{ number: number, reason: string | null, recipientCount: number, totalAmount: string }> } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ObjectionOfReceiptQueryVariables = Exact<{
  receipt: string;
}>;


export type ObjectionOfReceiptQuery = { objectionOfReceipt: { id: string, status: ObjectionStatus, reason: string | null, decideBy: string, creditCode: string | null, endedAt: string | null } | null };

export type ObjectionsQueryVariables = Exact<{
  filter?: ObjectionFilter | null | undefined;
}>;


export type ObjectionsQuery = { objections: { totalCount: number, nodes: Array<{ id: string, status: ObjectionStatus, reason: string | null, creditCode: string | null, version: number }> } };

export type ObjectionFilingsQueryVariables = Exact<{ [key: string]: never; }>;


export type ObjectionFilingsQuery = { objections: { nodes: Array<{ id: string, version: number, status: ObjectionStatus, remindedAt: string | null, filing: { name: string, contact: string, statement: string, attachments: Array<{ id: string, sha256: string, mediaType: string }> } | null }> } };

export type RecipientStatisticsQueryVariables = Exact<{
  noticeId: string;
  groupBy: StatisticsGroup;
}>;


export type RecipientStatisticsQuery = { recipientStatistics: Array<{ key: string, name: string, recipientCount: number, totalAmount: string | null }> | null };

export type NoticePublishedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type NoticePublishedSubscription = { noticePublished: { cursor: string, type: EventType, notice: { id: string, status: NoticeStatus } | null, release: { number: number, recipientCount: number, totalAmount: string, reason: string | null } | null } };

export type ObjectionFiledSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ObjectionFiledSubscription = { objectionFiled: { cursor: string, objection: { id: string, creditCode: string | null, status: ObjectionStatus } | null } };

export type PolicyOutcomesQueryVariables = Exact<{
  filter?: PolicyFilter | null | undefined;
}>;


export type PolicyOutcomesQuery = { policies: { totalCount: number, nodes: Array<{ id: string, policyNo: string, outcome: { status: PolicyOutcomeStatus, since: string, revision: number | null, reasons: Array<LeftOutReason>, missingDocuments: Array<DocumentKind>, leftOut: { reasons: Array<LeftOutReason>, conditions: Array<{ reason: LeftOutReason, remedy: string | null }> } | null, notice: { title: string, status: NoticeStatus } | null } }> } };

export type StatementOfTruthQueryVariables = Exact<{ [key: string]: never; }>;


export type StatementOfTruthQuery = { statementOfTruth: { version: number, text: string } };

export type ClaimStepsQueryVariables = Exact<{
  filter?: ClaimFilter | null | undefined;
}>;


export type ClaimStepsQuery = { claims: { nodes: Array<{ id: string, status: ClaimStatus, version: number, claimBy: string | null, notifiedAt: string | null, notifiedBy: NotifiedBy | null, remindedAt: string | null, grantedAmount: string, correctionCut: string, nextStatuses: Array<ClaimStatus>, enterprise: { creditCode: string } | null, application: { lastFour: string, statementVersion: number, statementText: string } | null, payments: Array<{ reference: string, amount: string, status: PaymentStatus, reason: string | null }>, recovery: { status: RecoveryStatus, amount: string, repaid: string } | null }> } };

export type RequestPaymentInformationMutationVariables = Exact<{
  input: RequestPaymentInformationInput;
}>;


export type RequestPaymentInformationMutation = { requestPaymentInformation: { requestedCount: number | null, messageCount: number | null, claimBy: string | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ConfirmClaimMutationVariables = Exact<{
  input: ConfirmClaimInput;
}>;


export type ConfirmClaimMutation = { confirmClaim: { claim: { id: string, status: ClaimStatus, version: number, application: { holder: string, lastFour: string, statementVersion: number } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ForfeitExpiredClaimsMutationVariables = Exact<{
  input: ForfeitExpiredClaimsInput;
}>;


export type ForfeitExpiredClaimsMutation = { forfeitExpiredClaims: { forfeitedCount: number | null, userErrors: Array<{ code: UserErrorCode }> } };

export type ExtendClaimMutationVariables = Exact<{
  input: ExtendClaimInput;
}>;


export type ExtendClaimMutation = { extendClaim: { claim: { version: number, claimBy: string | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type BatchFieldsFragment = { id: string, number: number, status: PaymentBatchStatus, lineCount: number, openCount: number, paidCount: number, failedCount: number, totalAmount: string, openAmount: string, paidAmount: string, failedAmount: string, version: number };

export type OrderPaymentMutationVariables = Exact<{
  input: OrderPaymentInput;
}>;


export type OrderPaymentMutation = { orderPayment: { batch: { id: string, number: number, status: PaymentBatchStatus, lineCount: number, openCount: number, paidCount: number, failedCount: number, totalAmount: string, openAmount: string, paidAmount: string, failedAmount: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ReleasePaymentMutationVariables = Exact<{
  input: ReleasePaymentInput;
}>;


export type ReleasePaymentMutation = { releasePayment: { batch: { id: string, number: number, status: PaymentBatchStatus, lineCount: number, openCount: number, paidCount: number, failedCount: number, totalAmount: string, openAmount: string, paidAmount: string, failedAmount: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type PaymentBatchesQueryVariables = Exact<{
  programme?: string | null | undefined;
}>;


export type PaymentBatchesQuery = { paymentBatches: { totalCount: number, nodes: Array<{ id: string, number: number, status: PaymentBatchStatus, lineCount: number, openCount: number, paidCount: number, failedCount: number, totalAmount: string, openAmount: string, paidAmount: string, failedAmount: string, version: number, lines: { nodes: Array<{ reference: string, amount: string, status: PaymentStatus, reason: string | null, claim: { id: string } | null, enterprise: { creditCode: string } | null }> } }> } };

export type PaymentFilesQueryVariables = Exact<{ [key: string]: never; }>;


export type PaymentFilesQuery = { paymentBatches: { nodes: Array<{ id: string, files: Array<{ format: string, sha256: string }> | null }> } };

export type RecordPaymentResultsMutationVariables = Exact<{
  input: RecordPaymentResultsInput;
}>;


export type RecordPaymentResultsMutation = { recordPaymentResults: { recordedCount: number | null, repeatedCount: number | null, batch: { id: string, number: number, status: PaymentBatchStatus, lineCount: number, openCount: number, paidCount: number, failedCount: number, totalAmount: string, openAmount: string, paidAmount: string, failedAmount: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type OpenRecoveryMutationVariables = Exact<{
  input: OpenRecoveryInput;
}>;


export type OpenRecoveryMutation = { openRecovery: { recovery: { id: string, status: RecoveryStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type RecordRecoveryMutationVariables = Exact<{
  input: RecordRecoveryInput;
}>;


export type RecordRecoveryMutation = { recordRecovery: { recovery: { id: string, status: RecoveryStatus, repaid: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type RecoveriesQueryVariables = Exact<{
  programme?: string | null | undefined;
}>;


export type RecoveriesQuery = { recoveries: { nodes: Array<{ name: string, creditCode: string, amount: string, repaid: string, status: RecoveryStatus, reason: string }> } };

export type AuditTrailQueryVariables = Exact<{
  subject: string;
}>;


export type AuditTrailQuery = { auditTrail: { nodes: Array<{ cursor: string, type: EventType, actorRole: ActorRole, data: unknown }> } };

export type TextMessagesQueryVariables = Exact<{
  filter?: TextMessageFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type TextMessagesQuery = { textMessages: { totalCount: number, nodes: Array<{ template: TextMessageTemplate, status: TextMessageStatus, attempts: number, lastFour: string, contactSource: ContactSource | null, deliveredAt: string | null, deliveryReport: string | null, providerAnswer: string | null, enterprise: { creditCode: string } | null }> } };

export type PersonChecksQueryVariables = Exact<{
  filter?: PersonCheckFilter | null | undefined;
}>;


export type PersonChecksQuery = { personChecks: { totalCount: number, nodes: Array<{ id: string, person: string, status: PersonCheckStatus, reason: string | null, version: number, name: string | null, identityNumber: string | null, paperIds: Array<string> }> } };

export type RequestPersonCheckMutationVariables = Exact<{
  input: RequestPersonCheckInput;
}>;


export type RequestPersonCheckMutation = { requestPersonCheck: { personCheck: { id: string, person: string, status: PersonCheckStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ConfirmPersonCheckMutationVariables = Exact<{
  input: PersonCheckStepInput;
}>;


export type ConfirmPersonCheckMutation = { confirmPersonCheck: { personCheck: { id: string, status: PersonCheckStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type RejectPersonCheckMutationVariables = Exact<{
  input: RejectPersonCheckInput;
}>;


export type RejectPersonCheckMutation = { rejectPersonCheck: { personCheck: { id: string, status: PersonCheckStatus, reason: string | null, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type PolicyProblemFactsFragment = { id: string, kind: PolicyProblemKind, policyNo: string | null, status: PolicyProblemStatus, answerBy: string, overdue: boolean, version: number, messages: Array<{ author: Role, text: string }>, policy: { policyNo: string } | null, enterprise: { creditCode: string } | null };

export type PolicyProblemsQueryVariables = Exact<{
  filter?: PolicyProblemFilter | null | undefined;
}>;


export type PolicyProblemsQuery = { policyProblems: { totalCount: number, nodes: Array<{ id: string, kind: PolicyProblemKind, policyNo: string | null, status: PolicyProblemStatus, answerBy: string, overdue: boolean, version: number, messages: Array<{ author: Role, text: string }>, policy: { policyNo: string } | null, enterprise: { creditCode: string } | null }> } };

export type ReportPolicyProblemMutationVariables = Exact<{
  input: ReportPolicyProblemInput;
}>;


export type ReportPolicyProblemMutation = { reportPolicyProblem: { problem: { id: string, kind: PolicyProblemKind, policyNo: string | null, status: PolicyProblemStatus, answerBy: string, overdue: boolean, version: number, messages: Array<{ author: Role, text: string }>, policy: { policyNo: string } | null, enterprise: { creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type AnswerPolicyProblemMutationVariables = Exact<{
  input: PolicyProblemMessageInput;
}>;


export type AnswerPolicyProblemMutation = { answerPolicyProblem: { problem: { id: string, kind: PolicyProblemKind, policyNo: string | null, status: PolicyProblemStatus, answerBy: string, overdue: boolean, version: number, messages: Array<{ author: Role, text: string }>, policy: { policyNo: string } | null, enterprise: { creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ReplyToPolicyProblemMutationVariables = Exact<{
  input: PolicyProblemMessageInput;
}>;


export type ReplyToPolicyProblemMutation = { replyToPolicyProblem: { problem: { id: string, kind: PolicyProblemKind, policyNo: string | null, status: PolicyProblemStatus, answerBy: string, overdue: boolean, version: number, messages: Array<{ author: Role, text: string }>, policy: { policyNo: string } | null, enterprise: { creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ClosePolicyProblemMutationVariables = Exact<{
  input: PolicyProblemStepInput;
}>;


export type ClosePolicyProblemMutation = { closePolicyProblem: { problem: { id: string, kind: PolicyProblemKind, policyNo: string | null, status: PolicyProblemStatus, answerBy: string, overdue: boolean, version: number, messages: Array<{ author: Role, text: string }>, policy: { policyNo: string } | null, enterprise: { creditCode: string } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type SubmitPoliciesMutationVariables = Exact<{
  input: SubmitPoliciesInput;
}>;


export type SubmitPoliciesMutation = { submitPolicies: { submission: { id: string, rowCount: number, acceptedCount: number, failedCount: number } | null, rows: Array<{ index: number, rowKey: string | null, subsidyPreview: string | null, policy: { id: string, policyNo: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }>, warnings: Array<{ code: UserErrorCode, path: Array<string> | null }> }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type PoliciesQueryVariables = Exact<{
  filter?: PolicyFilter | null | undefined;
  orderBy?: PolicyOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PoliciesQuery = { policies: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, policyNo: string, premium: string, status: PolicyStatus, version: number, missingDocuments: Array<DocumentKind> | null, product: { code: string, rate: string } | null, enterprise: { creditCode: string, name: string } | null }> } };

export type SubmissionRowsQueryVariables = Exact<{
  id: string;
}>;


export type SubmissionRowsQuery = { submission: { rowCount: number, acceptedCount: number, failedCount: number, rows: { nodes: Array<{ index: number, rowKey: string | null, policy: { policyNo: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> }> } } | null };

export type WithdrawPolicyMutationVariables = Exact<{
  input: WithdrawPolicyInput;
}>;


export type WithdrawPolicyMutation = { withdrawPolicy: { policy: { status: PolicyStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type AttachDocumentMutationVariables = Exact<{
  input: AttachDocumentInput;
}>;


export type AttachDocumentMutation = { attachDocument: { policy: { missingDocuments: Array<DocumentKind> | null, documents: Array<{ kind: DocumentKind, document: { sha256: string, mediaType: string } | null }> | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type BlockPolicyMutationVariables = Exact<{
  input: BlockPolicyInput;
}>;


export type BlockPolicyMutation = { blockPolicy: { policy: { id: string, exclusions: Array<{ version: number, reason: ExclusionReason, explanation: string, source: string, liftedAt: string | null, liftReason: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type UnblockPolicyMutationVariables = Exact<{
  input: UnblockPolicyInput;
}>;


export type UnblockPolicyMutation = { unblockPolicy: { policy: { exclusions: Array<{ version: number, reason: ExclusionReason, liftedAt: string | null, liftReason: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type RecipientProofQueryVariables = Exact<{
  recipientId: string;
}>;


export type RecipientProofQuery = { recipientProof: { entry: string, leafIndex: number, treeSize: number, inclusionProof: Array<string>, checkpoint: string } | null };

export type ProposalStepFragment = { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string };

export type ComputeProposalMutationVariables = Exact<{
  input: ComputeProposalInput;
}>;


export type ComputeProposalMutation = { computeProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, run: { proposalId: string, status: ProposalRunStatus, step: ProposalRunStep, share: number, finishedAt: string | null, fault: { code: UserErrorCode } | null, proposal: { revision: number, status: ProposalStatus } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type SubmitProposalMutationVariables = Exact<{
  input: ProposalStepInput;
}>;


export type SubmitProposalMutation = { submitProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type GiveOpinionMutationVariables = Exact<{
  input: GiveOpinionInput;
}>;


export type GiveOpinionMutation = { giveOpinion: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ApproveProposalMutationVariables = Exact<{
  input: ProposalStepInput;
}>;


export type ApproveProposalMutation = { approveProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type ReturnProposalMutationVariables = Exact<{
  input: ReturnProposalInput;
}>;


export type ReturnProposalMutation = { returnProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type LeftOutQueryVariables = Exact<{
  programme: string;
  first?: number | null | undefined;
}>;


export type LeftOutQuery = { subsidyProposals: { nodes: Array<{ revision: number, leftOut: { totalCount: number, nodes: Array<{ reasons: Array<LeftOutReason>, found: unknown, policy: { policyNo: string } | null }> } }> } };

export type RecordOtherFundingMutationVariables = Exact<{
  input: RecordOtherFundingInput;
}>;


export type RecordOtherFundingMutation = { recordOtherFunding: { policy: { policyNo: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ExcludeEnterpriseMutationVariables = Exact<{
  input: ExcludeEnterpriseInput;
}>;


export type ExcludeEnterpriseMutation = { excludeEnterprise: { enterprise: { creditCode: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type LiftExclusionMutationVariables = Exact<{
  input: LiftExclusionInput;
}>;


export type LiftExclusionMutation = { liftExclusion: { enterprise: { creditCode: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ExplanationsQueryVariables = Exact<{
  programme: string;
}>;


export type ExplanationsQuery = { claims: { nodes: Array<{ grantedAmount: string, calculatedAmount: string, capCut: string, budgetCut: string, enterprise: { creditCode: string } | null, explanation: { documentNumber: string, rulesVersion: number, steps: Array<{ kind: ExplanationStepKind, amount: string, sentence: string, figures: unknown, section: string | null }> } | null, whyNot: Array<{ reasons: Array<LeftOutReason>, conditions: Array<{ reason: LeftOutReason, found: string, needed: string, remedy: string | null, until: string | null }> }> }> } };

export type CompareProposalsQueryVariables = Exact<{
  earlier: string;
  later: string;
}>;


export type CompareProposalsQuery = { compareProposals: { totalCount: number, nodes: Array<{ kind: ChangeKind, before: string | null, after: string | null, reasons: Array<LeftOutReason>, causes: Array<ChangeCause>, enterprise: { creditCode: string } | null, policiesIn: Array<{ policyNo: string }>, policiesOut: Array<{ policyNo: string }> }> } | null };

export type SimulateProposalQueryVariables = Exact<{
  input: SimulateProposalInput;
}>;


export type SimulateProposalQuery = { simulateProposal: { gainerCount: number, loserCount: number, present: { enterprises: number, policies: number, calculated: string, granted: string }, supposed: { enterprises: number, policies: number, calculated: string, granted: string }, byProduct: Array<{ key: string, presentAmount: string, supposedAmount: string }>, byCity: Array<{ key: string, presentEnterprises: number, supposedEnterprises: number }>, bySize: Array<{ key: string, presentEnterprises: number, supposedEnterprises: number }>, losers: Array<{ before: string, after: string, enterprise: { creditCode: string } | null }> } };

export type RunStateFragment = { proposalId: string, status: ProposalRunStatus, step: ProposalRunStep, share: number, finishedAt: string | null, fault: { code: UserErrorCode } | null, proposal: { revision: number, status: ProposalStatus } | null };

export type AdmitPolicyMutationVariables = Exact<{
  input: AdmitPolicyInput;
}>;


export type AdmitPolicyMutation = { admitPolicy: { policy: { policyNo: string, admission: { reason: string, admittedAt: string } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type ProposalRunsQueryVariables = Exact<{
  programme?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type ProposalRunsQuery = { proposalRuns: { totalCount: number, nodes: Array<{ requestedAt: string, proposalId: string, status: ProposalRunStatus, step: ProposalRunStep, share: number, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode } | null, proposal: { revision: number, status: ProposalStatus } | null }> } };

export type CancelProposalComputationMutationVariables = Exact<{
  input: CancelComputationInput;
}>;


export type CancelProposalComputationMutation = { cancelProposalComputation: { run: { proposalId: string, status: ProposalRunStatus, step: ProposalRunStep, share: number, finishedAt: string | null, fault: { code: UserErrorCode } | null, proposal: { revision: number, status: ProposalStatus } | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type ProposalProgressedSubscriptionVariables = Exact<{
  proposalId: string;
}>;


export type ProposalProgressedSubscription = { proposalProgressed: { proposalId: string, status: ProposalRunStatus, step: ProposalRunStep, share: number, finishedAt: string | null, fault: { code: UserErrorCode } | null, proposal: { revision: number, status: ProposalStatus } | null } };

export type ProposalUnderReviewQueryVariables = Exact<{
  programme: string;
}>;


export type ProposalUnderReviewQuery = { subsidyProposals: { nodes: Array<{ id: string, revision: number, status: ProposalStatus, version: number, opinion: string | null, opinionAgrees: boolean | null, opinionAt: string | null, returnReason: string | null, remindedAt: string | null, opinionPapers: Array<{ id: string, sha256: string, mediaType: string, size: number }>, previous: { id: string, revision: number, status: ProposalStatus } | null, changes: { totalCount: number, nodes: Array<{ kind: ChangeKind, before: string | null, after: string | null, causes: Array<ChangeCause>, reasons: Array<LeftOutReason>, enterprise: { creditCode: string } | null }> } | null }> } };

export type CheckEligibilityQueryVariables = Exact<{
  creditCode: string;
  programme: string;
}>;


export type CheckEligibilityQuery = { checkEligibility: { eligible: boolean, conditions: Array<{ condition: EligibilityCondition, verdict: EligibilityVerdict, message: string, remedy: string | null }> } | null };

export type QualificationsQueryVariables = Exact<{
  filter?: QualificationFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type QualificationsQuery = { qualifications: { totalCount: number, nodes: Array<{ validFrom: string, validUntil: string, source: string, kind: { code: string }, enterprise: { creditCode: string } | null }> } };

export type PublishNoticeMutationVariables = Exact<{
  input: PublishNoticeInput;
}>;


export type PublishNoticeMutation = { publishNotice: { notice: { id: string, status: NoticeStatus, closesOn: string, version: number, releases: Array<{ number: number, recipientCount: number, totalAmount: string }> } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type CloseNoticeMutationVariables = Exact<{
  input: CloseNoticeInput;
}>;


export type CloseNoticeMutation = { closeNotice: { notice: { id: string, status: NoticeStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null } | null }> } };

export type PublicityNoticesQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicityNoticesQuery = { publicityNotices: { totalCount: number, nodes: Array<{ id: string, title: string, status: NoticeStatus, version: number, closesOn: string, workingDaysLeft: number, programme: { code: string }, releases: Array<{ number: number, recipientCount: number, totalAmount: string }> }> } };

export type RecipientsQueryVariables = Exact<{
  noticeId: string;
  filter?: RecipientFilter | null | undefined;
  orderBy?: RecipientOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type RecipientsQuery = { recipients: { totalCount: number, boundedCount: { count: number, isExact: boolean }, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, rank: number, name: string, creditCode: string, amount: string, city: { code: string, name: string } | null, qualificationKinds: Array<{ code: string }>, products: Array<{ code: string }> }> } | null };

export type WorkingCalendarQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkingCalendarQuery = { workingCalendar: Array<{ year: number, workingDayCount: number, daysOff: Array<string>, makeUpDays: Array<string> }> };

export type LookUpCompanyMutationVariables = Exact<{
  input: LookUpCompanyInput;
}>;


export type LookUpCompanyMutation = { lookUpCompany: { company: { creditCode: string, name: string, divisionCode: string | null, status: RegistrationStatus, representative: string | null, source: string, asOf: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type RegisteredCompanyQueryVariables = Exact<{
  creditCode: string;
}>;


export type RegisteredCompanyQuery = { registeredCompany: Array<{ name: string, formerNames: Array<string>, divisionCode: string | null, status: RegistrationStatus, validFrom: string, validUntil: string | null }> };

export type ServiceNoticeFactsFragment = { id: string, status: ServiceNoticeStatus, title: string, text: string, lineCount: number, publishedAt: string | null, claimBy: string | null, version: number, lines: { totalCount: number, nodes: Array<{ creditCode: string, name: string }> } };

export type ServiceNoticesQueryVariables = Exact<{
  filter?: ServiceNoticeFilter | null | undefined;
}>;


export type ServiceNoticesQuery = { serviceNotices: { totalCount: number, nodes: Array<{ id: string, status: ServiceNoticeStatus, title: string, text: string, lineCount: number, publishedAt: string | null, claimBy: string | null, version: number, lines: { totalCount: number, nodes: Array<{ creditCode: string, name: string }> } }> } };

export type PrepareServiceNoticeMutationVariables = Exact<{
  input: PrepareServiceNoticeInput;
}>;


export type PrepareServiceNoticeMutation = { prepareServiceNotice: { serviceNotice: { id: string, status: ServiceNoticeStatus, title: string, text: string, lineCount: number, publishedAt: string | null, claimBy: string | null, version: number, lines: { totalCount: number, nodes: Array<{ creditCode: string, name: string }> } } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type PublishServiceNoticeMutationVariables = Exact<{
  input: PublishServiceNoticeInput;
}>;


export type PublishServiceNoticeMutation = { publishServiceNotice: { serviceNotice: { id: string, status: ServiceNoticeStatus, title: string, text: string, lineCount: number, publishedAt: string | null, claimBy: string | null, version: number, lines: { totalCount: number, nodes: Array<{ creditCode: string, name: string }> } } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type CommandChallengeMutationVariables = Exact<{ [key: string]: never; }>;


export type CommandChallengeMutation = { requestChallenge: { challenge: unknown, userErrors: Array<{ message: string }> } };

export type CommandCodeMutationVariables = Exact<{
  input: RequestSmsCodeInput;
}>;


export type CommandCodeMutation = { requestSmsCode: { expiresAt: string | null, userErrors: Array<{ message: string }> } };

export type CommandSignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type CommandSignInMutation = { signIn: { token: string | null, roleGrants: Array<{ id: string, role: Role }> | null, userErrors: Array<{ message: string }> } };

export type CommandRoleMutationVariables = Exact<{
  input: ChooseRoleInput;
}>;


export type CommandRoleMutation = { chooseRole: { token: string | null, userErrors: Array<{ message: string }> } };

export type StaffMembersQueryVariables = Exact<{
  filter?: StaffFilter | null | undefined;
}>;


export type StaffMembersQuery = { staffMembers: { totalCount: number, nodes: Array<{ id: string, person: string, role: Role, manages: boolean, version: number }> } };

export type InvitationsToMeQueryVariables = Exact<{ [key: string]: never; }>;


export type InvitationsToMeQuery = { invitationsToMe: Array<{ id: string, subjectName: string, role: Role, status: StaffInvitationStatus, version: number }> };

export type InviteStaffMutationVariables = Exact<{
  input: InviteStaffInput;
}>;


export type InviteStaffMutation = { inviteStaff: { invitation: { id: string, lastFour: string, status: StaffInvitationStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type WithdrawStaffInvitationMutationVariables = Exact<{
  input: WithdrawStaffInvitationInput;
}>;


export type WithdrawStaffInvitationMutation = { withdrawStaffInvitation: { invitation: { id: string, status: StaffInvitationStatus } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type AcceptStaffInvitationMutationVariables = Exact<{
  input: AcceptStaffInvitationInput;
}>;


export type AcceptStaffInvitationMutation = { acceptStaffInvitation: { done: boolean | null, token: string | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type HandOverManagementMutationVariables = Exact<{
  input: StaffStepInput;
}>;


export type HandOverManagementMutation = { handOverManagement: { member: { id: string, manages: boolean, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type RemoveStaffMutationVariables = Exact<{
  input: RemoveStaffInput;
}>;


export type RemoveStaffMutation = { removeStaff: { userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type FactsFragment = { found: string | null, needed: string | null, field: string | null, what: string | null, allowed: Array<string> | null, known: Array<string> | null, missing: Array<string> | null, limit: number | null, least: number | null, count: number | null, present: number | null, retryAfter: number | null, row: number | null, rows: Array<string> | null, column: string | null, sheet: string | null, encoding: string | null, offset: number | null, key: string | null, creditCode: string | null, policyNo: string | null, contract: string | null, sum: string | null, former: Array<string> | null, reference: string | null, references: Array<string> | null, revision: number | null, months: number | null, today: string | null, opensOn: string | null, until: string | null, closesOn: string | null, claimBy: string | null, latest: string | null, since: string | null, startsOn: string | null, amount: string | null, due: string | null, granted: string | null, left: string | null, ordered: string | null, published: string | null, refunded: string | null, rest: string | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { role: Role, tokenExpiresAt: string | null, subject:
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
     | null } };

export type RecipientFacetsQueryVariables = Exact<{
  noticeId: string;
  filter?: RecipientFilter | null | undefined;
}>;


export type RecipientFacetsQuery = { recipientFacets: { recipientCount: number, totalAmount: string, cities: Array<{ key: string, name: string, recipientCount: number, totalAmount: string | null }>, products: Array<{ key: string, recipientCount: number, totalAmount: string | null }>, qualifications: Array<{ key: string, recipientCount: number }>, amounts: Array<{ lowest: string, highest: string | null, recipientCount: number, totalAmount: string }> } | null };

export type RecipientHistoryQueryVariables = Exact<{
  id: string;
}>;


export type RecipientHistoryQuery = { node:
    | { name: string, notice: { id: string } | null, history: Array<{ kind: string, release: number, reason: string | null, amount: string | null }> }
    | Record<PropertyKey, never>
   | null };

export type RegisterWebhookMutationVariables = Exact<{
  input: RegisterWebhookInput;
}>;


export type RegisterWebhookMutation = { registerWebhook: { secret: string | null, webhook: { id: string, url: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type RemoveWebhookMutationVariables = Exact<{
  input: RemoveWebhookInput;
}>;


export type RemoveWebhookMutation = { removeWebhook: { webhook: { removedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type ReplayWebhookDeliveryMutationVariables = Exact<{
  input: ReplayDeliveryInput;
}>;


export type ReplayWebhookDeliveryMutation = { replayWebhookDelivery: { delivery: { status: DeliveryStatus } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type ReplayWebhookMutationVariables = Exact<{
  input: ReplayWebhookInput;
}>;


export type ReplayWebhookMutation = { replayWebhook: { webhook: { id: string } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type SendTestDeliveryMutationVariables = Exact<{
  input: SendTestDeliveryInput;
}>;


export type SendTestDeliveryMutation = { sendTestDelivery: { delivery: { id: string, status: DeliveryStatus, body: string } | null, userErrors: Array<{ code: UserErrorCode }> } };

export type WebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhooksQuery = { webhooks: { nodes: Array<{ id: string, url: string, role: Role, restsOn: GrantKind, deliveries: { nodes: Array<{ id: string, status: DeliveryStatus, attemptCount: number, body: string, attempts: Array<{ httpStatus: number | null, failure: string | null }> }> } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const DraftPartsFragmentDoc = new TypedDocumentString(`
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
    `, {"fragmentName":"DraftParts"}) as unknown as TypedDocumentString<DraftPartsFragment, unknown>;
export const FactsFragmentDoc = new TypedDocumentString(`
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}
    `, {"fragmentName":"Facts"}) as unknown as TypedDocumentString<FactsFragment, unknown>;
export const DraftRefusalFragmentDoc = new TypedDocumentString(`
    fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`, {"fragmentName":"DraftRefusal"}) as unknown as TypedDocumentString<DraftRefusalFragment, unknown>;
export const BindingFragmentDoc = new TypedDocumentString(`
    fragment Binding on EnterpriseBinding {
  id
  kind
  status
  person
  reason
  version
  enterprise {
    id
    name
    creditCode
  }
}
    `, {"fragmentName":"Binding"}) as unknown as TypedDocumentString<BindingFragment, unknown>;
export const AccountFragmentDoc = new TypedDocumentString(`
    fragment Account on BankAccount {
  id
  holder
  bankName
  bankCode
  maskedNumber
  isDefault
}
    `, {"fragmentName":"Account"}) as unknown as TypedDocumentString<AccountFragment, unknown>;
export const SignedInFragmentDoc = new TypedDocumentString(`
    fragment SignedIn on SignInPayload {
  token
  tokenExpiresAt
  roleGrants {
    id
    role
    subjectId
  }
  userErrors {
    code
    path
    message
    details {
      ...Facts
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`, {"fragmentName":"SignedIn"}) as unknown as TypedDocumentString<SignedInFragment, unknown>;
export const SpotCheckFieldsFragmentDoc = new TypedDocumentString(`
    fragment SpotCheckFields on SpotCheck {
  id
  number
  percent
  amountBounds
  algorithm
  seed
  populationDigest
  populationCount
  sampleCount
  openCount
  failedCount
  drawnAs
  proposal {
    revision
  }
  strata {
    productCode
    band
    populationCount
    sampleCount
    digest
    institution {
      creditCode
    }
  }
}
    `, {"fragmentName":"SpotCheckFields"}) as unknown as TypedDocumentString<SpotCheckFieldsFragment, unknown>;
export const ItemStepFragmentDoc = new TypedDocumentString(`
    fragment ItemStep on SpotCheckItem {
  id
  status
  version
  consequence
}
    `, {"fragmentName":"ItemStep"}) as unknown as TypedDocumentString<ItemStepFragment, unknown>;
export const StandingFragmentDoc = new TypedDocumentString(`
    fragment Standing on Institution {
  id
  name
  creditCode
  status
  reason
  version
  scienceConfirmedAt
  regulatorConfirmedAt
}
    `, {"fragmentName":"Standing"}) as unknown as TypedDocumentString<StandingFragment, unknown>;
export const SubmissionStateFragmentDoc = new TypedDocumentString(`
    fragment SubmissionState on Submission {
  id
  status
  dryRun
  errorPolicy
  programme {
    code
  }
  fileName
  fileFormat
  fileSize
  bytesRead
  sha256
  rowCount
  acceptedCount
  failedCount
  correctedCount
  flaggedCount
  warningCount
  subsidyPreview
  submittedAt
  startedAt
  finishedAt
  fault {
    code
    message
  }
  rows(filter: {warned: true}, first: 10) {
    nodes {
      index
      warnings {
        message
      }
    }
  }
}
    `, {"fragmentName":"SubmissionState"}) as unknown as TypedDocumentString<SubmissionStateFragment, unknown>;
export const PolicyHistoryFragmentDoc = new TypedDocumentString(`
    fragment PolicyHistory on Policy {
  id
  version
  premium
  refunded
  share
  coinsuranceNo
  flags {
    kind
    otherPolicy {
      policyNo
    }
  }
  refunds {
    endorsementNo
    amount
    refundedOn
  }
  corrections {
    version
    reason
    changes {
      field
      before
      after
    }
  }
}
    `, {"fragmentName":"PolicyHistory"}) as unknown as TypedDocumentString<PolicyHistoryFragment, unknown>;
export const ListImportPartsFragmentDoc = new TypedDocumentString(`
    fragment ListImportParts on ListImport {
  id
  kind
  mode
  status
  source
  listDate
  fileFormat
  rowCount
  failedCount
  addedCount
  changedCount
  removedCount
  unchangedCount
  olderCount
  reason
  version
  fault {
    code
  }
}
    `, {"fragmentName":"ListImportParts"}) as unknown as TypedDocumentString<ListImportPartsFragment, unknown>;
export const BatchFieldsFragmentDoc = new TypedDocumentString(`
    fragment BatchFields on PaymentBatch {
  id
  number
  status
  lineCount
  openCount
  paidCount
  failedCount
  totalAmount
  openAmount
  paidAmount
  failedAmount
  version
}
    `, {"fragmentName":"BatchFields"}) as unknown as TypedDocumentString<BatchFieldsFragment, unknown>;
export const PolicyProblemFactsFragmentDoc = new TypedDocumentString(`
    fragment PolicyProblemFacts on PolicyProblem {
  id
  kind
  policyNo
  status
  answerBy
  overdue
  version
  messages {
    author
    text
  }
  policy {
    policyNo
  }
  enterprise {
    creditCode
  }
}
    `, {"fragmentName":"PolicyProblemFacts"}) as unknown as TypedDocumentString<PolicyProblemFactsFragment, unknown>;
export const ProposalStepFragmentDoc = new TypedDocumentString(`
    fragment ProposalStep on SubsidyProposal {
  id
  revision
  status
  version
  enterpriseCount
  policyCount
  leftOutCount
  calculatedTotal
  grantedTotal
  inputDigest
}
    `, {"fragmentName":"ProposalStep"}) as unknown as TypedDocumentString<ProposalStepFragment, unknown>;
export const RunStateFragmentDoc = new TypedDocumentString(`
    fragment RunState on ProposalRun {
  proposalId
  status
  step
  share
  finishedAt
  fault {
    code
  }
  proposal {
    revision
    status
  }
}
    `, {"fragmentName":"RunState"}) as unknown as TypedDocumentString<RunStateFragment, unknown>;
export const ServiceNoticeFactsFragmentDoc = new TypedDocumentString(`
    fragment ServiceNoticeFacts on ServiceNotice {
  id
  status
  title
  text
  lineCount
  publishedAt
  claimBy
  version
  lines(first: 20) {
    totalCount
    nodes {
      creditCode
      name
    }
  }
}
    `, {"fragmentName":"ServiceNoticeFacts"}) as unknown as TypedDocumentString<ServiceNoticeFactsFragment, unknown>;
export const CityCompaniesDocument = new TypedDocumentString(`
    query CityCompanies($programme: String!, $filter: CityCompanyFilter, $first: Int, $after: String) {
  cityCompanies(
    programme: $programme
    filter: $filter
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      creditCode
      name
      policyCount
      incompletePolicyCount
      registered
      hasBankAccount
      lacks
      region {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CityCompaniesQuery, CityCompaniesQueryVariables>;
export const CityProgressDocument = new TypedDocumentString(`
    query CityProgress($programme: String!) {
  cityProgress(programme: $programme) {
    region {
      code
      name
    }
    eligibleCount
    companyCount
    registeredCount
    withBankAccountCount
    withPapersCount
    policyCount
    completePolicyCount
    publicisedCount
    claimedCount
    paidCount
    forfeitedCount
    publicisedAmount
    paidAmount
  }
}
    `) as unknown as TypedDocumentString<CityProgressQuery, CityProgressQueryVariables>;
export const ClaimsDocument = new TypedDocumentString(`
    query Claims($filter: ClaimFilter, $first: Int, $after: String) {
  claims(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      status
      calculatedAmount
      capCut
      budgetCut
      correctionCut
      grantedAmount
      enterprise {
        creditCode
      }
      lines {
        base
        rate
        subsidy
        section
        product {
          code
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimsQuery, ClaimsQueryVariables>;
export const ClaimStatusChangedDocument = new TypedDocumentString(`
    subscription ClaimStatusChanged($filter: ClaimStatusFilter, $after: String) {
  claimStatusChanged(filter: $filter, after: $after) {
    cursor
    fromStatus
    toStatus
    reason
    claim {
      id
      grantedAmount
      enterprise {
        name
        creditCode
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimStatusChangedSubscription, ClaimStatusChangedSubscriptionVariables>;
export const EventsDocument = new TypedDocumentString(`
    query Events($filter: EventFilter, $first: Int, $after: String) {
  events(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      cursor
      type
      subjectId
      data: dataJson
    }
  }
}
    `) as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
export const IssueMachineCredentialDocument = new TypedDocumentString(`
    mutation IssueMachineCredential($input: IssueMachineCredentialInput!) {
  issueMachineCredential(input: $input) {
    credential {
      id
      clientId
      scopes
      expiresAt
    }
    secret
    userErrors {
      code
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<IssueMachineCredentialMutation, IssueMachineCredentialMutationVariables>;
export const RevokeMachineCredentialDocument = new TypedDocumentString(`
    mutation RevokeMachineCredential($input: RevokeMachineCredentialInput!) {
  revokeMachineCredential(input: $input) {
    credential {
      id
      revokedAt
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeMachineCredentialMutation, RevokeMachineCredentialMutationVariables>;
export const MachineCredentialsDocument = new TypedDocumentString(`
    query MachineCredentials {
  machineCredentials {
    totalCount
    nodes {
      id
      clientId
      name
      method
      jwks
      scopes
      issuedAt
      expiresAt
      lastUsedAt
      revokedAt
    }
  }
}
    `) as unknown as TypedDocumentString<MachineCredentialsQuery, MachineCredentialsQueryVariables>;
export const RegisterFrontEndDocument = new TypedDocumentString(`
    mutation RegisterFrontEnd($input: RegisterFrontEndInput!) {
  registerFrontEnd(input: $input) {
    frontEnd {
      id
      clientId
    }
    userErrors {
      code
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterFrontEndMutation, RegisterFrontEndMutationVariables>;
export const RevokeFrontEndDocument = new TypedDocumentString(`
    mutation RevokeFrontEnd($input: RevokeFrontEndInput!) {
  revokeFrontEnd(input: $input) {
    frontEnd {
      id
      revokedAt
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeFrontEndMutation, RevokeFrontEndMutationVariables>;
export const GiveEnterpriseContactsDocument = new TypedDocumentString(`
    mutation GiveEnterpriseContacts($input: GiveEnterpriseContactsInput!) {
  giveEnterpriseContacts(input: $input) {
    notedCount
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<GiveEnterpriseContactsMutation, GiveEnterpriseContactsMutationVariables>;
export const ReachableAtDocument = new TypedDocumentString(`
    query ReachableAt($creditCode: String!) {
  enterprises(filter: {creditCode: $creditCode}) {
    nodes {
      reachableAt {
        source
        lastFour
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReachableAtQuery, ReachableAtQueryVariables>;
export const RemoveDocumentDocument = new TypedDocumentString(`
    mutation RemoveDocument($input: RemoveDocumentInput!) {
  removeDocument(input: $input) {
    policy {
      missingDocuments
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveDocumentMutation, RemoveDocumentMutationVariables>;
export const MissingPapersDocument = new TypedDocumentString(`
    query MissingPapers($policyNo: String!) {
  policies(filter: {policyNo: $policyNo}) {
    nodes {
      id
      version
      missingDocuments
      documents {
        kind
        document {
          id
          sha256
          mediaType
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MissingPapersQuery, MissingPapersQueryVariables>;
export const DraftsDocument = new TypedDocumentString(`
    query Drafts($filter: DraftFilter) {
  drafts(filter: $filter, first: 50) {
    nodes {
      ...DraftParts
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}`) as unknown as TypedDocumentString<DraftsQuery, DraftsQueryVariables>;
export const DraftsInForceDocument = new TypedDocumentString(`
    query DraftsInForce($filter: DraftFilter) {
  drafts(filter: $filter) {
    nodes {
      status
      content
      previous
      inForceAt
      differences {
        field
        before
        after
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DraftsInForceQuery, DraftsInForceQueryVariables>;
export const DraftProgrammeDocument = new TypedDocumentString(`
    mutation DraftProgramme($input: DraftProgrammeInput!) {
  draftProgramme(input: $input) {
    draft {
      ...DraftParts
    }
    userErrors {
      ...DraftRefusal
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<DraftProgrammeMutation, DraftProgrammeMutationVariables>;
export const ReviseProgrammeDocument = new TypedDocumentString(`
    mutation ReviseProgramme($input: ReviseProgrammeInput!) {
  reviseProgramme(input: $input) {
    draft {
      ...DraftParts
    }
    userErrors {
      ...DraftRefusal
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ReviseProgrammeMutation, ReviseProgrammeMutationVariables>;
export const DraftCalendarDocument = new TypedDocumentString(`
    mutation DraftCalendar($input: DraftCalendarInput!) {
  draftCalendar(input: $input) {
    draft {
      ...DraftParts
    }
    userErrors {
      ...DraftRefusal
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<DraftCalendarMutation, DraftCalendarMutationVariables>;
export const CheckDraftDocument = new TypedDocumentString(`
    mutation CheckDraft($input: CheckDraftInput!) {
  checkDraft(input: $input) {
    draft {
      ...DraftParts
    }
    userErrors {
      ...DraftRefusal
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<CheckDraftMutation, CheckDraftMutationVariables>;
export const ApproveDraftDocument = new TypedDocumentString(`
    mutation ApproveDraft($input: ApproveDraftInput!) {
  approveDraft(input: $input) {
    draft {
      ...DraftParts
    }
    userErrors {
      ...DraftRefusal
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ApproveDraftMutation, ApproveDraftMutationVariables>;
export const ReturnDraftDocument = new TypedDocumentString(`
    mutation ReturnDraft($input: ReturnDraftInput!) {
  returnDraft(input: $input) {
    draft {
      ...DraftParts
    }
    userErrors {
      ...DraftRefusal
    }
  }
}
    fragment DraftParts on Draft {
  id
  kind
  status
  version
  programmeCode
  calendarYear
  content
  previous
  inForceFrom
  inForceAt
  differences {
    field
    name
    before
    after
  }
  contradictions {
    code
    path
    message
  }
  programme {
    code
    version
    rules {
      version
    }
  }
}
fragment DraftRefusal on UserError {
  code
  path
  message
  details {
    ...Facts
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ReturnDraftMutation, ReturnDraftMutationVariables>;
export const ProgrammeInForceDocument = new TypedDocumentString(`
    query ProgrammeInForce($code: String!) {
  programme(code: $code) {
    id
    code
    title
    version
    documentNumber
    policyPushUntil
    frozen
    notice {
      text
      documentNumber
      issuedOn
      issuingBodies
      contacts {
        office
        phone
      }
      attachments {
        title
        path
        file {
          fileName
          mediaType
          size
          sha256
        }
      }
    }
    rules {
      version
      documentNumber
      inForceAt
      enterpriseCap
      requiredDocuments
      products {
        code
        rate
        laterRates
        enterpriseCap
        firstTimeOnly
      }
    }
    rulesVersions {
      version
      enterpriseCap
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammeInForceQuery, ProgrammeInForceQueryVariables>;
export const BindEnterpriseDocument = new TypedDocumentString(`
    mutation BindEnterprise($input: BindEnterpriseInput!) {
  bindEnterprise(input: $input) {
    binding {
      ...Binding
    }
    token
    userErrors {
      code
      path
      message
    }
  }
}
    fragment Binding on EnterpriseBinding {
  id
  kind
  status
  person
  reason
  version
  enterprise {
    id
    name
    creditCode
  }
}`) as unknown as TypedDocumentString<BindEnterpriseMutation, BindEnterpriseMutationVariables>;
export const EnterpriseBindingsDocument = new TypedDocumentString(`
    query EnterpriseBindings {
  enterpriseBindings {
    totalCount
    nodes {
      ...Binding
    }
  }
}
    fragment Binding on EnterpriseBinding {
  id
  kind
  status
  person
  reason
  version
  enterprise {
    id
    name
    creditCode
  }
}`) as unknown as TypedDocumentString<EnterpriseBindingsQuery, EnterpriseBindingsQueryVariables>;
export const BindingsToConfirmDocument = new TypedDocumentString(`
    query BindingsToConfirm {
  enterpriseBindings {
    nodes {
      id
      version
      authorisationId
    }
  }
}
    `) as unknown as TypedDocumentString<BindingsToConfirmQuery, BindingsToConfirmQueryVariables>;
export const ConfirmBindingDocument = new TypedDocumentString(`
    mutation ConfirmBinding($input: BindingStepInput!) {
  confirmBinding(input: $input) {
    binding {
      ...Binding
    }
    userErrors {
      code
    }
  }
}
    fragment Binding on EnterpriseBinding {
  id
  kind
  status
  person
  reason
  version
  enterprise {
    id
    name
    creditCode
  }
}`) as unknown as TypedDocumentString<ConfirmBindingMutation, ConfirmBindingMutationVariables>;
export const RejectBindingDocument = new TypedDocumentString(`
    mutation RejectBinding($input: BindingReasonInput!) {
  rejectBinding(input: $input) {
    binding {
      ...Binding
    }
    userErrors {
      code
    }
  }
}
    fragment Binding on EnterpriseBinding {
  id
  kind
  status
  person
  reason
  version
  enterprise {
    id
    name
    creditCode
  }
}`) as unknown as TypedDocumentString<RejectBindingMutation, RejectBindingMutationVariables>;
export const RevokeBindingDocument = new TypedDocumentString(`
    mutation RevokeBinding($input: BindingReasonInput!) {
  revokeBinding(input: $input) {
    binding {
      ...Binding
    }
    userErrors {
      code
    }
  }
}
    fragment Binding on EnterpriseBinding {
  id
  kind
  status
  person
  reason
  version
  enterprise {
    id
    name
    creditCode
  }
}`) as unknown as TypedDocumentString<RevokeBindingMutation, RevokeBindingMutationVariables>;
export const BankAccountsDocument = new TypedDocumentString(`
    query BankAccounts {
  bankAccounts(orderBy: ADDED_AT) {
    totalCount
    nodes {
      ...Account
    }
  }
}
    fragment Account on BankAccount {
  id
  holder
  bankName
  bankCode
  maskedNumber
  isDefault
}`) as unknown as TypedDocumentString<BankAccountsQuery, BankAccountsQueryVariables>;
export const AddBankAccountDocument = new TypedDocumentString(`
    mutation AddBankAccount($input: AddBankAccountInput!) {
  addBankAccount(input: $input) {
    bankAccount {
      ...Account
    }
    userErrors {
      code
      path
    }
  }
}
    fragment Account on BankAccount {
  id
  holder
  bankName
  bankCode
  maskedNumber
  isDefault
}`) as unknown as TypedDocumentString<AddBankAccountMutation, AddBankAccountMutationVariables>;
export const MakeBankAccountDefaultDocument = new TypedDocumentString(`
    mutation MakeBankAccountDefault($input: BankAccountInput!) {
  makeBankAccountDefault(input: $input) {
    bankAccount {
      ...Account
    }
    userErrors {
      code
    }
  }
}
    fragment Account on BankAccount {
  id
  holder
  bankName
  bankCode
  maskedNumber
  isDefault
}`) as unknown as TypedDocumentString<MakeBankAccountDefaultMutation, MakeBankAccountDefaultMutationVariables>;
export const RemoveBankAccountDocument = new TypedDocumentString(`
    mutation RemoveBankAccount($input: BankAccountInput!) {
  removeBankAccount(input: $input) {
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveBankAccountMutation, RemoveBankAccountMutationVariables>;
export const RevealBankAccountDocument = new TypedDocumentString(`
    mutation RevealBankAccount($input: BankAccountInput!) {
  revealBankAccount(input: $input) {
    number
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevealBankAccountMutation, RevealBankAccountMutationVariables>;
export const RequestChallengeDocument = new TypedDocumentString(`
    mutation RequestChallenge {
  requestChallenge {
    challenge
    expiresAt
    userErrors {
      code
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RequestChallengeMutation, RequestChallengeMutationVariables>;
export const RequestSmsCodeDocument = new TypedDocumentString(`
    mutation RequestSmsCode($input: RequestSmsCodeInput!) {
  requestSmsCode(input: $input) {
    expiresAt
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RequestSmsCodeMutation, RequestSmsCodeMutationVariables>;
export const RegisterDocument = new TypedDocumentString(`
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignInPayload {
  token
  tokenExpiresAt
  roleGrants {
    id
    role
    subjectId
  }
  userErrors {
    code
    path
    message
    details {
      ...Facts
    }
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignInPayload {
  token
  tokenExpiresAt
  roleGrants {
    id
    role
    subjectId
  }
  userErrors {
    code
    path
    message
    details {
      ...Facts
    }
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    done
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ChooseRoleDocument = new TypedDocumentString(`
    mutation ChooseRole($input: ChooseRoleInput!) {
  chooseRole(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignInPayload {
  token
  tokenExpiresAt
  roleGrants {
    id
    role
    subjectId
  }
  userErrors {
    code
    path
    message
    details {
      ...Facts
    }
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ChooseRoleMutation, ChooseRoleMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    done
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const VerifyPersonDocument = new TypedDocumentString(`
    mutation VerifyPerson($input: VerifyPersonInput!) {
  verifyPerson(input: $input) {
    done
    userErrors {
      code
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyPersonMutation, VerifyPersonMutationVariables>;
export const MyselfDocument = new TypedDocumentString(`
    query Myself {
  viewer {
    role
    subject {
      id
    }
    scopes
    personVerifiedAt
    roleGrants {
      id
      role
      subjectId
    }
  }
}
    `) as unknown as TypedDocumentString<MyselfQuery, MyselfQueryVariables>;
export const DrawSpotCheckDocument = new TypedDocumentString(`
    mutation DrawSpotCheck($input: DrawSpotCheckInput!) {
  drawSpotCheck(input: $input) {
    spotCheck {
      ...SpotCheckFields
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment SpotCheckFields on SpotCheck {
  id
  number
  percent
  amountBounds
  algorithm
  seed
  populationDigest
  populationCount
  sampleCount
  openCount
  failedCount
  drawnAs
  proposal {
    revision
  }
  strata {
    productCode
    band
    populationCount
    sampleCount
    digest
    institution {
      creditCode
    }
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<DrawSpotCheckMutation, DrawSpotCheckMutationVariables>;
export const SpotChecksDocument = new TypedDocumentString(`
    query SpotChecks($filter: SpotCheckFilter) {
  spotChecks(filter: $filter) {
    totalCount
    nodes {
      id
      number
      seed
      populationCount
      sampleCount
      openCount
      failedCount
      strata {
        productCode
        band
        populationCount
        sampleCount
        digest
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SpotChecksQuery, SpotChecksQueryVariables>;
export const SpotCheckItemsDocument = new TypedDocumentString(`
    query SpotCheckItems($id: ID!, $filter: SpotCheckItemFilter, $first: Int) {
  node(id: $id) {
    ... on SpotCheck {
      items(filter: $filter, first: $first) {
        totalCount
        nodes {
          id
          status
          version
          productCode
          amount
          band
          place
          policy {
            id
            policyNo
            enterprise {
              creditCode
            }
          }
          papers {
            kind
            document {
              id
              sha256
            }
          }
          findings {
            verdict
            faults
            text
            confirmed
            returnReason
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SpotCheckItemsQuery, SpotCheckItemsQueryVariables>;
export const SpotCheckConsequencesDocument = new TypedDocumentString(`
    query SpotCheckConsequences($id: ID!) {
  node(id: $id) {
    ... on SpotCheck {
      items {
        nodes {
          status
          consequence
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SpotCheckConsequencesQuery, SpotCheckConsequencesQueryVariables>;
export const RecordFindingDocument = new TypedDocumentString(`
    mutation RecordFinding($input: RecordFindingInput!) {
  recordFinding(input: $input) {
    item {
      ...ItemStep
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment ItemStep on SpotCheckItem {
  id
  status
  version
  consequence
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RecordFindingMutation, RecordFindingMutationVariables>;
export const ConfirmFindingDocument = new TypedDocumentString(`
    mutation ConfirmFinding($input: ConfirmFindingInput!) {
  confirmFinding(input: $input) {
    item {
      ...ItemStep
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment ItemStep on SpotCheckItem {
  id
  status
  version
  consequence
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ConfirmFindingMutation, ConfirmFindingMutationVariables>;
export const ReturnFindingDocument = new TypedDocumentString(`
    mutation ReturnFinding($input: ReturnFindingInput!) {
  returnFinding(input: $input) {
    item {
      ...ItemStep
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment ItemStep on SpotCheckItem {
  id
  status
  version
  consequence
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ReturnFindingMutation, ReturnFindingMutationVariables>;
export const InstitutionSpotChecksDocument = new TypedDocumentString(`
    query InstitutionSpotChecks($programme: String) {
  institutions {
    nodes {
      creditCode
      spotCheckResults(programme: $programme) {
        open
        passed
        failed
        failureRate
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InstitutionSpotChecksQuery, InstitutionSpotChecksQueryVariables>;
export const ProposalSpotChecksDocument = new TypedDocumentString(`
    query ProposalSpotChecks($programme: String!) {
  subsidyProposals(filter: {programme: $programme}, first: 1) {
    nodes {
      id
      revision
      spotChecks {
        open
        passed
        failed
        excludedSince
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProposalSpotChecksQuery, ProposalSpotChecksQueryVariables>;
export const ClaimHoldsDocument = new TypedDocumentString(`
    query ClaimHolds($programme: String!) {
  claims(filter: {programme: $programme}) {
    nodes {
      id
      status
      version
      grantedAmount
      correctionCut
      enterprise {
        creditCode
      }
      hold {
        amountLeft
        excess
      }
      recovery {
        amount
        reason
        status
        repayBy
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimHoldsQuery, ClaimHoldsQueryVariables>;
export const RegisterInstitutionDocument = new TypedDocumentString(`
    mutation RegisterInstitution($input: RegisterInstitutionInput!) {
  registerInstitution(input: $input) {
    institution {
      ...Standing
    }
    token
    userErrors {
      code
      path
      message
    }
  }
}
    fragment Standing on Institution {
  id
  name
  creditCode
  status
  reason
  version
  scienceConfirmedAt
  regulatorConfirmedAt
}`) as unknown as TypedDocumentString<RegisterInstitutionMutation, RegisterInstitutionMutationVariables>;
export const ConfirmInstitutionDocument = new TypedDocumentString(`
    mutation ConfirmInstitution($input: InstitutionStepInput!) {
  confirmInstitution(input: $input) {
    institution {
      ...Standing
    }
    userErrors {
      code
      path
    }
  }
}
    fragment Standing on Institution {
  id
  name
  creditCode
  status
  reason
  version
  scienceConfirmedAt
  regulatorConfirmedAt
}`) as unknown as TypedDocumentString<ConfirmInstitutionMutation, ConfirmInstitutionMutationVariables>;
export const RejectInstitutionDocument = new TypedDocumentString(`
    mutation RejectInstitution($input: InstitutionReasonInput!) {
  rejectInstitution(input: $input) {
    institution {
      ...Standing
    }
    userErrors {
      code
      path
    }
  }
}
    fragment Standing on Institution {
  id
  name
  creditCode
  status
  reason
  version
  scienceConfirmedAt
  regulatorConfirmedAt
}`) as unknown as TypedDocumentString<RejectInstitutionMutation, RejectInstitutionMutationVariables>;
export const SuspendInstitutionDocument = new TypedDocumentString(`
    mutation SuspendInstitution($input: InstitutionReasonInput!) {
  suspendInstitution(input: $input) {
    institution {
      ...Standing
    }
    userErrors {
      code
      path
    }
  }
}
    fragment Standing on Institution {
  id
  name
  creditCode
  status
  reason
  version
  scienceConfirmedAt
  regulatorConfirmedAt
}`) as unknown as TypedDocumentString<SuspendInstitutionMutation, SuspendInstitutionMutationVariables>;
export const ResumeInstitutionDocument = new TypedDocumentString(`
    mutation ResumeInstitution($input: InstitutionStepInput!) {
  resumeInstitution(input: $input) {
    institution {
      ...Standing
    }
    userErrors {
      code
      path
    }
  }
}
    fragment Standing on Institution {
  id
  name
  creditCode
  status
  reason
  version
  scienceConfirmedAt
  regulatorConfirmedAt
}`) as unknown as TypedDocumentString<ResumeInstitutionMutation, ResumeInstitutionMutationVariables>;
export const SubmissionStateDocument = new TypedDocumentString(`
    query SubmissionState($id: ID!) {
  submission(id: $id) {
    ...SubmissionState
  }
}
    fragment SubmissionState on Submission {
  id
  status
  dryRun
  errorPolicy
  programme {
    code
  }
  fileName
  fileFormat
  fileSize
  bytesRead
  sha256
  rowCount
  acceptedCount
  failedCount
  correctedCount
  flaggedCount
  warningCount
  subsidyPreview
  submittedAt
  startedAt
  finishedAt
  fault {
    code
    message
  }
  rows(filter: {warned: true}, first: 10) {
    nodes {
      index
      warnings {
        message
      }
    }
  }
}`) as unknown as TypedDocumentString<SubmissionStateQuery, SubmissionStateQueryVariables>;
export const LatestSubmissionsDocument = new TypedDocumentString(`
    query LatestSubmissions($first: Int!) {
  submissions(first: $first) {
    nodes {
      ...SubmissionState
    }
  }
}
    fragment SubmissionState on Submission {
  id
  status
  dryRun
  errorPolicy
  programme {
    code
  }
  fileName
  fileFormat
  fileSize
  bytesRead
  sha256
  rowCount
  acceptedCount
  failedCount
  correctedCount
  flaggedCount
  warningCount
  subsidyPreview
  submittedAt
  startedAt
  finishedAt
  fault {
    code
    message
  }
  rows(filter: {warned: true}, first: 10) {
    nodes {
      index
      warnings {
        message
      }
    }
  }
}`) as unknown as TypedDocumentString<LatestSubmissionsQuery, LatestSubmissionsQueryVariables>;
export const SubmissionDocument = new TypedDocumentString(`
    query Submission($id: ID!, $failed: Boolean) {
  submission(id: $id) {
    id
    status
    source
    dryRun
    rowCount
    acceptedCount
    failedCount
    correctedCount
    flaggedCount
    subsidyPreview
    fileFormat
    sha256
    fault {
      code
      message
      details {
        ...Facts
      }
    }
    rows(filter: {failed: $failed}, first: 100) {
      nodes {
        index
        policy {
          policyNo
        }
        userErrors {
          code
          path
          message
        }
        warnings {
          code
        }
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<SubmissionQuery, SubmissionQueryVariables>;
export const SubmissionProgressedDocument = new TypedDocumentString(`
    subscription SubmissionProgressed($submissionId: ID!) {
  submissionProgressed(submissionId: $submissionId) {
    share
    rowsPerSecond
    submission {
      id
      status
      rowCount
      acceptedCount
      failedCount
    }
  }
}
    `) as unknown as TypedDocumentString<SubmissionProgressedSubscription, SubmissionProgressedSubscriptionVariables>;
export const PolicyByNumberDocument = new TypedDocumentString(`
    query PolicyByNumber($policyNo: String!) {
  policies(filter: {policyNo: $policyNo}) {
    nodes {
      ...PolicyHistory
    }
  }
}
    fragment PolicyHistory on Policy {
  id
  version
  premium
  refunded
  share
  coinsuranceNo
  flags {
    kind
    otherPolicy {
      policyNo
    }
  }
  refunds {
    endorsementNo
    amount
    refundedOn
  }
  corrections {
    version
    reason
    changes {
      field
      before
      after
    }
  }
}`) as unknown as TypedDocumentString<PolicyByNumberQuery, PolicyByNumberQueryVariables>;
export const RecordRefundDocument = new TypedDocumentString(`
    mutation RecordRefund($input: RecordRefundInput!) {
  recordRefund(input: $input) {
    policy {
      ...PolicyHistory
    }
    userErrors {
      code
      path
    }
  }
}
    fragment PolicyHistory on Policy {
  id
  version
  premium
  refunded
  share
  coinsuranceNo
  flags {
    kind
    otherPolicy {
      policyNo
    }
  }
  refunds {
    endorsementNo
    amount
    refundedOn
  }
  corrections {
    version
    reason
    changes {
      field
      before
      after
    }
  }
}`) as unknown as TypedDocumentString<RecordRefundMutation, RecordRefundMutationVariables>;
export const CorrectPolicyDocument = new TypedDocumentString(`
    mutation CorrectPolicy($input: CorrectPolicyInput!) {
  correctPolicy(input: $input) {
    policy {
      ...PolicyHistory
    }
    userErrors {
      code
      path
    }
  }
}
    fragment PolicyHistory on Policy {
  id
  version
  premium
  refunded
  share
  coinsuranceNo
  flags {
    kind
    otherPolicy {
      policyNo
    }
  }
  refunds {
    endorsementNo
    amount
    refundedOn
  }
  corrections {
    version
    reason
    changes {
      field
      before
      after
    }
  }
}`) as unknown as TypedDocumentString<CorrectPolicyMutation, CorrectPolicyMutationVariables>;
export const ReconciliationDocument = new TypedDocumentString(`
    query Reconciliation($programme: String!, $groupBy: ReconciliationGroup!, $submissionId: ID) {
  reconciliation(
    programme: $programme
    groupBy: $groupBy
    submissionId: $submissionId
  ) {
    day
    count
    premium
    refunded
    digest
    submission {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ReconciliationQuery, ReconciliationQueryVariables>;
export const PoliciesMissingDocument = new TypedDocumentString(`
    query PoliciesMissing($policyNumbers: [String!]!) {
  policiesMissing(policyNumbers: $policyNumbers)
}
    `) as unknown as TypedDocumentString<PoliciesMissingQuery, PoliciesMissingQueryVariables>;
export const ListImportDocument = new TypedDocumentString(`
    query ListImport($id: ID!) {
  node(id: $id) {
    ... on ListImport {
      ...ListImportParts
      changes(first: 50) {
        totalCount
        nodes {
          creditCode
          change
          rowNumber
          fields {
            field
            before
            after
          }
        }
      }
      failedRows(first: 50) {
        totalCount
        nodes {
          rowNumber
          userErrors {
            code
            path
            message
          }
        }
      }
    }
  }
}
    fragment ListImportParts on ListImport {
  id
  kind
  mode
  status
  source
  listDate
  fileFormat
  rowCount
  failedCount
  addedCount
  changedCount
  removedCount
  unchangedCount
  olderCount
  reason
  version
  fault {
    code
  }
}`) as unknown as TypedDocumentString<ListImportQuery, ListImportQueryVariables>;
export const ListImportsDocument = new TypedDocumentString(`
    query ListImports($filter: ListImportFilter) {
  listImports(filter: $filter) {
    totalCount
    nodes {
      ...ListImportParts
    }
  }
}
    fragment ListImportParts on ListImport {
  id
  kind
  mode
  status
  source
  listDate
  fileFormat
  rowCount
  failedCount
  addedCount
  changedCount
  removedCount
  unchangedCount
  olderCount
  reason
  version
  fault {
    code
  }
}`) as unknown as TypedDocumentString<ListImportsQuery, ListImportsQueryVariables>;
export const ConfirmListImportDocument = new TypedDocumentString(`
    mutation ConfirmListImport($input: ConfirmListImportInput!) {
  confirmListImport(input: $input) {
    listImport {
      ...ListImportParts
    }
    userErrors {
      code
      path
      message
    }
  }
}
    fragment ListImportParts on ListImport {
  id
  kind
  mode
  status
  source
  listDate
  fileFormat
  rowCount
  failedCount
  addedCount
  changedCount
  removedCount
  unchangedCount
  olderCount
  reason
  version
  fault {
    code
  }
}`) as unknown as TypedDocumentString<ConfirmListImportMutation, ConfirmListImportMutationVariables>;
export const DiscardListImportDocument = new TypedDocumentString(`
    mutation DiscardListImport($input: DiscardListImportInput!) {
  discardListImport(input: $input) {
    listImport {
      ...ListImportParts
    }
    userErrors {
      code
      path
      message
    }
  }
}
    fragment ListImportParts on ListImport {
  id
  kind
  mode
  status
  source
  listDate
  fileFormat
  rowCount
  failedCount
  addedCount
  changedCount
  removedCount
  unchangedCount
  olderCount
  reason
  version
  fault {
    code
  }
}`) as unknown as TypedDocumentString<DiscardListImportMutation, DiscardListImportMutationVariables>;
export const ImportQualificationsDocument = new TypedDocumentString(`
    mutation ImportQualifications($input: ImportQualificationsInput!) {
  importQualifications(input: $input) {
    listImport {
      ...ListImportParts
    }
    userErrors {
      code
      path
      message
    }
  }
}
    fragment ListImportParts on ListImport {
  id
  kind
  mode
  status
  source
  listDate
  fileFormat
  rowCount
  failedCount
  addedCount
  changedCount
  removedCount
  unchangedCount
  olderCount
  reason
  version
  fault {
    code
  }
}`) as unknown as TypedDocumentString<ImportQualificationsMutation, ImportQualificationsMutationVariables>;
export const RequestObjectionCodeDocument = new TypedDocumentString(`
    mutation RequestObjectionCode($input: RequestObjectionCodeInput!) {
  requestObjectionCode(input: $input) {
    challengeId
    expiresAt
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RequestObjectionCodeMutation, RequestObjectionCodeMutationVariables>;
export const FileObjectionDocument = new TypedDocumentString(`
    mutation FileObjection($input: FileObjectionInput!) {
  fileObjection(input: $input) {
    receipt
    objection {
      id
      status
      creditCode
      decideBy
      version
    }
    userErrors {
      code
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FileObjectionMutation, FileObjectionMutationVariables>;
export const KeepObjectionAttachmentsDocument = new TypedDocumentString(`
    mutation KeepObjectionAttachments($input: KeepObjectionAttachmentsInput!) {
  keepObjectionAttachments(input: $input) {
    attachmentCount
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<KeepObjectionAttachmentsMutation, KeepObjectionAttachmentsMutationVariables>;
export const WithdrawObjectionDocument = new TypedDocumentString(`
    mutation WithdrawObjection($input: WithdrawObjectionInput!) {
  withdrawObjection(input: $input) {
    objection {
      status
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawObjectionMutation, WithdrawObjectionMutationVariables>;
export const DecideObjectionDocument = new TypedDocumentString(`
    mutation DecideObjection($input: DecideObjectionInput!) {
  decideObjection(input: $input) {
    objection {
      id
      status
      reason
      version
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<DecideObjectionMutation, DecideObjectionMutationVariables>;
export const CorrectNoticeDocument = new TypedDocumentString(`
    mutation CorrectNotice($input: CorrectNoticeInput!) {
  correctNotice(input: $input) {
    notice {
      version
      releases {
        number
        reason
        recipientCount
        totalAmount
      }
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<CorrectNoticeMutation, CorrectNoticeMutationVariables>;
export const ObjectionOfReceiptDocument = new TypedDocumentString(`
    query ObjectionOfReceipt($receipt: String!) {
  objectionOfReceipt(receipt: $receipt) {
    id
    status
    reason
    decideBy
    creditCode
    endedAt
  }
}
    `) as unknown as TypedDocumentString<ObjectionOfReceiptQuery, ObjectionOfReceiptQueryVariables>;
export const ObjectionsDocument = new TypedDocumentString(`
    query Objections($filter: ObjectionFilter) {
  objections(filter: $filter) {
    totalCount
    nodes {
      id
      status
      reason
      creditCode
      version
    }
  }
}
    `) as unknown as TypedDocumentString<ObjectionsQuery, ObjectionsQueryVariables>;
export const ObjectionFilingsDocument = new TypedDocumentString(`
    query ObjectionFilings {
  objections {
    nodes {
      id
      version
      status
      remindedAt
      filing {
        name
        contact
        statement
        attachments {
          id
          sha256
          mediaType
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ObjectionFilingsQuery, ObjectionFilingsQueryVariables>;
export const RecipientStatisticsDocument = new TypedDocumentString(`
    query RecipientStatistics($noticeId: ID!, $groupBy: StatisticsGroup!) {
  recipientStatistics(noticeId: $noticeId, groupBy: $groupBy) {
    key
    name
    recipientCount
    totalAmount
  }
}
    `) as unknown as TypedDocumentString<RecipientStatisticsQuery, RecipientStatisticsQueryVariables>;
export const NoticePublishedDocument = new TypedDocumentString(`
    subscription NoticePublished($after: String) {
  noticePublished(after: $after) {
    cursor
    type
    notice {
      id
      status
    }
    release {
      number
      recipientCount
      totalAmount
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<NoticePublishedSubscription, NoticePublishedSubscriptionVariables>;
export const ObjectionFiledDocument = new TypedDocumentString(`
    subscription ObjectionFiled($after: String) {
  objectionFiled(after: $after) {
    cursor
    objection {
      id
      creditCode
      status
    }
  }
}
    `) as unknown as TypedDocumentString<ObjectionFiledSubscription, ObjectionFiledSubscriptionVariables>;
export const PolicyOutcomesDocument = new TypedDocumentString(`
    query PolicyOutcomes($filter: PolicyFilter) {
  policies(filter: $filter, orderBy: POLICY_NO, first: 100) {
    totalCount
    nodes {
      id
      policyNo
      outcome {
        status
        since
        revision
        reasons
        missingDocuments
        leftOut {
          reasons
          conditions {
            reason
            remedy
          }
        }
        notice {
          title
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PolicyOutcomesQuery, PolicyOutcomesQueryVariables>;
export const StatementOfTruthDocument = new TypedDocumentString(`
    query StatementOfTruth {
  statementOfTruth {
    version
    text
  }
}
    `) as unknown as TypedDocumentString<StatementOfTruthQuery, StatementOfTruthQueryVariables>;
export const ClaimStepsDocument = new TypedDocumentString(`
    query ClaimSteps($filter: ClaimFilter) {
  claims(filter: $filter, first: 100) {
    nodes {
      id
      status
      version
      claimBy
      notifiedAt
      notifiedBy
      remindedAt
      grantedAmount
      correctionCut
      nextStatuses
      enterprise {
        creditCode
      }
      application {
        lastFour
        statementVersion
        statementText
      }
      payments {
        reference
        amount
        status
        reason
      }
      recovery {
        status
        amount
        repaid
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimStepsQuery, ClaimStepsQueryVariables>;
export const RequestPaymentInformationDocument = new TypedDocumentString(`
    mutation RequestPaymentInformation($input: RequestPaymentInformationInput!) {
  requestPaymentInformation(input: $input) {
    requestedCount
    messageCount
    claimBy
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RequestPaymentInformationMutation, RequestPaymentInformationMutationVariables>;
export const ConfirmClaimDocument = new TypedDocumentString(`
    mutation ConfirmClaim($input: ConfirmClaimInput!) {
  confirmClaim(input: $input) {
    claim {
      id
      status
      version
      application {
        holder
        lastFour
        statementVersion
      }
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ConfirmClaimMutation, ConfirmClaimMutationVariables>;
export const ForfeitExpiredClaimsDocument = new TypedDocumentString(`
    mutation ForfeitExpiredClaims($input: ForfeitExpiredClaimsInput!) {
  forfeitExpiredClaims(input: $input) {
    forfeitedCount
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ForfeitExpiredClaimsMutation, ForfeitExpiredClaimsMutationVariables>;
export const ExtendClaimDocument = new TypedDocumentString(`
    mutation ExtendClaim($input: ExtendClaimInput!) {
  extendClaim(input: $input) {
    claim {
      version
      claimBy
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ExtendClaimMutation, ExtendClaimMutationVariables>;
export const OrderPaymentDocument = new TypedDocumentString(`
    mutation OrderPayment($input: OrderPaymentInput!) {
  orderPayment(input: $input) {
    batch {
      ...BatchFields
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment BatchFields on PaymentBatch {
  id
  number
  status
  lineCount
  openCount
  paidCount
  failedCount
  totalAmount
  openAmount
  paidAmount
  failedAmount
  version
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<OrderPaymentMutation, OrderPaymentMutationVariables>;
export const ReleasePaymentDocument = new TypedDocumentString(`
    mutation ReleasePayment($input: ReleasePaymentInput!) {
  releasePayment(input: $input) {
    batch {
      ...BatchFields
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment BatchFields on PaymentBatch {
  id
  number
  status
  lineCount
  openCount
  paidCount
  failedCount
  totalAmount
  openAmount
  paidAmount
  failedAmount
  version
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ReleasePaymentMutation, ReleasePaymentMutationVariables>;
export const PaymentBatchesDocument = new TypedDocumentString(`
    query PaymentBatches($programme: String) {
  paymentBatches(filter: {programme: $programme}) {
    totalCount
    nodes {
      ...BatchFields
      lines(first: 90) {
        nodes {
          claim {
            id
          }
          reference
          amount
          status
          reason
          enterprise {
            creditCode
          }
        }
      }
    }
  }
}
    fragment BatchFields on PaymentBatch {
  id
  number
  status
  lineCount
  openCount
  paidCount
  failedCount
  totalAmount
  openAmount
  paidAmount
  failedAmount
  version
}`) as unknown as TypedDocumentString<PaymentBatchesQuery, PaymentBatchesQueryVariables>;
export const PaymentFilesDocument = new TypedDocumentString(`
    query PaymentFiles {
  paymentBatches {
    nodes {
      id
      files {
        format
        sha256
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentFilesQuery, PaymentFilesQueryVariables>;
export const RecordPaymentResultsDocument = new TypedDocumentString(`
    mutation RecordPaymentResults($input: RecordPaymentResultsInput!) {
  recordPaymentResults(input: $input) {
    recordedCount
    repeatedCount
    batch {
      ...BatchFields
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment BatchFields on PaymentBatch {
  id
  number
  status
  lineCount
  openCount
  paidCount
  failedCount
  totalAmount
  openAmount
  paidAmount
  failedAmount
  version
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RecordPaymentResultsMutation, RecordPaymentResultsMutationVariables>;
export const OpenRecoveryDocument = new TypedDocumentString(`
    mutation OpenRecovery($input: OpenRecoveryInput!) {
  openRecovery(input: $input) {
    recovery {
      id
      status
      version
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<OpenRecoveryMutation, OpenRecoveryMutationVariables>;
export const RecordRecoveryDocument = new TypedDocumentString(`
    mutation RecordRecovery($input: RecordRecoveryInput!) {
  recordRecovery(input: $input) {
    recovery {
      id
      status
      repaid
      version
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<RecordRecoveryMutation, RecordRecoveryMutationVariables>;
export const RecoveriesDocument = new TypedDocumentString(`
    query Recoveries($programme: String) {
  recoveries(filter: {programme: $programme}) {
    nodes {
      name
      creditCode
      amount
      repaid
      status
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<RecoveriesQuery, RecoveriesQueryVariables>;
export const AuditTrailDocument = new TypedDocumentString(`
    query AuditTrail($subject: ID!) {
  auditTrail(subjectId: $subject, first: 100) {
    nodes {
      cursor
      type
      actorRole
      data: dataJson
    }
  }
}
    `) as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const TextMessagesDocument = new TypedDocumentString(`
    query TextMessages($filter: TextMessageFilter, $first: Int) {
  textMessages(filter: $filter, first: $first) {
    totalCount
    nodes {
      template
      status
      attempts
      lastFour
      contactSource
      deliveredAt
      deliveryReport
      providerAnswer
      enterprise {
        creditCode
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TextMessagesQuery, TextMessagesQueryVariables>;
export const PersonChecksDocument = new TypedDocumentString(`
    query PersonChecks($filter: PersonCheckFilter) {
  personChecks(filter: $filter) {
    totalCount
    nodes {
      id
      person
      status
      reason
      version
      name
      identityNumber
      paperIds
    }
  }
}
    `) as unknown as TypedDocumentString<PersonChecksQuery, PersonChecksQueryVariables>;
export const RequestPersonCheckDocument = new TypedDocumentString(`
    mutation RequestPersonCheck($input: RequestPersonCheckInput!) {
  requestPersonCheck(input: $input) {
    personCheck {
      id
      person
      status
      version
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RequestPersonCheckMutation, RequestPersonCheckMutationVariables>;
export const ConfirmPersonCheckDocument = new TypedDocumentString(`
    mutation ConfirmPersonCheck($input: PersonCheckStepInput!) {
  confirmPersonCheck(input: $input) {
    personCheck {
      id
      status
      version
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmPersonCheckMutation, ConfirmPersonCheckMutationVariables>;
export const RejectPersonCheckDocument = new TypedDocumentString(`
    mutation RejectPersonCheck($input: RejectPersonCheckInput!) {
  rejectPersonCheck(input: $input) {
    personCheck {
      id
      status
      reason
      version
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RejectPersonCheckMutation, RejectPersonCheckMutationVariables>;
export const PolicyProblemsDocument = new TypedDocumentString(`
    query PolicyProblems($filter: PolicyProblemFilter) {
  policyProblems(filter: $filter) {
    totalCount
    nodes {
      ...PolicyProblemFacts
    }
  }
}
    fragment PolicyProblemFacts on PolicyProblem {
  id
  kind
  policyNo
  status
  answerBy
  overdue
  version
  messages {
    author
    text
  }
  policy {
    policyNo
  }
  enterprise {
    creditCode
  }
}`) as unknown as TypedDocumentString<PolicyProblemsQuery, PolicyProblemsQueryVariables>;
export const ReportPolicyProblemDocument = new TypedDocumentString(`
    mutation ReportPolicyProblem($input: ReportPolicyProblemInput!) {
  reportPolicyProblem(input: $input) {
    problem {
      ...PolicyProblemFacts
    }
    userErrors {
      code
      path
    }
  }
}
    fragment PolicyProblemFacts on PolicyProblem {
  id
  kind
  policyNo
  status
  answerBy
  overdue
  version
  messages {
    author
    text
  }
  policy {
    policyNo
  }
  enterprise {
    creditCode
  }
}`) as unknown as TypedDocumentString<ReportPolicyProblemMutation, ReportPolicyProblemMutationVariables>;
export const AnswerPolicyProblemDocument = new TypedDocumentString(`
    mutation AnswerPolicyProblem($input: PolicyProblemMessageInput!) {
  answerPolicyProblem(input: $input) {
    problem {
      ...PolicyProblemFacts
    }
    userErrors {
      code
      path
    }
  }
}
    fragment PolicyProblemFacts on PolicyProblem {
  id
  kind
  policyNo
  status
  answerBy
  overdue
  version
  messages {
    author
    text
  }
  policy {
    policyNo
  }
  enterprise {
    creditCode
  }
}`) as unknown as TypedDocumentString<AnswerPolicyProblemMutation, AnswerPolicyProblemMutationVariables>;
export const ReplyToPolicyProblemDocument = new TypedDocumentString(`
    mutation ReplyToPolicyProblem($input: PolicyProblemMessageInput!) {
  replyToPolicyProblem(input: $input) {
    problem {
      ...PolicyProblemFacts
    }
    userErrors {
      code
      path
    }
  }
}
    fragment PolicyProblemFacts on PolicyProblem {
  id
  kind
  policyNo
  status
  answerBy
  overdue
  version
  messages {
    author
    text
  }
  policy {
    policyNo
  }
  enterprise {
    creditCode
  }
}`) as unknown as TypedDocumentString<ReplyToPolicyProblemMutation, ReplyToPolicyProblemMutationVariables>;
export const ClosePolicyProblemDocument = new TypedDocumentString(`
    mutation ClosePolicyProblem($input: PolicyProblemStepInput!) {
  closePolicyProblem(input: $input) {
    problem {
      ...PolicyProblemFacts
    }
    userErrors {
      code
      path
    }
  }
}
    fragment PolicyProblemFacts on PolicyProblem {
  id
  kind
  policyNo
  status
  answerBy
  overdue
  version
  messages {
    author
    text
  }
  policy {
    policyNo
  }
  enterprise {
    creditCode
  }
}`) as unknown as TypedDocumentString<ClosePolicyProblemMutation, ClosePolicyProblemMutationVariables>;
export const SubmitPoliciesDocument = new TypedDocumentString(`
    mutation SubmitPolicies($input: SubmitPoliciesInput!) {
  submitPolicies(input: $input) {
    submission {
      id
      rowCount
      acceptedCount
      failedCount
    }
    rows {
      index
      rowKey
      subsidyPreview
      policy {
        id
        policyNo
        version
      }
      userErrors {
        code
        path
        message
        details {
          ...Facts
        }
      }
      warnings {
        code
        path
      }
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<SubmitPoliciesMutation, SubmitPoliciesMutationVariables>;
export const PoliciesDocument = new TypedDocumentString(`
    query Policies($filter: PolicyFilter, $orderBy: PolicyOrder! = ACCEPTED_AT_DESC, $first: Int, $after: String) {
  policies(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      policyNo
      premium
      status
      version
      missingDocuments
      product {
        code
        rate
      }
      enterprise {
        creditCode
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PoliciesQuery, PoliciesQueryVariables>;
export const SubmissionRowsDocument = new TypedDocumentString(`
    query SubmissionRows($id: ID!) {
  submission(id: $id) {
    rowCount
    acceptedCount
    failedCount
    rows(first: 100) {
      nodes {
        index
        rowKey
        policy {
          policyNo
        }
        userErrors {
          code
          path
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SubmissionRowsQuery, SubmissionRowsQueryVariables>;
export const WithdrawPolicyDocument = new TypedDocumentString(`
    mutation WithdrawPolicy($input: WithdrawPolicyInput!) {
  withdrawPolicy(input: $input) {
    policy {
      status
      version
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<WithdrawPolicyMutation, WithdrawPolicyMutationVariables>;
export const AttachDocumentDocument = new TypedDocumentString(`
    mutation AttachDocument($input: AttachDocumentInput!) {
  attachDocument(input: $input) {
    policy {
      missingDocuments
      documents {
        kind
        document {
          sha256
          mediaType
        }
      }
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AttachDocumentMutation, AttachDocumentMutationVariables>;
export const BlockPolicyDocument = new TypedDocumentString(`
    mutation BlockPolicy($input: BlockPolicyInput!) {
  blockPolicy(input: $input) {
    policy {
      id
      exclusions {
        version
        reason
        explanation
        source
        liftedAt
        liftReason
      }
    }
    userErrors {
      code
      path
      message
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<BlockPolicyMutation, BlockPolicyMutationVariables>;
export const UnblockPolicyDocument = new TypedDocumentString(`
    mutation UnblockPolicy($input: UnblockPolicyInput!) {
  unblockPolicy(input: $input) {
    policy {
      exclusions {
        version
        reason
        liftedAt
        liftReason
      }
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<UnblockPolicyMutation, UnblockPolicyMutationVariables>;
export const RecipientProofDocument = new TypedDocumentString(`
    query RecipientProof($recipientId: ID!) {
  recipientProof(recipientId: $recipientId) {
    entry
    leafIndex
    treeSize
    inclusionProof
    checkpoint
  }
}
    `) as unknown as TypedDocumentString<RecipientProofQuery, RecipientProofQueryVariables>;
export const ComputeProposalDocument = new TypedDocumentString(`
    mutation ComputeProposal($input: ComputeProposalInput!) {
  computeProposal(input: $input) {
    proposal {
      ...ProposalStep
    }
    run {
      ...RunState
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment ProposalStep on SubsidyProposal {
  id
  revision
  status
  version
  enterpriseCount
  policyCount
  leftOutCount
  calculatedTotal
  grantedTotal
  inputDigest
}
fragment RunState on ProposalRun {
  proposalId
  status
  step
  share
  finishedAt
  fault {
    code
  }
  proposal {
    revision
    status
  }
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ComputeProposalMutation, ComputeProposalMutationVariables>;
export const SubmitProposalDocument = new TypedDocumentString(`
    mutation SubmitProposal($input: ProposalStepInput!) {
  submitProposal(input: $input) {
    proposal {
      ...ProposalStep
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment ProposalStep on SubsidyProposal {
  id
  revision
  status
  version
  enterpriseCount
  policyCount
  leftOutCount
  calculatedTotal
  grantedTotal
  inputDigest
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<SubmitProposalMutation, SubmitProposalMutationVariables>;
export const GiveOpinionDocument = new TypedDocumentString(`
    mutation GiveOpinion($input: GiveOpinionInput!) {
  giveOpinion(input: $input) {
    proposal {
      ...ProposalStep
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment ProposalStep on SubsidyProposal {
  id
  revision
  status
  version
  enterpriseCount
  policyCount
  leftOutCount
  calculatedTotal
  grantedTotal
  inputDigest
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<GiveOpinionMutation, GiveOpinionMutationVariables>;
export const ApproveProposalDocument = new TypedDocumentString(`
    mutation ApproveProposal($input: ProposalStepInput!) {
  approveProposal(input: $input) {
    proposal {
      ...ProposalStep
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment ProposalStep on SubsidyProposal {
  id
  revision
  status
  version
  enterpriseCount
  policyCount
  leftOutCount
  calculatedTotal
  grantedTotal
  inputDigest
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ApproveProposalMutation, ApproveProposalMutationVariables>;
export const ReturnProposalDocument = new TypedDocumentString(`
    mutation ReturnProposal($input: ReturnProposalInput!) {
  returnProposal(input: $input) {
    proposal {
      ...ProposalStep
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment ProposalStep on SubsidyProposal {
  id
  revision
  status
  version
  enterpriseCount
  policyCount
  leftOutCount
  calculatedTotal
  grantedTotal
  inputDigest
}
fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<ReturnProposalMutation, ReturnProposalMutationVariables>;
export const LeftOutDocument = new TypedDocumentString(`
    query LeftOut($programme: String!, $first: Int) {
  subsidyProposals(filter: {programme: $programme}, first: 1) {
    nodes {
      revision
      leftOut(first: $first) {
        totalCount
        nodes {
          reasons
          found
          policy {
            policyNo
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LeftOutQuery, LeftOutQueryVariables>;
export const RecordOtherFundingDocument = new TypedDocumentString(`
    mutation RecordOtherFunding($input: RecordOtherFundingInput!) {
  recordOtherFunding(input: $input) {
    policy {
      policyNo
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RecordOtherFundingMutation, RecordOtherFundingMutationVariables>;
export const ExcludeEnterpriseDocument = new TypedDocumentString(`
    mutation ExcludeEnterprise($input: ExcludeEnterpriseInput!) {
  excludeEnterprise(input: $input) {
    enterprise {
      creditCode
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ExcludeEnterpriseMutation, ExcludeEnterpriseMutationVariables>;
export const LiftExclusionDocument = new TypedDocumentString(`
    mutation LiftExclusion($input: LiftExclusionInput!) {
  liftExclusion(input: $input) {
    enterprise {
      creditCode
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<LiftExclusionMutation, LiftExclusionMutationVariables>;
export const ExplanationsDocument = new TypedDocumentString(`
    query Explanations($programme: String!) {
  claims(filter: {programme: $programme}, first: 100) {
    nodes {
      grantedAmount
      calculatedAmount
      capCut
      budgetCut
      enterprise {
        creditCode
      }
      explanation {
        documentNumber
        rulesVersion
        steps {
          kind
          amount
          sentence
          figures
          section
        }
      }
      whyNot {
        reasons
        conditions {
          reason
          found
          needed
          remedy
          until
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExplanationsQuery, ExplanationsQueryVariables>;
export const CompareProposalsDocument = new TypedDocumentString(`
    query CompareProposals($earlier: ID!, $later: ID!) {
  compareProposals(earlierId: $earlier, laterId: $later) {
    totalCount
    nodes {
      kind
      before
      after
      reasons
      causes
      enterprise {
        creditCode
      }
      policiesIn {
        policyNo
      }
      policiesOut {
        policyNo
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompareProposalsQuery, CompareProposalsQueryVariables>;
export const SimulateProposalDocument = new TypedDocumentString(`
    query SimulateProposal($input: SimulateProposalInput!) {
  simulateProposal(input: $input) {
    present {
      enterprises
      policies
      calculated
      granted
    }
    supposed {
      enterprises
      policies
      calculated
      granted
    }
    byProduct {
      key
      presentAmount
      supposedAmount
    }
    byCity {
      key
      presentEnterprises
      supposedEnterprises
    }
    bySize {
      key
      presentEnterprises
      supposedEnterprises
    }
    gainerCount
    loserCount
    losers {
      before
      after
      enterprise {
        creditCode
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SimulateProposalQuery, SimulateProposalQueryVariables>;
export const AdmitPolicyDocument = new TypedDocumentString(`
    mutation AdmitPolicy($input: AdmitPolicyInput!) {
  admitPolicy(input: $input) {
    policy {
      policyNo
      admission {
        reason
        admittedAt
      }
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AdmitPolicyMutation, AdmitPolicyMutationVariables>;
export const ProposalRunsDocument = new TypedDocumentString(`
    query ProposalRuns($programme: String, $first: Int) {
  proposalRuns(filter: {programme: $programme}, first: $first) {
    totalCount
    nodes {
      ...RunState
      requestedAt
      programme {
        code
      }
    }
  }
}
    fragment RunState on ProposalRun {
  proposalId
  status
  step
  share
  finishedAt
  fault {
    code
  }
  proposal {
    revision
    status
  }
}`) as unknown as TypedDocumentString<ProposalRunsQuery, ProposalRunsQueryVariables>;
export const CancelProposalComputationDocument = new TypedDocumentString(`
    mutation CancelProposalComputation($input: CancelComputationInput!) {
  cancelProposalComputation(input: $input) {
    run {
      ...RunState
    }
    userErrors {
      code
      path
      message
    }
  }
}
    fragment RunState on ProposalRun {
  proposalId
  status
  step
  share
  finishedAt
  fault {
    code
  }
  proposal {
    revision
    status
  }
}`) as unknown as TypedDocumentString<CancelProposalComputationMutation, CancelProposalComputationMutationVariables>;
export const ProposalProgressedDocument = new TypedDocumentString(`
    subscription ProposalProgressed($proposalId: ID!) {
  proposalProgressed(proposalId: $proposalId) {
    ...RunState
  }
}
    fragment RunState on ProposalRun {
  proposalId
  status
  step
  share
  finishedAt
  fault {
    code
  }
  proposal {
    revision
    status
  }
}`) as unknown as TypedDocumentString<ProposalProgressedSubscription, ProposalProgressedSubscriptionVariables>;
export const ProposalUnderReviewDocument = new TypedDocumentString(`
    query ProposalUnderReview($programme: String!) {
  subsidyProposals(filter: {programme: $programme}, first: 1) {
    nodes {
      id
      revision
      status
      version
      opinion
      opinionAgrees
      opinionAt
      opinionPapers {
        id
        sha256
        mediaType
        size
      }
      returnReason
      remindedAt
      previous {
        id
        revision
        status
      }
      changes {
        totalCount
        nodes {
          kind
          before
          after
          causes
          reasons
          enterprise {
            creditCode
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProposalUnderReviewQuery, ProposalUnderReviewQueryVariables>;
export const CheckEligibilityDocument = new TypedDocumentString(`
    query CheckEligibility($creditCode: String!, $programme: String!) {
  checkEligibility(creditCode: $creditCode, programme: $programme) {
    eligible
    conditions {
      condition
      verdict
      message
      remedy
    }
  }
}
    `) as unknown as TypedDocumentString<CheckEligibilityQuery, CheckEligibilityQueryVariables>;
export const QualificationsDocument = new TypedDocumentString(`
    query Qualifications($filter: QualificationFilter, $first: Int) {
  qualifications(filter: $filter, first: $first) {
    totalCount
    nodes {
      validFrom
      validUntil
      source
      kind {
        code
      }
      enterprise {
        creditCode
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QualificationsQuery, QualificationsQueryVariables>;
export const PublishNoticeDocument = new TypedDocumentString(`
    mutation PublishNotice($input: PublishNoticeInput!) {
  publishNotice(input: $input) {
    notice {
      id
      status
      closesOn
      version
      releases {
        number
        recipientCount
        totalAmount
      }
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<PublishNoticeMutation, PublishNoticeMutationVariables>;
export const CloseNoticeDocument = new TypedDocumentString(`
    mutation CloseNotice($input: CloseNoticeInput!) {
  closeNotice(input: $input) {
    notice {
      id
      status
      version
    }
    userErrors {
      code
      path
      details {
        ...Facts
      }
    }
  }
}
    fragment Facts on UserErrorDetails {
  found
  needed
  field
  what
  allowed
  known
  missing
  limit
  least
  count
  present
  retryAfter
  row
  rows
  column
  sheet
  encoding
  offset
  key
  creditCode
  policyNo
  contract
  sum
  former
  reference
  references
  revision
  months
  today
  opensOn
  until
  closesOn
  claimBy
  latest
  since
  startsOn
  amount
  due
  granted
  left
  ordered
  published
  refunded
  rest
}`) as unknown as TypedDocumentString<CloseNoticeMutation, CloseNoticeMutationVariables>;
export const PublicityNoticesDocument = new TypedDocumentString(`
    query PublicityNotices {
  publicityNotices {
    totalCount
    nodes {
      id
      title
      status
      version
      closesOn
      workingDaysLeft
      programme {
        code
      }
      releases {
        number
        recipientCount
        totalAmount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PublicityNoticesQuery, PublicityNoticesQueryVariables>;
export const RecipientsDocument = new TypedDocumentString(`
    query Recipients($noticeId: ID!, $filter: RecipientFilter, $orderBy: RecipientOrder! = RANK, $first: Int, $after: String, $last: Int, $before: String) {
  recipients(
    noticeId: $noticeId
    filter: $filter
    orderBy: $orderBy
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    totalCount
    boundedCount {
      count
      isExact
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    nodes {
      id
      rank
      name
      creditCode
      amount
      city {
        code
        name
      }
      qualificationKinds {
        code
      }
      products {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecipientsQuery, RecipientsQueryVariables>;
export const WorkingCalendarDocument = new TypedDocumentString(`
    query WorkingCalendar {
  workingCalendar {
    year
    workingDayCount
    daysOff
    makeUpDays
  }
}
    `) as unknown as TypedDocumentString<WorkingCalendarQuery, WorkingCalendarQueryVariables>;
export const LookUpCompanyDocument = new TypedDocumentString(`
    mutation LookUpCompany($input: LookUpCompanyInput!) {
  lookUpCompany(input: $input) {
    company {
      creditCode
      name
      divisionCode
      status
      representative
      source
      asOf
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<LookUpCompanyMutation, LookUpCompanyMutationVariables>;
export const RegisteredCompanyDocument = new TypedDocumentString(`
    query RegisteredCompany($creditCode: String!) {
  registeredCompany(creditCode: $creditCode) {
    name
    formerNames
    divisionCode
    status
    validFrom
    validUntil
  }
}
    `) as unknown as TypedDocumentString<RegisteredCompanyQuery, RegisteredCompanyQueryVariables>;
export const ServiceNoticesDocument = new TypedDocumentString(`
    query ServiceNotices($filter: ServiceNoticeFilter) {
  serviceNotices(filter: $filter, first: 5) {
    totalCount
    nodes {
      ...ServiceNoticeFacts
    }
  }
}
    fragment ServiceNoticeFacts on ServiceNotice {
  id
  status
  title
  text
  lineCount
  publishedAt
  claimBy
  version
  lines(first: 20) {
    totalCount
    nodes {
      creditCode
      name
    }
  }
}`) as unknown as TypedDocumentString<ServiceNoticesQuery, ServiceNoticesQueryVariables>;
export const PrepareServiceNoticeDocument = new TypedDocumentString(`
    mutation PrepareServiceNotice($input: PrepareServiceNoticeInput!) {
  prepareServiceNotice(input: $input) {
    serviceNotice {
      ...ServiceNoticeFacts
    }
    userErrors {
      code
      path
      message
    }
  }
}
    fragment ServiceNoticeFacts on ServiceNotice {
  id
  status
  title
  text
  lineCount
  publishedAt
  claimBy
  version
  lines(first: 20) {
    totalCount
    nodes {
      creditCode
      name
    }
  }
}`) as unknown as TypedDocumentString<PrepareServiceNoticeMutation, PrepareServiceNoticeMutationVariables>;
export const PublishServiceNoticeDocument = new TypedDocumentString(`
    mutation PublishServiceNotice($input: PublishServiceNoticeInput!) {
  publishServiceNotice(input: $input) {
    serviceNotice {
      ...ServiceNoticeFacts
    }
    userErrors {
      code
      path
      message
    }
  }
}
    fragment ServiceNoticeFacts on ServiceNotice {
  id
  status
  title
  text
  lineCount
  publishedAt
  claimBy
  version
  lines(first: 20) {
    totalCount
    nodes {
      creditCode
      name
    }
  }
}`) as unknown as TypedDocumentString<PublishServiceNoticeMutation, PublishServiceNoticeMutationVariables>;
export const CommandChallengeDocument = new TypedDocumentString(`
    mutation CommandChallenge {
  requestChallenge {
    challenge
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CommandChallengeMutation, CommandChallengeMutationVariables>;
export const CommandCodeDocument = new TypedDocumentString(`
    mutation CommandCode($input: RequestSmsCodeInput!) {
  requestSmsCode(input: $input) {
    expiresAt
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CommandCodeMutation, CommandCodeMutationVariables>;
export const CommandSignInDocument = new TypedDocumentString(`
    mutation CommandSignIn($input: SignInInput!) {
  signIn(input: $input) {
    token
    roleGrants {
      id
      role
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CommandSignInMutation, CommandSignInMutationVariables>;
export const CommandRoleDocument = new TypedDocumentString(`
    mutation CommandRole($input: ChooseRoleInput!) {
  chooseRole(input: $input) {
    token
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CommandRoleMutation, CommandRoleMutationVariables>;
export const StaffMembersDocument = new TypedDocumentString(`
    query StaffMembers($filter: StaffFilter) {
  staffMembers(filter: $filter, orderBy: GRANTED_AT) {
    totalCount
    nodes {
      id
      person
      role
      manages
      version
    }
  }
}
    `) as unknown as TypedDocumentString<StaffMembersQuery, StaffMembersQueryVariables>;
export const InvitationsToMeDocument = new TypedDocumentString(`
    query InvitationsToMe {
  invitationsToMe {
    id
    subjectName
    role
    status
    version
  }
}
    `) as unknown as TypedDocumentString<InvitationsToMeQuery, InvitationsToMeQueryVariables>;
export const InviteStaffDocument = new TypedDocumentString(`
    mutation InviteStaff($input: InviteStaffInput!) {
  inviteStaff(input: $input) {
    invitation {
      id
      lastFour
      status
      version
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<InviteStaffMutation, InviteStaffMutationVariables>;
export const WithdrawStaffInvitationDocument = new TypedDocumentString(`
    mutation WithdrawStaffInvitation($input: WithdrawStaffInvitationInput!) {
  withdrawStaffInvitation(input: $input) {
    invitation {
      id
      status
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawStaffInvitationMutation, WithdrawStaffInvitationMutationVariables>;
export const AcceptStaffInvitationDocument = new TypedDocumentString(`
    mutation AcceptStaffInvitation($input: AcceptStaffInvitationInput!) {
  acceptStaffInvitation(input: $input) {
    done
    token
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptStaffInvitationMutation, AcceptStaffInvitationMutationVariables>;
export const HandOverManagementDocument = new TypedDocumentString(`
    mutation HandOverManagement($input: StaffStepInput!) {
  handOverManagement(input: $input) {
    member {
      id
      manages
      version
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<HandOverManagementMutation, HandOverManagementMutationVariables>;
export const RemoveStaffDocument = new TypedDocumentString(`
    mutation RemoveStaff($input: RemoveStaffInput!) {
  removeStaff(input: $input) {
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveStaffMutation, RemoveStaffMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    role
    subject {
      id
    }
    tokenExpiresAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const RecipientFacetsDocument = new TypedDocumentString(`
    query RecipientFacets($noticeId: ID!, $filter: RecipientFilter) {
  recipientFacets(noticeId: $noticeId, filter: $filter) {
    recipientCount
    totalAmount
    cities {
      key
      name
      recipientCount
      totalAmount
    }
    products {
      key
      recipientCount
      totalAmount
    }
    qualifications {
      key
      recipientCount
    }
    amounts {
      lowest
      highest
      recipientCount
      totalAmount
    }
  }
}
    `) as unknown as TypedDocumentString<RecipientFacetsQuery, RecipientFacetsQueryVariables>;
export const RecipientHistoryDocument = new TypedDocumentString(`
    query RecipientHistory($id: ID!) {
  node(id: $id) {
    ... on Recipient {
      name
      notice {
        id
      }
      history {
        kind
        release
        reason
        amount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecipientHistoryQuery, RecipientHistoryQueryVariables>;
export const RegisterWebhookDocument = new TypedDocumentString(`
    mutation RegisterWebhook($input: RegisterWebhookInput!) {
  registerWebhook(input: $input) {
    secret
    webhook {
      id
      url
    }
    userErrors {
      code
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterWebhookMutation, RegisterWebhookMutationVariables>;
export const RemoveWebhookDocument = new TypedDocumentString(`
    mutation RemoveWebhook($input: RemoveWebhookInput!) {
  removeWebhook(input: $input) {
    webhook {
      removedAt
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveWebhookMutation, RemoveWebhookMutationVariables>;
export const ReplayWebhookDeliveryDocument = new TypedDocumentString(`
    mutation ReplayWebhookDelivery($input: ReplayDeliveryInput!) {
  replayWebhookDelivery(input: $input) {
    delivery {
      status
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReplayWebhookDeliveryMutation, ReplayWebhookDeliveryMutationVariables>;
export const ReplayWebhookDocument = new TypedDocumentString(`
    mutation ReplayWebhook($input: ReplayWebhookInput!) {
  replayWebhook(input: $input) {
    webhook {
      id
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ReplayWebhookMutation, ReplayWebhookMutationVariables>;
export const SendTestDeliveryDocument = new TypedDocumentString(`
    mutation SendTestDelivery($input: SendTestDeliveryInput!) {
  sendTestDelivery(input: $input) {
    delivery {
      id
      status
      body
    }
    userErrors {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SendTestDeliveryMutation, SendTestDeliveryMutationVariables>;
export const WebhooksDocument = new TypedDocumentString(`
    query Webhooks {
  webhooks {
    nodes {
      id
      url
      role
      restsOn: grantKind
      deliveries(first: 100) {
        nodes {
          id
          status
          attemptCount
          body
          attempts {
            httpStatus
            failure
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WebhooksQuery, WebhooksQueryVariables>;