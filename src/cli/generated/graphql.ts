/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which of your roles. */
export type ChooseRoleInput = {
  /** One of `viewer { roleGrants }`. */
  roleGrantId: string;
};

/** 验证码用途: what a code may be used for. */
export type CodePurpose =
  /** 注册: to register an account. */
  | 'REGISTER'
  /** 重置密码: to set a new password. */
  | 'RESET_PASSWORD'
  /** 登录: to sign in. */
  | 'SIGN_IN';

/** What becomes of the good rows when others fail. */
export type ErrorPolicy =
  /** 全部退回: one failed row refuses all. */
  | 'REJECT_ALL'
  /** 仅退回失败行: good rows are accepted, failed ones are returned with reasons. */
  | 'REJECT_FAILED_ROWS';

/** For which number, and for what. */
export type RequestSmsCodeInput = {
  /** 手机号码: mobile number of 11 digits. */
  phone: string;
  /** 人机验证结果: the solved challenge as ALTCHA’s widget gives it: base64 of `{ challenge, solution }`. */
  proof: string;
  /** 用途: a code is good for nothing else. */
  purpose: CodePurpose;
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

/** Who comes in, with a password or with a code. */
export type SignInInput = {
  /** 短信验证码: sent for SIGN_IN. */
  code?: string | null | undefined;
  /** 密码: the password of the account. */
  password?: string | null | undefined;
  /** 手机号码: mobile number of 11 digits. */
  phone: string;
};

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

export type SubmissionStateFragment = { id: string, status: SubmissionStatus, dryRun: boolean, errorPolicy: ErrorPolicy, fileName: string | null, fileFormat: UploadedFormat | null, fileSize: number | null, bytesRead: number, sha256: string | null, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, warningCount: number, subsidyPreview: string | null, submittedAt: string, startedAt: string | null, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode, message: string } | null, rows: { nodes: Array<{ index: number, warnings: Array<{ message: string }> }> } };

export type SubmissionStateQueryVariables = Exact<{
  id: string;
}>;


export type SubmissionStateQuery = { submission: { id: string, status: SubmissionStatus, dryRun: boolean, errorPolicy: ErrorPolicy, fileName: string | null, fileFormat: UploadedFormat | null, fileSize: number | null, bytesRead: number, sha256: string | null, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, warningCount: number, subsidyPreview: string | null, submittedAt: string, startedAt: string | null, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode, message: string } | null, rows: { nodes: Array<{ index: number, warnings: Array<{ message: string }> }> } } | null };

export type LatestSubmissionsQueryVariables = Exact<{
  first: number;
}>;


export type LatestSubmissionsQuery = { submissions: { nodes: Array<{ id: string, status: SubmissionStatus, dryRun: boolean, errorPolicy: ErrorPolicy, fileName: string | null, fileFormat: UploadedFormat | null, fileSize: number | null, bytesRead: number, sha256: string | null, rowCount: number, acceptedCount: number, failedCount: number, correctedCount: number, flaggedCount: number, warningCount: number, subsidyPreview: string | null, submittedAt: string, startedAt: string | null, finishedAt: string | null, programme: { code: string }, fault: { code: UserErrorCode, message: string } | null, rows: { nodes: Array<{ index: number, warnings: Array<{ message: string }> }> } }> } };

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