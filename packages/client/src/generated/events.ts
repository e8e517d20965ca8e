/** Written by `npm run schema`. */

/** What each type of event carries, as `Event.dataJson` and webhooks have it. */
export interface EventDataByType {
  TEXT_MESSAGE_DELIVERED: {
    /** 短信模板: which text was sent */
    template:
      | 'VERIFICATION_CODE'
      | 'PAYMENT_INFORMATION_REQUEST'
      | 'PAYMENT_INFORMATION_REMINDER'
      | 'REGISTRATION_REMINDER'
      | 'STAFF_INVITATION'
      | 'PAYMENT_FAILED'
      | 'RECOVERY_NOTICE'
      | 'WEBHOOK_ENDED'
      | 'GRANT_ENDED';
    contactSource: 'REGISTRATION' | 'INSURER' | 'REGISTER' | null;
    /** 原因: none, always null */
    reason: null;
  };
  TEXT_MESSAGE_FAILED: {
    /** 短信模板: which text was sent */
    template:
      | 'VERIFICATION_CODE'
      | 'PAYMENT_INFORMATION_REQUEST'
      | 'PAYMENT_INFORMATION_REMINDER'
      | 'REGISTRATION_REMINDER'
      | 'STAFF_INVITATION'
      | 'PAYMENT_FAILED'
      | 'RECOVERY_NOTICE'
      | 'WEBHOOK_ENDED'
      | 'GRANT_ENDED';
    contactSource: 'REGISTRATION' | 'INSURER' | 'REGISTER' | null;
    /** what the provider reported */
    reason: string | null;
  };
  ACCOUNT_REGISTERED: Record<string, never>;
  SIGNED_IN: {
    /** 身份: the role */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
    /** the front-end that it was done through */
    clientId?: string;
  };
  SIGN_IN_REFUSED: Record<string, never>;
  SIGNED_OUT: Record<string, never>;
  PASSWORD_RESET: Record<string, never>;
  ROLE_GRANTED: {
    /** 身份: the role */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  ROLE_REVOKED: {
    /** 身份: the role */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  ACCESS_REFUSED: {
    /** 身份: role of the token */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
    /** the fields, or the route, that were refused; at most 20 */
    fields: string[];
  };
  PERSON_VERIFIED: Record<string, never>;
  PERSON_NOT_CONFIRMED: Record<string, never>;
  PERSON_CHECK_REQUESTED: {
    /** scans of identity papers */
    papers: number;
  };
  PERSON_CHECKED: Record<string, never>;
  PERSON_CHECK_CONFIRMED: Record<string, never>;
  PERSON_CHECK_REJECTED: Record<string, never>;
  IDENTITY_PAPER_READ: {
    /** 身份: role of the reader */
    by: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  IDENTITY_PAPERS_DELETED: Record<string, never>;
  TOKEN_ISSUED: {
    /** OAuth grant type of the request */
    grantType: string;
  };
  TOKEN_REUSED: {
    /** OAuth grant type of the request */
    grantType: string;
  };
  CREDENTIAL_ISSUED: {
    /** 认证方式: how it is proved */
    method: 'CLIENT_SECRET' | 'PRIVATE_KEY';
    /** 权限范围: what the credential may do */
    scopes: ('read' | 'write' | 'manage')[];
    /** last day of the credential */
    until: string;
  };
  CREDENTIAL_REVOKED: Record<string, never>;
  FRONT_END_REGISTERED: {
    /** allowed redirect addresses */
    redirectUris: string[];
  };
  FRONT_END_REVOKED: Record<string, never>;
  CONSENT_GIVEN: {
    /** 身份: the role that the front-end may use */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
    /** 第三方应用: the front-end */
    clientId: string;
  };
  REGISTRATION_CHANGED: {
    /** 登记机关: the register that was asked */
    source?: string;
    /** what a list did to the entry: `ADDED`, `CHANGED` or `REMOVED` */
    change?: string;
    /** the entry before; null for a new one */
    before: Record<string, unknown> | null;
    /** the entry now; null for one that was removed */
    after: Record<string, unknown> | null;
  };
  PROGRAMME_CREATED: {
    /** 年度工作编号: code of the programme */
    code: string;
    /** 文号 of the notice */
    documentNumber: string;
  };
  INSTITUTION_REGISTERED: Record<string, never>;
  INSTITUTION_CONFIRMED: {
    /** 状态: after the step */
    status?: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: before the step */
    from?: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: after the step */
    to?: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 身份: the department */
    by?: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  INSTITUTION_REJECTED: {
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: before the step */
    from: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: after the step */
    to: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 身份: the department */
    by: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
    /** 理由: the reason given */
    reason: string;
  };
  INSTITUTION_SUSPENDED: {
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: before the step */
    from: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: after the step */
    to: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 身份: the department */
    by: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
    /** 理由: the reason given */
    reason: string;
  };
  INSTITUTION_RESUMED: {
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: before the step */
    from: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 状态: after the step */
    to: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
    /** 身份: the department */
    by: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  ENTERPRISE_EXCLUDED: {
    /** 排除理由: why the company is left out */
    reason: string;
    /** 依据: the document that it is based on */
    source: string;
    /** reason and source before and now */
    changes: { field: string; from: string | null; to: string | null }[];
  };
  EXCLUSION_LIFTED: {
    /** reason and source before and now */
    changes: { field: string; from: string | null; to: string | null }[];
  };
  BINDING_REQUESTED: {
    /** 认证方式: how it is proved */
    kind: 'LEGAL_REPRESENTATIVE' | 'AGENT';
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'REVOKED';
  };
  BINDING_CONFIRMED: {
    /** 认证方式: how it is proved */
    kind: 'LEGAL_REPRESENTATIVE' | 'AGENT';
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'REVOKED';
  };
  BINDING_REJECTED: {
    /** 认证方式: how it is proved */
    kind: 'LEGAL_REPRESENTATIVE' | 'AGENT';
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'REVOKED';
  };
  BINDING_REVOKED: {
    /** 认证方式: how it is proved */
    kind: 'LEGAL_REPRESENTATIVE' | 'AGENT';
    /** 状态: after the step */
    status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'REVOKED';
  };
  AUTHORISATION_READ: {
    /** 身份: role of the reader */
    by: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  STAFF_INVITED: {
    /** 身份: role that the person has or is offered */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  STAFF_INVITATION_WITHDRAWN: {
    /** 身份: role that the person has or is offered */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  STAFF_JOINED: {
    /** 身份: role that the person has or is offered */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  STAFF_HANDED_OVER: {
    /** 身份: role that the person has or is offered */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  STAFF_REMOVED: {
    /** 身份: role that the person has or is offered */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
    /** 移除理由: why the person was removed */
    reason: string;
  };
  BANK_ACCOUNT_ADDED: {
    /** last four digits of the account number */
    lastFour: string;
    /** 身份: role of the person */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  BANK_ACCOUNT_MADE_DEFAULT: {
    /** last four digits of the account number */
    lastFour: string;
    /** 身份: role of the person */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  BANK_ACCOUNT_REMOVED: {
    /** last four digits of the account number */
    lastFour: string;
    /** 身份: role of the person */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  BANK_ACCOUNT_REVEALED: {
    /** last four digits of the account number */
    lastFour: string;
    /** 身份: role of the person */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  CONTACT_GIVEN: {
    /** last four digits before and now, where another number was known */
    changes?: { field: string; from: string | null; to: string | null }[];
  };
  ENTERPRISE_INVITED: {
    /** last day of the programme that the message names */
    until: string;
  };
  POLICY_WITHDRAWN: {
    /** 撤回理由: why it was withdrawn */
    reason: string;
  };
  POLICY_CORRECTED: {
    /** 更正字段: fields that were corrected */
    fields: string[];
    /** version of the policy after the correction */
    version: number;
    /** the fields before and now */
    changes: { field: string; from: string | null; to: string | null }[];
  };
  REFUND_RECORDED: {
    /** 批单号: number of the endorsement */
    endorsementNo: string;
    /** version of the policy after the refund */
    version: number;
  };
  POLICY_PROBLEM_REPORTED: {
    /** 问题类型: kind of problem */
    kind: 'MISSING' | 'WRONG';
    /** 状态: after the step */
    status: 'OPEN' | 'ANSWERED' | 'CLOSED';
    /** last day for the insurer to answer */
    answerBy: string;
  };
  POLICY_PROBLEM_ANSWERED: {
    /** 问题类型: kind of problem */
    kind: 'MISSING' | 'WRONG';
    /** 状态: after the step */
    status: 'OPEN' | 'ANSWERED' | 'CLOSED';
    /** last day for the insurer to answer */
    answerBy: string;
  };
  POLICY_PROBLEM_REPLIED: {
    /** 问题类型: kind of problem */
    kind: 'MISSING' | 'WRONG';
    /** 状态: after the step */
    status: 'OPEN' | 'ANSWERED' | 'CLOSED';
    /** last day for the insurer to answer */
    answerBy: string;
  };
  POLICY_PROBLEM_CLOSED: {
    /** 问题类型: kind of problem */
    kind: 'MISSING' | 'WRONG';
    /** 状态: after the step */
    status: 'OPEN' | 'ANSWERED' | 'CLOSED';
    /** last day for the insurer to answer */
    answerBy: string;
  };
  OTHER_FUNDING_RECORDED: {
    /** 其他财政资金, in yuan */
    amount: string;
    /** 资金来源: whose money it is */
    source: string;
    /** amount and source before and now */
    changes: { field: string; from: string | null; to: string | null }[];
  };
  POLICY_BLOCKED: {
    /** 说明: what was paid already */
    reason: string;
    /** 依据: the document that it is based on */
    source: string;
  };
  POLICY_UNBLOCKED: {
    /** 解除理由: why it counts again */
    reason: string;
  };
  POLICIES_SUBMITTED: {
    /** 状态: how the work on a file ended */
    status?: 'QUEUED' | 'PROCESSING' | 'COMPLETED' | 'REJECTED' | 'FAILED';
    /** 行数: rows of the push */
    rows?: number;
    /** 受理: rows that were accepted */
    accepted?: number;
    /** 退回: rows that were refused */
    failed?: number;
    /** rows of a file that corrected earlier policies */
    corrected?: number;
  };
  DOCUMENT_ATTACHED: {
    /** 材料类别: kind of paper */
    kind: 'POLICY' | 'INVOICE';
    /** digest of the paper */
    sha256: string;
  };
  DOCUMENT_REMOVED: {
    /** 材料类别: kind of paper */
    kind: 'POLICY' | 'INVOICE';
    /** digest of the paper */
    sha256: string;
  };
  DOCUMENT_DOWNLOADED: {
    /** digest of the paper */
    sha256: string;
    /** 身份: role of the reader */
    role: 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'CITY' | 'AUDITOR';
  };
  LIST_UPLOADED: {
    /** 名单类别: kind of list */
    kind: 'COMPANY_REGISTER' | 'QUALIFICATIONS';
    /** 更新方式: how it changes what is there */
    mode: 'ADD' | 'REPLACE';
    /** 名单来源: whose list it is */
    source: string;
    /** 名单日期: the day that the list is of */
    listDate: string;
    /** digest of the file */
    sha256: string;
  };
  LIST_CONFIRMED: {
    /** 名单类别: kind of list */
    kind: 'COMPANY_REGISTER' | 'QUALIFICATIONS';
    /** 名单来源: whose list it is */
    source: string;
  };
  LIST_DISCARDED: {
    /** 名单类别: kind of list */
    kind: 'COMPANY_REGISTER' | 'QUALIFICATIONS';
    /** 名单来源: whose list it is */
    source: string;
    /** 放弃理由: why it was discarded */
    reason: string;
  };
  LIST_APPLIED: {
    /** 名单类别: kind of list */
    kind: 'COMPANY_REGISTER' | 'QUALIFICATIONS';
    /** 名单来源: whose list it is */
    source: string;
    /** 名单日期: the day that the list is of */
    listDate: string;
    /** 新增: companies that are new */
    added: number;
    /** 变更: companies that differ */
    changed: number;
    /** companies that are not on the list any more */
    removed: number;
  };
  QUALIFICATIONS_IMPORTED: {
    /** `ADDED`, `CHANGED` or `REMOVED` */
    change: string;
    /** the entry before; null for a new one */
    before: Record<string, unknown> | null;
    /** the entry now; null for one that was removed */
    after: Record<string, unknown> | null;
  };
  DRAFT_PREPARED: {
    /** 草案类别: what is drafted */
    kind: 'PROGRAMME' | 'CALENDAR';
    /** 草案状态: after the step */
    status: 'DRAFT' | 'CHECKED' | 'APPROVED' | 'IN_FORCE' | 'RETURNED' | 'REPLACED' | 'OUTDATED';
    /** 年度工作编号: of a draft of a programme */
    programme?: string;
    /** 年份: of a draft of the calendar */
    year?: number;
  };
  DRAFT_CHECKED: {
    /** 草案类别: what is drafted */
    kind: 'PROGRAMME' | 'CALENDAR';
    /** 草案状态: after the step */
    status: 'DRAFT' | 'CHECKED' | 'APPROVED' | 'IN_FORCE' | 'RETURNED' | 'REPLACED' | 'OUTDATED';
  };
  DRAFT_APPROVED: {
    /** 草案类别: what is drafted */
    kind: 'PROGRAMME' | 'CALENDAR';
    /** 草案状态: after the step */
    status: 'DRAFT' | 'CHECKED' | 'APPROVED' | 'IN_FORCE' | 'RETURNED' | 'REPLACED' | 'OUTDATED';
  };
  DRAFT_RETURNED: {
    /** 草案类别: what is drafted */
    kind: 'PROGRAMME' | 'CALENDAR';
    /** 草案状态: after the step */
    status: 'DRAFT' | 'CHECKED' | 'APPROVED' | 'IN_FORCE' | 'RETURNED' | 'REPLACED' | 'OUTDATED';
    /** 退回理由: why it was returned */
    reason: string;
  };
  DRAFT_OUTDATED: {
    /** 草案类别: what is drafted */
    kind: 'PROGRAMME' | 'CALENDAR';
    /** 草案状态: after the step */
    status: 'DRAFT' | 'CHECKED' | 'APPROVED' | 'IN_FORCE' | 'RETURNED' | 'REPLACED' | 'OUTDATED';
  };
  CALENDAR_IMPORTED: {
    /** 年份: the year */
    year: number;
    /** 放假日期: days that are off */
    holidays: string[];
    /** 调休上班日期: weekend days that are worked */
    makeUpDays: string[];
    /** 文号 of the notice that arranges the year */
    documentNumber: string;
    /** each value that differs, by its place */
    changes: { field: string; before: string | null; after: string | null }[];
  };
  PROGRAMME_UPDATED: {
    /** 年度工作编号: code of the programme */
    code: string;
    /** version of the rules that is in force now */
    rulesVersion: number;
    /** each value that differs, by its place */
    changes: { field: string; before: string | null; after: string | null }[];
  };
  PROPOSAL_COMPUTED: {
    /** 方案版本: revision of the proposal */
    revision: number;
    /** 拟补贴总额, in yuan */
    grantedTotal: string;
    /** digest of what it was computed from */
    inputDigest: string;
  };
  PROPOSAL_SUBMITTED: Record<string, never>;
  OPINION_GIVEN: {
    /** whether the regulator agrees */
    agrees: boolean;
    /** 监管意见: the opinion in words */
    opinion: string;
    /** SHA-256 of each paper */
    papers: string[];
  };
  PROPOSAL_APPROVED: {
    /** 方案版本: revision of the proposal */
    revision: number;
    /** 拟补贴总额, in yuan */
    grantedTotal: string;
  };
  PROPOSAL_RETURNED: {
    /** 退回理由: why it was returned */
    reason: string;
  };
  PROPOSAL_REMINDED: {
    /** 方案版本: revision of the proposal */
    revision: number;
    /** the step that it waits for */
    waitsFor: string;
    /** when the step began */
    since: string;
    /** working days that the programme allows */
    workingDaysAllowed: number;
  };
  COMPUTATION_CANCELLED: Record<string, never>;
  POLICY_ADMITTED: {
    /** 准予计入的理由: why it counts */
    reason: string;
  };
  NOTICE_PUBLISHED: {
    /** 公示版本: the first release, always 1 */
    release: number;
    /** last day of the notice */
    closesOn: string;
    /** companies on the list */
    recipientCount: number;
    /** total of the list, in yuan */
    totalAmount: string;
  };
  NOTICE_CORRECTED: {
    /** 公示版本: number of the new release */
    release: number;
    /** companies on the list */
    recipientCount: number;
    /** total of the list, in yuan */
    totalAmount: string;
    /** 理由: the reason, as it is published */
    reason: string;
    /** corrected lines: removed, or with another amount or name */
    corrections: {
      /** 统一社会信用代码: the line */
      creditCode: string;
      /** whether the line was removed */
      remove: boolean;
      amount: string | null;
      name: string | null;
    }[];
    /** amount and name of each line before and now; null where it was removed */
    changes: { field: string; from: string; to: string | null }[];
  };
  NOTICE_CLOSED: {
    /** last day of the notice */
    closesOn: string;
  };
  OBJECTION_FILED: {
    /** id of the notice, for `node(id:)` */
    noticeId: string;
    /** the line; null for the whole notice */
    creditCode: string | null;
    /** last day to decide it */
    decideBy: string;
  };
  OBJECTION_WITHDRAWN: {
    /** id of the notice, for `node(id:)` */
    noticeId: string;
    /** the line; null for the whole notice */
    creditCode: string | null;
  };
  OBJECTION_DECIDED: {
    /** id of the notice, for `node(id:)` */
    noticeId: string;
    /** the line; null for the whole notice */
    creditCode: string | null;
    /** 处理结果: what was decided */
    outcome: 'OPEN' | 'WITHDRAWN' | 'UPHELD' | 'DISMISSED';
    /** 理由: the reason, as it is published */
    reason: string;
  };
  OBJECTION_REMINDED: {
    /** id of the notice, for `node(id:)` */
    noticeId: string;
    /** last day to decide it */
    decideBy: string;
  };
  OBJECTION_FILING_READ: {
    /** as which role it was read */
    role: string;
  };
  OBJECTION_ATTACHMENT_READ: {
    /** digest of the paper */
    sha256: string;
  };
  CLAIM_STATUS_CHANGED: {
    /** state before; null for a new claim */
    from:
      | 'PROPOSED'
      | 'IN_REVIEW'
      | 'PUBLICISED'
      | 'OBJECTED'
      | 'EXCLUDED'
      | 'CONFIRMED'
      | 'AWAITING_CLAIM'
      | 'CLAIMED'
      | 'FORFEITED'
      | 'PAYMENT_ORDERED'
      | 'PAYMENT_FAILED'
      | 'PAID'
      | 'RECOVERING'
      | 'RECOVERED'
      | null;
    /** state after; null for a draft that the next one no longer has */
    to:
      | 'PROPOSED'
      | 'IN_REVIEW'
      | 'PUBLICISED'
      | 'OBJECTED'
      | 'EXCLUDED'
      | 'CONFIRMED'
      | 'AWAITING_CLAIM'
      | 'CLAIMED'
      | 'FORFEITED'
      | 'PAYMENT_ORDERED'
      | 'PAYMENT_FAILED'
      | 'PAID'
      | 'RECOVERING'
      | 'RECOVERED'
      | null;
    /** why, where there is a reason */
    reason: string | null;
  };
  PAYMENT_INFORMATION_REQUESTED: {
    /** claims that were asked for their accounts */
    requestedCount: number;
    /** 短信: text messages that were sent */
    messageCount: number;
    /** last day to claim */
    claimBy: string;
  };
  CLAIM_EXTENDED: {
    /** last day to claim from now on */
    until: string;
    /** 延长理由: why there is more time */
    reason: string;
    /** last day to claim before and now */
    changes: { field: string; from: string | null; to: string | null }[];
  };
  CLAIM_REMINDED: {
    /** last day to claim */
    claimBy: string;
  };
  SERVICE_NOTICE_PREPARED: {
    /** companies on the list */
    lineCount: number;
  };
  SERVICE_NOTICE_PUBLISHED: {
    /** companies on the list */
    lineCount: number;
    /** last day to claim */
    claimBy: string;
  };
  PAYMENT_ORDERED: {
    /** 批次号: number of the batch */
    number: number;
    /** claims of the batch */
    lineCount: number;
    /** total of the batch, in yuan */
    totalAmount: string;
  };
  PAYMENT_RELEASED: {
    /** 批次号: number of the batch */
    number: number;
    /** total of the batch, in yuan */
    totalAmount: string;
    /** SHA-256 of each file, by format */
    files: Record<string, string>;
    /** version of the layout; null for the usual one */
    layout: number | null;
  };
  PAYMENT_LINE_HELD: {
    /** 付款编号 of the line */
    reference: string;
    /** 暂缓原因: why it is on hold */
    reason: string;
  };
  PAYEES_ACCEPTED: {
    /** 批次号: number of the batch */
    number: number;
    /** 付款编号 of the accepted lines */
    references: string[];
    /** 确认理由: why they may be paid */
    reason: string;
  };
  PAYMENT_LAYOUT_PROPOSED: {
    /** 版本号: number of the layout */
    number: number;
  };
  PAYMENT_LAYOUT_APPROVED: {
    /** 版本号: number of the layout */
    number: number;
    /** the version in force before and now */
    changes: { field: string; from: number | null; to: number }[];
  };
  PAYMENT_LAYOUT_REJECTED: {
    /** 版本号: number of the layout */
    number: number;
    /** 理由: the reason given */
    reason: string;
  };
  PAYMENT_RETURNED: {
    /** 批次号: number of the batch */
    number: number;
    /** 状态: after the step */
    status: 'ORDERED' | 'RELEASED' | 'SETTLED' | 'CANCELLED';
    /** who has to act: DEPARTMENT or ENTERPRISE */
    to: string;
    /** 退回理由: why it was returned */
    reason: string;
    /** 付款编号 of the returned lines */
    references: string[];
  };
  PAYMENT_FILE_READ: {
    /** xlsx or csv */
    format: string;
    /** digest of the file */
    sha256: string;
  };
  PAYMENT_RESULTS_RECORDED: {
    /** results that are new */
    recordedCount: number;
    /** 状态: after the step */
    status: 'ORDERED' | 'RELEASED' | 'SETTLED' | 'CANCELLED';
    /** lines without a result */
    openCount: number;
    /** 成功金额, in yuan */
    paidAmount: string;
    /** 失败金额, in yuan */
    failedAmount: string;
  };
  RECOVERY_OPENED: {
    /** 统一社会信用代码: of the company */
    creditCode: string;
    /** to be paid back, in yuan */
    amount: string;
    /** last day to pay it back */
    repayBy: string;
    /** 理由: the reason, as it is published */
    reason: string;
  };
  RECOVERY_RAISED: {
    /** 统一社会信用代码: of the company */
    creditCode: string;
    /** before, in yuan */
    from: string;
    /** to be paid back, in yuan */
    amount: string;
    /** last day to pay it back */
    repayBy: string;
  };
  REPAYMENT_RECORDED: {
    /** received, in yuan */
    amount: string;
    /** received in all, in yuan */
    repaid: string;
    /** day of receipt */
    receivedOn: string;
  };
  RECOVERY_CLOSED: {
    /** 统一社会信用代码: of the company */
    creditCode: string;
    /** paid back in all, in yuan */
    amount: string;
  };
  SPOT_CHECK_DRAWN: {
    /** 抽核批次: number of the spot check */
    number: number;
    /** 随机种子: seed of the draw */
    seed: string;
    /** 抽样算法: how it was drawn */
    algorithm: string;
    /** 抽核比例, in percent */
    percent: string;
    /** digest of the policies that it was drawn from */
    populationDigest: string;
    /** policies of the institution */
    populationCount: number;
    /** drawn policies of the institution */
    sampleCount: number;
  };
  FINDING_RECORDED: {
    /** 抽核结论: what the papers show */
    verdict: 'PASSED' | 'FAILED';
    /** 不合格情形: what is wrong */
    faults: (
      | 'POLICY_DOCUMENT_INVALID'
      | 'INVOICE_INVALID'
      | 'PREMIUM_NOT_PAID'
      | 'POLICYHOLDER_DIFFERS'
      | 'PRODUCT_DIFFERS'
      | 'PERIOD_DIFFERS'
      | 'AMOUNT_DIFFERS'
      | 'OTHER'
    )[];
  };
  FINDING_CONFIRMED: {
    /** 抽核结论: what the papers show */
    verdict: 'PASSED' | 'FAILED';
    /** 不合格情形: what is wrong */
    faults: (
      | 'POLICY_DOCUMENT_INVALID'
      | 'INVOICE_INVALID'
      | 'PREMIUM_NOT_PAID'
      | 'POLICYHOLDER_DIFFERS'
      | 'PRODUCT_DIFFERS'
      | 'PERIOD_DIFFERS'
      | 'AMOUNT_DIFFERS'
      | 'OTHER'
    )[];
  };
  FINDING_RETURNED: {
    /** 抽核结论: what the papers show */
    verdict: 'PASSED' | 'FAILED';
    /** 退回理由: why it was returned */
    reason: string;
  };
  SPOT_CHECK_FAILED: {
    /** 抽核批次: number of the spot check */
    number: number;
    /** 不合格情形: what is wrong */
    faults: (
      | 'POLICY_DOCUMENT_INVALID'
      | 'INVOICE_INVALID'
      | 'PREMIUM_NOT_PAID'
      | 'POLICYHOLDER_DIFFERS'
      | 'PRODUCT_DIFFERS'
      | 'PERIOD_DIFFERS'
      | 'AMOUNT_DIFFERS'
      | 'OTHER'
    )[];
  };
  POLICY_OUTCOME_CHANGED: {
    /** 结果: the outcome before */
    from:
      | 'AWAITING_DOCUMENTS'
      | 'AWAITING_ASSESSMENT'
      | 'LEFT_OUT'
      | 'COUNTED'
      | 'PUBLICISED'
      | 'EXCLUDED'
      | 'FORFEITED'
      | 'PAID'
      | 'RECOVERING'
      | 'RECOVERED'
      | 'WITHDRAWN';
    /** 结果: the outcome now */
    to:
      | 'AWAITING_DOCUMENTS'
      | 'AWAITING_ASSESSMENT'
      | 'LEFT_OUT'
      | 'COUNTED'
      | 'PUBLICISED'
      | 'EXCLUDED'
      | 'FORFEITED'
      | 'PAID'
      | 'RECOVERING'
      | 'RECOVERED'
      | 'WITHDRAWN';
    revision: number | null;
    /** why it is left out; empty for another outcome */
    reasons: string[];
  };
  WEBHOOK_REGISTERED: {
    /** host that events are sent to */
    host: string;
    /** what it ends with */
    restsOn: 'ROLE' | 'FRONT_END' | 'MACHINE';
    /** why the gateway removed it */
    because?: 'REMOVED' | 'GRANT_ENDED' | 'GONE';
  };
  WEBHOOK_REMOVED: {
    /** host that events are sent to */
    host: string;
    /** what it ends with */
    restsOn: 'ROLE' | 'FRONT_END' | 'MACHINE';
    /** why the gateway removed it */
    because?: 'REMOVED' | 'GRANT_ENDED' | 'GONE';
  };
}

/** What `sendTestDelivery` sends: no event, so it has no place in the log. */
export interface TestDelivery {
  type: 'WEBHOOK_TEST';
  timestamp: string;
  cursor: null;
  subject: string;
  data?: Record<string, never>;
}

/** An event as webhooks send it: where `type` is known, `data` is too. `data` is absent where a webhook sends ids alone. */
export type MianshenEvent =
  | {
      [Type in keyof EventDataByType]: {
        type: Type;
        timestamp: string;
        cursor: string;
        subject: string;
        data?: EventDataByType[Type];
      };
    }[keyof EventDataByType]
  | TestDelivery;
