/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A paper to attach to a policy. */
export type AttachDocumentInput = {
  /** The uploaded document: the id that `POST /upload/documents` answered. */
  documentId: string;
  /** What the paper proves. */
  kind: DocumentKind;
  /** The policy. */
  policyId: string;
};

/** Which of your roles. */
export type ChooseRoleInput = {
  /** One of `viewer { roleGrants }`. */
  roleGrant: string;
};

/** Which claims. */
export type ClaimFilter = {
  /** Credit code of the enterprise. */
  creditCode?: string | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in one of these states. */
  statuses?: Array<ClaimStatus> | null | undefined;
};

/** 企业补贴状态: where one enterprise’s subsidy stands. */
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
  /** 已拨付. */
  | 'PAID'
  /** 拨付失败: the bank refused. */
  | 'PAYMENT_FAILED'
  /** 待拨付: in a payment batch. */
  | 'PAYMENT_ORDERED'
  /** 已测算: on a computed proposal. */
  | 'PROPOSED'
  /** 公示中: on the published list. */
  | 'PUBLICISED'
  /** 已追回. */
  | 'RECOVERED'
  /** 追回中: to be paid back. */
  | 'RECOVERING';

/** Which changes of claims. */
export type ClaimStatusFilter = {
  /** Only of these claims. */
  claimIds?: Array<string> | null | undefined;
  /** Only changes into one of these states. */
  to?: Array<ClaimStatus> | null | undefined;
};

/** A notice to close. */
export type CloseNoticeInput = {
  /** The notice. */
  noticeId: string;
  /** The version that you saw. */
  version: number;
};

/** 验证码用途: what a code may be used for. */
export type CodePurpose =
  /** 注册: to register. */
  | 'REGISTER'
  /** 重置密码: to set a new password. */
  | 'RESET_PASSWORD'
  /** 登录: to sign in. */
  | 'SIGN_IN';

/** Which programme to compute. */
export type ComputeProposalInput = {
  /** Your key for this computation: a retry with it computes nothing anew. */
  idempotencyKey: string;
  /** Code of the programme. */
  programme: string;
};

/** 佐证材料类别: what a paper proves. */
export type DocumentKind =
  /** 保险费发票: the formal invoice. */
  | 'INVOICE'
  /** 保险单: the valid policy document. */
  | 'POLICY';

/** What becomes of the good rows when others fail. */
export type ErrorPolicy =
  /** 全部退回: one failed row refuses all. */
  | 'REJECT_ALL'
  /** 仅退回失败行: good rows are accepted, failed ones are answered with reasons. */
  | 'REJECT_FAILED_ROWS';

/** Which events. */
export type EventFilter = {
  /** Only what happened to this object. */
  subject?: string | null | undefined;
  /** Only these kinds. */
  types?: Array<EventType> | null | undefined;
};

/** What happened. Values may be added. */
export type EventType =
  /** 访问被拒: somebody with a token tried what their role may not do. */
  | 'ACCESS_REFUSED'
  /** 账户已注册: somebody registered. */
  | 'ACCOUNT_REGISTERED'
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
  /** 企业补贴状态变更: a claim moved to another state. */
  | 'CLAIM_STATUS_CHANGED'
  /** 授权已同意: somebody let a front-end act for them. */
  | 'CONSENT_GIVEN'
  /** 系统凭证已签发: a machine credential was issued. */
  | 'CREDENTIAL_ISSUED'
  /** 系统凭证已撤销: a machine credential was revoked. */
  | 'CREDENTIAL_REVOKED'
  /** 佐证材料已上传: a paper was attached to a policy. */
  | 'DOCUMENT_ATTACHED'
  /** 第三方应用已登记: a front-end was registered. */
  | 'FRONT_END_REGISTERED'
  /** 第三方应用已撤销: a front-end was revoked. */
  | 'FRONT_END_REVOKED'
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
  /** 公示已结束: a publicity notice was closed. */
  | 'NOTICE_CLOSED'
  /** 公示已发布: a publicity notice was published. */
  | 'NOTICE_PUBLISHED'
  /** 监管意见已反馈: the regulator gave its opinion. */
  | 'OPINION_GIVEN'
  /** 密码已重置: a password was set anew. */
  | 'PASSWORD_RESET'
  /** 个人已认证: a person was verified. */
  | 'PERSON_VERIFIED'
  /** 批量上传已受理: policies were pushed. */
  | 'POLICIES_SUBMITTED'
  /** 保单已撤回: a policy was withdrawn. */
  | 'POLICY_WITHDRAWN'
  /** 年度工作已建立: a programme was set up. */
  | 'PROGRAMME_CREATED'
  /** 建议方案已审定: the proposal was approved. */
  | 'PROPOSAL_APPROVED'
  /** 建议方案已测算: a revision of the proposal was computed. */
  | 'PROPOSAL_COMPUTED'
  /** 建议方案已退回: the proposal was returned with reasons. */
  | 'PROPOSAL_RETURNED'
  /** 建议方案已提交: the proposal was submitted for review. */
  | 'PROPOSAL_SUBMITTED'
  /** 企业资质已导入: a list of qualifications was imported. */
  | 'QUALIFICATIONS_IMPORTED'
  /** 角色已授予: an account was given a role. */
  | 'ROLE_GRANTED'
  /** 角色已撤销: a role was taken away. */
  | 'ROLE_REVOKED'
  /** 已登录: somebody signed in, or took another of their roles. */
  | 'SIGNED_IN'
  /** 已退出: somebody signed out. */
  | 'SIGNED_OUT'
  /** 登录被拒: a sign-in was refused. */
  | 'SIGN_IN_REFUSED'
  /** 令牌已签发: a machine or a front-end was given a token. */
  | 'TOKEN_ISSUED'
  /** 令牌被重用: a refresh token was used twice, and the consent withdrawn for it. */
  | 'TOKEN_REUSED';

/** The regulator’s opinion. */
export type GiveOpinionInput = {
  /** 是否同意: whether the regulator agrees. */
  agrees: boolean;
  /** 意见: the opinion in words. */
  opinion: string;
  /** The proposal. */
  proposalId: string;
  /** The version that you saw. */
  version: number;
};

/** 未计入原因: why a policy does not count in a revision. Values may be added. */
export type LeftOutReason =
  /** 不足一分: the subsidy rounds to nothing. */
  | 'BELOW_ONE_FEN'
  /** 材料不全: the policy document or the invoice is missing (§1 two, §3 four). */
  | 'DOCUMENTS_MISSING'
  /** 无实缴保费: refunds took the whole premium back (§2). */
  | 'NOTHING_PAID'
  /** 险种不符: the rules do not subsidise the product (§2). */
  | 'PRODUCT_NOT_SUBSIDISED'
  /** 资质日期待审: qualified on some day of the policy year, but not on the day the cover starts. */
  | 'QUALIFICATION_FOR_REVIEW'
  /** 无适用资质: no eligible qualification in the policy year (§1 one). */
  | 'QUALIFICATION_MISSING'
  /** 注册地不符: not registered in a region of the programme (§1 one). */
  | 'REGION_NOT_ELIGIBLE'
  /** 注册地待核实: the place of registration is not known yet (§1 one). */
  | 'REGION_UNKNOWN';

/** 公示状态. */
export type NoticeStatus =
  /** 公示结束: the working days are over. */
  | 'CLOSED'
  /** 公示中: stands in public; anybody may object. */
  | 'OPEN';

/** Which policies. */
export type PolicyFilter = {
  /** Credit code of the insured enterprise. */
  creditCode?: string | null | undefined;
  /** Whether papers are still missing. */
  incomplete?: boolean | null | undefined;
  /** Exactly this policy number. */
  policyNo?: string | null | undefined;
  /** Code of the programme. */
  programme?: string | null | undefined;
  /** Only in this state. */
  status?: PolicyStatus | null | undefined;
};

/** Order of a list of policies. */
export type PolicyOrder =
  /** The latest accepted first. */
  | 'ACCEPTED_AT_DESC'
  /** By policy number. */
  | 'POLICY_NO';

/** 一行保单. Every field is text, so that a fault is answered for its row and does not stop the others; all but rowKey are required. */
export type PolicyRowInput = {
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
  /** 保险起期: first day of cover, YYYY-MM-DD. */
  startsOn?: string | null | undefined;
};

/** 保单状态. */
export type PolicyStatus =
  /** 已受理: counts if it is complete and eligible. */
  | 'ACCEPTED'
  /** 已撤回: taken back by its institution; counts nowhere. */
  | 'WITHDRAWN';

/** 建议方案状态. */
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
  /** The proposal. */
  proposalId: string;
  /** The version that you saw. */
  version: number;
};

/** An approved proposal to publish. */
export type PublishNoticeInput = {
  /** Your key for this publication: a retry with it publishes nothing anew. */
  idempotencyKey: string;
  /** The approved proposal. */
  proposalId: string;
  /** 标题: title; made from the programme’s where absent. */
  title?: string | null | undefined;
};

/** Which lines of a published list; all conditions together. */
export type RecipientFilter = {
  /** 金额下限: at least this amount. */
  amountFrom?: string | null | undefined;
  /** 金额上限: at most this amount. */
  amountTo?: string | null | undefined;
  /** 设区市: reporting region, for example `3501`, or `350128` Pingtan. */
  city?: string | null | undefined;
  /** 统一社会信用代码: exactly this one. */
  creditCode?: string | null | undefined;
  /** 企业名称: text that the name contains. */
  name?: string | null | undefined;
  /** 险种: code of a product among those insured. */
  product?: string | null | undefined;
  /** 企业资质: code of a qualification among those of the company. */
  qualification?: string | null | undefined;
};

/** Order of a published list. */
export type RecipientOrder =
  /** The smallest amount first. */
  | 'AMOUNT_ASC'
  /** By credit code. */
  | 'CREDIT_CODE'
  /** By name. */
  | 'NAME'
  /** As published: the largest amount first. */
  | 'RANK';

/** A new account. */
export type RegisterInput = {
  /** 短信验证码: sent for REGISTER. */
  code: string;
  /** 密码: 10 to 128 characters. */
  password: string;
  /** 手机号码: 11 digits. */
  phone: string;
  /** 身份: INSURER for a clerk of an institution, ENTERPRISE for everybody else. */
  role?: Role;
};

/** For which number, and for what. */
export type RequestSmsCodeInput = {
  /** 手机号码: 11 digits. */
  phone: string;
  /** 图形验证码: the digits in it. */
  pictureCode: string;
  /** The picture that was read. */
  pictureId: string;
  /** 用途: a code is good for nothing else. */
  purpose: CodePurpose;
};

/** A new password. */
export type ResetPasswordInput = {
  /** 短信验证码: sent for RESET_PASSWORD. */
  code: string;
  /** 新密码: 10 to 128 characters. */
  password: string;
  /** 手机号码: 11 digits. */
  phone: string;
};

/** A proposal to return. */
export type ReturnProposalInput = {
  /** The proposal. */
  proposalId: string;
  /** 退回理由: what has to change. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

/** Who takes part in a programme, and so what they may see and do. */
export type Role =
  /** 审计监督: reads everything, changes nothing. */
  | 'AUDITOR'
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

/** What a machine or a front-end may do; in OAuth requests in lower case (`read write`). */
export type Scope =
  /** 账户管理: credentials, bindings and bank accounts. */
  | 'MANAGE'
  /** 读取: queries and subscriptions. */
  | 'READ'
  /** 业务操作: mutations of the programme’s business, pushing policies for example. */
  | 'WRITE';

/** Who comes in, with a password or with a code. */
export type SignInInput = {
  /** 短信验证码: sent for SIGN_IN. */
  code?: string | null | undefined;
  /** 密码. */
  password?: string | null | undefined;
  /** 手机号码: 11 digits. */
  phone: string;
};

/** A push of up to 100 policies. */
export type SubmitPoliciesInput = {
  /** Answer everything, the preview of the subsidy included, and write nothing. */
  dryRun?: boolean;
  /** What becomes of the good rows when others fail. */
  errorPolicy?: ErrorPolicy;
  /** Your key for this push: the same key with the same input is answered again, not done again. */
  idempotencyKey: string;
  /** Code of the programme whose window is open. */
  programme: string;
  /** The policies, 1 to 100. */
  rows: Array<PolicyRowInput>;
};

/** Every expected refusal. Values may be added; none is renamed. */
export type UserErrorCode =
  /** The number has an account; told only to whoever has proved to hold the number. */
  | 'ALREADY_REGISTERED'
  /** The working days of a year that this deadline needs are not known yet. */
  | 'CALENDAR_YEAR_MISSING'
  /** The code is wrong, has expired, was used, or was tried too often. */
  | 'CODE_INVALID'
  /** A warning: the check character does not fit, as in genuine early codes; the register is consulted. */
  | 'CREDIT_CODE_EARLY'
  /** The credit code fails GB 32100 and its organisation code fails GB 11714. */
  | 'CREDIT_CODE_INVALID'
  /** A day is not on the calendar or not written YYYY-MM-DD. */
  | 'DATE_INVALID'
  /** There is no such uploaded document of the institution. */
  | 'DOCUMENT_NOT_FOUND'
  /** A required field of a row is empty. */
  | 'FIELD_MISSING'
  /** A field is longer than it may be. */
  | 'FIELD_TOO_LONG'
  /** A field holds control characters or broken text. */
  | 'FIELD_UNREADABLE'
  /** Nobody approves what they prepared themselves. */
  | 'FOUR_EYES'
  /** The idempotency key was used before with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Not a resident identity number (GB 11643): 18 characters, a date of birth, a fitting check digit. */
  | 'IDENTITY_NUMBER_INVALID'
  /** The institution is not confirmed, or is suspended, and cannot push (§3 two). */
  | 'INSTITUTION_NOT_ACTIVE'
  /** The invoice number has neither 20 digits nor a code and a number. */
  | 'INVOICE_NO_INVALID'
  /** The notice was closed before. */
  | 'NOTICE_ALREADY_CLOSED'
  /** The proposal was published before. */
  | 'NOTICE_ALREADY_PUBLISHED'
  /** There is no such notice. */
  | 'NOTICE_NOT_FOUND'
  /** The working days of the notice are not over. */
  | 'NOTICE_STILL_OPEN'
  /** The token is not of an account that was registered with a phone number here. */
  | 'NO_PHONE_ACCOUNT'
  /** The regulator has not given its opinion yet (§3 five). */
  | 'OPINION_MISSING'
  /** A sign-in takes a password or a code, one of them. */
  | 'PASSWORD_OR_CODE'
  /** The password is too short, too long, or contains the phone number. */
  | 'PASSWORD_UNFIT'
  /** The account was verified already, and a person does not change. */
  | 'PERSON_ALREADY_VERIFIED'
  /** A person has a name. */
  | 'PERSON_NAME_MISSING'
  /** The register does not know this name with this identity number. */
  | 'PERSON_NOT_CONFIRMED'
  /** Not a mainland mobile number of 11 digits. */
  | 'PHONE_INVALID'
  /** The policy was withdrawn before. */
  | 'POLICY_ALREADY_WITHDRAWN'
  /** There is no such policy among those that you may see. */
  | 'POLICY_NOT_FOUND'
  /** The institution has pushed this policy number before; a policy counts once, ever. */
  | 'POLICY_NO_DUPLICATE'
  /** The same policy number stands in an earlier row of the submission. */
  | 'POLICY_NO_REPEATED'
  /** The policy does not start in the policy year (§1 two). */
  | 'POLICY_YEAR_MISMATCH'
  /** The premium is not an amount in yuan with at most two decimals. */
  | 'PREMIUM_INVALID'
  /** The premium is zero. */
  | 'PREMIUM_NOT_POSITIVE'
  /** The product is not one that the programme subsidises. */
  | 'PRODUCT_UNKNOWN'
  /** There is no programme with this code. */
  | 'PROGRAMME_NOT_FOUND'
  /** The programme has an approved proposal; it is not computed again. */
  | 'PROPOSAL_ALREADY_APPROVED'
  /** A revision is with the department; a new one is computed only after it was returned. */
  | 'PROPOSAL_IN_REVIEW'
  /** There is no such proposal. */
  | 'PROPOSAL_NOT_FOUND'
  /** The proposal is not in the state that this action needs. */
  | 'PROPOSAL_STATUS_UNFIT'
  /** Policies can be pushed only within the programme’s window (§3 four). */
  | 'PUSH_WINDOW_CLOSED'
  /** The action needs a reason in words. */
  | 'REASON_MISSING'
  /** No register is configured that could be asked. */
  | 'REGISTER_UNAVAILABLE'
  /** The account does not hold this role (any more). */
  | 'ROLE_NOT_HELD'
  /** One registers as INSURER or ENTERPRISE; the offices are appointed. */
  | 'ROLE_NOT_OFFERED'
  /** A submission has from 1 to 100 rows. */
  | 'ROW_COUNT_OUT_OF_RANGE'
  /** The phone number and the password or code do not go together. */
  | 'SIGN_IN_FAILED'
  /** Some rows failed and the error policy is REJECT_ALL, so no row was accepted. */
  | 'SUBMISSION_REJECTED'
  /** The last day of cover is before the first. */
  | 'TERM_ENDS_BEFORE_START'
  /** The term is longer than the programme allows (§1 two). */
  | 'TERM_TOO_LONG'
  /** More codes were asked for than a number, or an address, may have in a time. */
  | 'TOO_MANY_CODES'
  /** Too many sign-ins failed lately. */
  | 'TOO_MANY_SIGN_INS'
  /** Somebody changed the object since you read it. */
  | 'VERSION_CONFLICT';

/** Who you are. */
export type VerifyPersonInput = {
  /** 居民身份证号码: 18 characters (GB 11643). Stored sealed and shown to nobody. */
  identityNumber: string;
  /** 姓名. */
  name: string;
};

/** A policy to take back. */
export type WithdrawPolicyInput = {
  /** The policy. */
  policyId: string;
  /** 撤回理由: why it is taken back. */
  reason: string;
  /** The version that you saw. */
  version: number;
};

export type ClaimsQueryVariables = Exact<{
  filter?: ClaimFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClaimsQuery = { claims: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, status: ClaimStatus, calculatedAmount: string, capCut: string, budgetCut: string, grantedAmount: string, enterprise: { creditCode: string } | null, lines: Array<{ base: string, rate: string, subsidy: string, section: string, product: { code: string } | null }> }> } };

export type ClaimStatusChangedSubscriptionVariables = Exact<{
  filter?: ClaimStatusFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ClaimStatusChangedSubscription = { claimStatusChanged: { cursor: string, from: ClaimStatus | null, to: ClaimStatus | null, reason: string | null, claim: { id: string, grantedAmount: string } | null } };

export type EventsQueryVariables = Exact<{
  filter?: EventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EventsQuery = { events: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ cursor: string, type: EventType, subject: string, data: unknown }> } };

export type RequestPictureCodeMutationVariables = Exact<{ [key: string]: never; }>;


export type RequestPictureCodeMutation = { requestPictureCode: { pictureCode: { id: string, svg: string, expiresAt: string } | null } };

export type RequestSmsCodeMutationVariables = Exact<{
  input: RequestSmsCodeInput;
}>;


export type RequestSmsCodeMutation = { requestSmsCode: { expiresAt: string | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }> } };

export type SignedInFragment = { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subject: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }> };

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { register: { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subject: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subject: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { done: boolean | null } };

export type ChooseRoleMutationVariables = Exact<{
  input: ChooseRoleInput;
}>;


export type ChooseRoleMutation = { chooseRole: { token: string | null, tokenExpiresAt: string | null, roleGrants: Array<{ id: string, role: Role, subject: string | null }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type VerifyPersonMutationVariables = Exact<{
  input: VerifyPersonInput;
}>;


export type VerifyPersonMutation = { verifyPerson: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string }> } };

export type MyselfQueryVariables = Exact<{ [key: string]: never; }>;


export type MyselfQuery = { viewer: { role: Role, subject: string | null, scopes: Array<Scope> | null, personVerifiedAt: string | null, roleGrants: Array<{ id: string, role: Role, subject: string | null }> } };

export type SubmitPoliciesMutationVariables = Exact<{
  input: SubmitPoliciesInput;
}>;


export type SubmitPoliciesMutation = { submitPolicies: { submission: { id: string, rowCount: number, acceptedCount: number, failedCount: number } | null, rows: Array<{ index: number, rowKey: string | null, subsidyPreview: string | null, policy: { id: string, policyNo: string, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }>, warnings: Array<{ code: UserErrorCode, path: Array<string> | null }> }> | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, message: string, details: unknown }> } };

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


export type SubmissionRowsQuery = { submission: { rowCount: number, acceptedCount: number, failedCount: number, rows: Array<{ index: number, rowKey: string | null, policy: { policyNo: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> }> } | null };

export type WithdrawPolicyMutationVariables = Exact<{
  input: WithdrawPolicyInput;
}>;


export type WithdrawPolicyMutation = { withdrawPolicy: { policy: { status: PolicyStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type AttachDocumentMutationVariables = Exact<{
  input: AttachDocumentInput;
}>;


export type AttachDocumentMutation = { attachDocument: { policy: { missingDocuments: Array<DocumentKind> | null, documents: Array<{ kind: DocumentKind, document: { sha256: string, mediaType: string } | null }> | null } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null }> } };

export type RecipientProofQueryVariables = Exact<{
  recipientId: string;
}>;


export type RecipientProofQuery = { recipientProof: { entry: string, leafIndex: number, treeSize: number, inclusionProof: Array<string>, checkpoint: string } | null };

export type ProposalStepFragment = { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string };

export type ComputeProposalMutationVariables = Exact<{
  input: ComputeProposalInput;
}>;


export type ComputeProposalMutation = { computeProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type SubmitProposalMutationVariables = Exact<{
  input: ProposalStepInput;
}>;


export type SubmitProposalMutation = { submitProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type GiveOpinionMutationVariables = Exact<{
  input: GiveOpinionInput;
}>;


export type GiveOpinionMutation = { giveOpinion: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type ApproveProposalMutationVariables = Exact<{
  input: ProposalStepInput;
}>;


export type ApproveProposalMutation = { approveProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type ReturnProposalMutationVariables = Exact<{
  input: ReturnProposalInput;
}>;


export type ReturnProposalMutation = { returnProposal: { proposal: { id: string, revision: number, status: ProposalStatus, version: number, enterpriseCount: number, policyCount: number, leftOutCount: number, calculatedTotal: string, grantedTotal: string, inputDigest: string } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type LeftOutQueryVariables = Exact<{
  programme: string;
  first?: number | null | undefined;
}>;


export type LeftOutQuery = { subsidyProposals: { nodes: Array<{ revision: number, leftOut: { totalCount: number, nodes: Array<{ reasons: Array<LeftOutReason>, found: unknown, policy: { policyNo: string } | null }> } }> } };

export type PublishNoticeMutationVariables = Exact<{
  input: PublishNoticeInput;
}>;


export type PublishNoticeMutation = { publishNotice: { notice: { id: string, status: NoticeStatus, closesOn: string, version: number, releases: Array<{ number: number, recipientCount: number, totalAmount: string }> } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type CloseNoticeMutationVariables = Exact<{
  input: CloseNoticeInput;
}>;


export type CloseNoticeMutation = { closeNotice: { notice: { id: string, status: NoticeStatus, version: number } | null, userErrors: Array<{ code: UserErrorCode, path: Array<string> | null, details: unknown }> } };

export type PublicityNoticesQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicityNoticesQuery = { publicityNotices: { totalCount: number, nodes: Array<{ id: string, title: string, status: NoticeStatus, closesOn: string, workingDaysLeft: number, programme: { code: string }, releases: Array<{ number: number, recipientCount: number, totalAmount: string }> }> } };

export type RecipientsQueryVariables = Exact<{
  noticeId: string;
  filter?: RecipientFilter | null | undefined;
  orderBy?: RecipientOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type RecipientsQuery = { recipients: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, rank: number, name: string, creditCode: string, amount: string, city: { code: string, name: string } | null, qualificationKinds: Array<{ code: string }>, products: Array<{ code: string }> }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { role: Role, subject: string | null, tokenExpiresAt: string | null } };

export type RecipientFacetsQueryVariables = Exact<{
  noticeId: string;
  filter?: RecipientFilter | null | undefined;
}>;


export type RecipientFacetsQuery = { recipientFacets: { recipientCount: number, totalAmount: string, cities: Array<{ key: string, name: string, recipientCount: number, totalAmount: string | null }>, products: Array<{ key: string, recipientCount: number, totalAmount: string | null }>, qualifications: Array<{ key: string, recipientCount: number }>, amounts: Array<{ from: string, to: string | null, recipientCount: number, totalAmount: string }> } | null };

export type RecipientHistoryQueryVariables = Exact<{
  id: string;
}>;


export type RecipientHistoryQuery = { node:
    | { name: string, notice: { id: string } | null, history: Array<{ kind: string, release: number, reason: string | null, amount: string | null }> }
    | Record<PropertyKey, never>
   | null };

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
export const SignedInFragmentDoc = new TypedDocumentString(`
    fragment SignedIn on SignInPayload {
  token
  tokenExpiresAt
  roleGrants {
    id
    role
    subject
  }
  userErrors {
    code
    path
    message
    details
  }
}
    `, {"fragmentName":"SignedIn"}) as unknown as TypedDocumentString<SignedInFragment, unknown>;
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
    from
    to
    reason
    claim {
      id
      grantedAmount
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
      subject
      data
    }
  }
}
    `) as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
export const RequestPictureCodeDocument = new TypedDocumentString(`
    mutation RequestPictureCode {
  requestPictureCode {
    pictureCode {
      id
      svg
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<RequestPictureCodeMutation, RequestPictureCodeMutationVariables>;
export const RequestSmsCodeDocument = new TypedDocumentString(`
    mutation RequestSmsCode($input: RequestSmsCodeInput!) {
  requestSmsCode(input: $input) {
    expiresAt
    userErrors {
      code
      path
      message
      details
    }
  }
}
    `) as unknown as TypedDocumentString<RequestSmsCodeMutation, RequestSmsCodeMutationVariables>;
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
    subject
  }
  userErrors {
    code
    path
    message
    details
  }
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
    subject
  }
  userErrors {
    code
    path
    message
    details
  }
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
    subject
  }
  userErrors {
    code
    path
    message
    details
  }
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
    subject
    scopes
    personVerifiedAt
    roleGrants {
      id
      role
      subject
    }
  }
}
    `) as unknown as TypedDocumentString<MyselfQuery, MyselfQueryVariables>;
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
        details
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
      details
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitPoliciesMutation, SubmitPoliciesMutationVariables>;
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
    rows {
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
      details
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawPolicyMutation, WithdrawPolicyMutationVariables>;
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
    userErrors {
      code
      path
      details
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
      details
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
      details
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
      details
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
      details
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
}`) as unknown as TypedDocumentString<ReturnProposalMutation, ReturnProposalMutationVariables>;
export const LeftOutDocument = new TypedDocumentString(`
    query LeftOut($programme: String!, $first: Int) {
  subsidyProposals(programme: $programme, first: 1) {
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
      details
    }
  }
}
    `) as unknown as TypedDocumentString<PublishNoticeMutation, PublishNoticeMutationVariables>;
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
      details
    }
  }
}
    `) as unknown as TypedDocumentString<CloseNoticeMutation, CloseNoticeMutationVariables>;
export const PublicityNoticesDocument = new TypedDocumentString(`
    query PublicityNotices {
  publicityNotices {
    totalCount
    nodes {
      id
      title
      status
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
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    role
    subject
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
      from
      to
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