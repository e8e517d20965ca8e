/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** 佐证材料类别: what a paper proves. */
export type DocumentKind =
  /** 保险费发票: the formal invoice. */
  | 'INVOICE'
  /** 保险单: the valid policy document. */
  | 'POLICY';

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

/** What becomes of the good rows when others fail. */
export type ErrorPolicy =
  /** 全部退回: one failed row refuses all. */
  | 'REJECT_ALL'
  /** 仅退回失败行: good rows are accepted, failed ones are returned with reasons. */
  | 'REJECT_FAILED_ROWS';

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

/** 公示状态: how far the notice is. */
export type NoticeStatus =
  /** 公示结束: the working days are over. */
  | 'CLOSED'
  /** 公示中: is public; anybody may object. */
  | 'OPEN';

/** 拨付结果: what became of a payment. */
export type PaymentStatus =
  /** 失败: refused by the bank, or returned by the department of finance, with the reason. */
  | 'FAILED'
  /** 待反馈: the bank has not answered. */
  | 'OPEN'
  /** 成功: the amount was paid. */
  | 'PAID';

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

export type KitMyClaimsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KitMyClaimsQuery = { claims: { nodes: Array<{ id: string, version: number, status: ClaimStatus, claimBy: string | null, calculatedAmount: string, capCut: string, grantedAmount: string, programme: { id: string, code: string, title: string }, lines: Array<{ base: string, rate: string, subsidy: string, section: string, product: { id: string, name: string } | null }>, payments: Array<{ status: PaymentStatus, reason: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type KitConfirmClaimMutationVariables = Exact<{
  input: ConfirmClaimInput;
}>;


export type KitConfirmClaimMutation = { confirmClaim: { claim: { id: string, version: number, status: ClaimStatus } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { field: string | null, found: string | null, needed: string | null, known: Array<string> | null, limit: number | null, present: number | null, retryAfter: number | null } | null }> } };

export type KitClaimStatusChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type KitClaimStatusChangedSubscription = { claimStatusChanged: { cursor: string, occurredAt: string, fromStatus: ClaimStatus | null, toStatus: ClaimStatus | null, claim: { id: string, version: number, status: ClaimStatus, grantedAmount: string } | null } };

export type KitSubmitPoliciesMutationVariables = Exact<{
  input: SubmitPoliciesInput;
}>;


export type KitSubmitPoliciesMutation = { submitPolicies: { submission: { id: string, status: SubmissionStatus, acceptedCount: number, failedCount: number } | null, rows: Array<{ index: number, rowKey: string | null, subsidyPreview: string | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { field: string | null, found: string | null, needed: string | null, known: Array<string> | null, limit: number | null, present: number | null, retryAfter: number | null } | null }> }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: { field: string | null, found: string | null, needed: string | null, known: Array<string> | null, limit: number | null, present: number | null, retryAfter: number | null } | null }> } };

export type KitPoliciesQueryVariables = Exact<{
  filter?: PolicyFilter | null | undefined;
  orderBy?: PolicyOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KitPoliciesQuery = { policies: { nodes: Array<{ id: string, version: number, policyNo: string, insuredName: string, premium: string, startsOn: string, endsOn: string, status: PolicyStatus, missingDocuments: Array<DocumentKind> | null, product: { id: string, code: string, name: string } | null, outcome: { status: PolicyOutcomeStatus, since: string, reasons: Array<LeftOutReason> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type KitSubmissionProgressedSubscriptionVariables = Exact<{
  submissionId: string;
}>;


export type KitSubmissionProgressedSubscription = { submissionProgressed: { share: number, submission: { id: string, status: SubmissionStatus, rowCount: number, acceptedCount: number, failedCount: number, warningCount: number } } };

export type KitNoticesQueryVariables = Exact<{
  status?: NoticeStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KitNoticesQuery = { publicityNotices: { nodes: Array<{ id: string, title: string, status: NoticeStatus, publishedAt: string, closesOn: string, workingDaysLeft: number, programme: { id: string, code: string, title: string, documentNumber: string }, releases: Array<{ number: number, publishedAt: string, reason: string | null, recipientCount: number, totalAmount: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type KitRecipientsQueryVariables = Exact<{
  noticeId: string;
  filter?: RecipientFilter | null | undefined;
  orderBy?: RecipientOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KitRecipientsQuery = { recipients: { totalCount: number, nodes: Array<{ id: string, rank: number, name: string, creditCode: string, amount: string, city: { id: string, code: string, name: string, nameInEnglish: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type KitEligibilityQueryVariables = Exact<{
  creditCode: string;
  programme: string;
}>;


export type KitEligibilityQuery = { checkEligibility: { eligible: boolean, conditions: Array<{ condition: EligibilityCondition, verdict: EligibilityVerdict, message: string, remedy: string | null }> } | null };

export type KitNoticePublishedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type KitNoticePublishedSubscription = { noticePublished: { cursor: string, occurredAt: string, type: EventType, notice: { id: string, title: string, status: NoticeStatus, closesOn: string } | null } };

export type KitFactsFragment = { field: string | null, found: string | null, needed: string | null, known: Array<string> | null, limit: number | null, present: number | null, retryAfter: number | null };

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
export const KitFactsFragmentDoc = new TypedDocumentString(`
    fragment KitFacts on UserErrorDetails {
  field
  found
  needed
  known
  limit
  present
  retryAfter
}
    `, {"fragmentName":"KitFacts"}) as unknown as TypedDocumentString<KitFactsFragment, unknown>;
export const KitMyClaimsDocument = new TypedDocumentString(`
    query KitMyClaims($first: Int = 20, $after: String) {
  claims(first: $first, after: $after) {
    nodes {
      id
      version
      status
      claimBy
      calculatedAmount
      capCut
      grantedAmount
      programme {
        id
        code
        title
      }
      lines {
        base
        rate
        subsidy
        section
        product {
          id
          name
        }
      }
      payments {
        status
        reason
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KitMyClaimsQuery, KitMyClaimsQueryVariables>;
export const KitConfirmClaimDocument = new TypedDocumentString(`
    mutation KitConfirmClaim($input: ConfirmClaimInput!) {
  confirmClaim(input: $input) {
    claim {
      id
      version
      status
    }
    userErrors {
      code
      path
      message
      details {
        ...KitFacts
      }
    }
  }
}
    fragment KitFacts on UserErrorDetails {
  field
  found
  needed
  known
  limit
  present
  retryAfter
}`) as unknown as TypedDocumentString<KitConfirmClaimMutation, KitConfirmClaimMutationVariables>;
export const KitClaimStatusChangedDocument = new TypedDocumentString(`
    subscription KitClaimStatusChanged($after: String) {
  claimStatusChanged(after: $after) {
    cursor
    occurredAt
    fromStatus
    toStatus
    claim {
      id
      version
      status
      grantedAmount
    }
  }
}
    `) as unknown as TypedDocumentString<KitClaimStatusChangedSubscription, KitClaimStatusChangedSubscriptionVariables>;
export const KitSubmitPoliciesDocument = new TypedDocumentString(`
    mutation KitSubmitPolicies($input: SubmitPoliciesInput!) {
  submitPolicies(input: $input) {
    submission {
      id
      status
      acceptedCount
      failedCount
    }
    rows {
      index
      rowKey
      subsidyPreview
      userErrors {
        code
        path
        message
        details {
          ...KitFacts
        }
      }
    }
    userErrors {
      code
      path
      message
      details {
        ...KitFacts
      }
    }
  }
}
    fragment KitFacts on UserErrorDetails {
  field
  found
  needed
  known
  limit
  present
  retryAfter
}`) as unknown as TypedDocumentString<KitSubmitPoliciesMutation, KitSubmitPoliciesMutationVariables>;
export const KitPoliciesDocument = new TypedDocumentString(`
    query KitPolicies($filter: PolicyFilter, $orderBy: PolicyOrder! = ACCEPTED_AT_DESC, $first: Int = 50, $after: String) {
  policies(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      id
      version
      policyNo
      insuredName
      premium
      startsOn
      endsOn
      status
      missingDocuments
      product {
        id
        code
        name
      }
      outcome {
        status
        since
        reasons
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KitPoliciesQuery, KitPoliciesQueryVariables>;
export const KitSubmissionProgressedDocument = new TypedDocumentString(`
    subscription KitSubmissionProgressed($submissionId: ID!) {
  submissionProgressed(submissionId: $submissionId) {
    share
    submission {
      id
      status
      rowCount
      acceptedCount
      failedCount
      warningCount
    }
  }
}
    `) as unknown as TypedDocumentString<KitSubmissionProgressedSubscription, KitSubmissionProgressedSubscriptionVariables>;
export const KitNoticesDocument = new TypedDocumentString(`
    query KitNotices($status: NoticeStatus, $first: Int = 20, $after: String) {
  publicityNotices(filter: {status: $status}, first: $first, after: $after) {
    nodes {
      id
      title
      status
      publishedAt
      closesOn
      workingDaysLeft
      programme {
        id
        code
        title
        documentNumber
      }
      releases {
        number
        publishedAt
        reason
        recipientCount
        totalAmount
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KitNoticesQuery, KitNoticesQueryVariables>;
export const KitRecipientsDocument = new TypedDocumentString(`
    query KitRecipients($noticeId: ID!, $filter: RecipientFilter, $orderBy: RecipientOrder! = RANK, $first: Int = 25, $after: String) {
  recipients(
    noticeId: $noticeId
    filter: $filter
    orderBy: $orderBy
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      id
      rank
      name
      creditCode
      amount
      city {
        id
        code
        name
        nameInEnglish
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KitRecipientsQuery, KitRecipientsQueryVariables>;
export const KitEligibilityDocument = new TypedDocumentString(`
    query KitEligibility($creditCode: String!, $programme: String!) {
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
    `) as unknown as TypedDocumentString<KitEligibilityQuery, KitEligibilityQueryVariables>;
export const KitNoticePublishedDocument = new TypedDocumentString(`
    subscription KitNoticePublished($after: String) {
  noticePublished(after: $after) {
    cursor
    occurredAt
    type
    notice {
      id
      title
      status
      closesOn
    }
  }
}
    `) as unknown as TypedDocumentString<KitNoticePublishedSubscription, KitNoticePublishedSubscriptionVariables>;