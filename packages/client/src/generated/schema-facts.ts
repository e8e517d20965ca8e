/** Written by `npm run schema`. */
const refusals = {
  "acceptPayees": [
    "PAYMENT_BATCH_NOT_FOUND",
    "PAYMENT_BATCH_STATUS_UNFIT",
    "PAYMENT_LINE_NOT_HELD",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "acceptStaffInvitation": [
    "INVITATION_NOT_FOUND",
    "PERSON_NOT_VERIFIED"
  ],
  "addBankAccount": [
    "BANK_ACCOUNTS_TOO_MANY",
    "BANK_ACCOUNT_KNOWN",
    "BANK_ACCOUNT_NOT_FOUND",
    "BANK_CODE_INVALID",
    "BANK_HOLDER_OTHER",
    "BANK_NUMBER_INVALID",
    "IDEMPOTENCY_CONFLICT",
    "NAME_MISSING"
  ],
  "admitPolicy": [
    "IDEMPOTENCY_CONFLICT",
    "POLICY_NOT_FOR_REVIEW",
    "REASON_MISSING"
  ],
  "answerPolicyProblem": [
    "PROBLEM_CLOSED",
    "PROBLEM_NOT_FOUND",
    "PROBLEM_TEXT_MISSING",
    "VERSION_CONFLICT"
  ],
  "approveDraft": [
    "DRAFT_APPROVED_ALREADY",
    "DRAFT_CONTRADICTORY",
    "DRAFT_NOT_FOUND",
    "DRAFT_OUTDATED",
    "DRAFT_STATUS_UNFIT",
    "FOUR_EYES",
    "VERSION_CONFLICT"
  ],
  "approvePaymentLayout": [
    "FOUR_EYES",
    "PAYMENT_LAYOUT_DECIDED",
    "PAYMENT_LAYOUT_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "approveProposal": [
    "FOUR_EYES",
    "OPINION_MISSING",
    "POLICIES_EXCLUDED_SINCE",
    "PROPOSAL_NOT_FOUND",
    "PROPOSAL_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "attachDocument": [
    "DOCUMENT_NOT_FOUND",
    "POLICY_NOT_FOUND"
  ],
  "bindEnterprise": [
    "AUTHORISATION_MISSING",
    "BINDING_KNOWN",
    "COMPANY_REGISTER_SILENT",
    "CREDIT_CODE_INVALID",
    "NAME_MISSING",
    "NOT_THE_REPRESENTATIVE",
    "PERSON_NOT_VERIFIED",
    "REPRESENTATIVE_NOT_REGISTERED"
  ],
  "blockPolicy": [
    "IDEMPOTENCY_CONFLICT",
    "POLICY_ALREADY_BLOCKED",
    "POLICY_ALREADY_WITHDRAWN",
    "POLICY_NOT_FOUND",
    "REASON_MISSING",
    "SOURCE_MISSING",
    "VERSION_CONFLICT"
  ],
  "cancelProposalComputation": [
    "COMPUTATION_ENDED",
    "COMPUTATION_NOT_FOUND"
  ],
  "checkDraft": [
    "DRAFT_CONTRADICTORY",
    "DRAFT_NOT_FOUND",
    "DRAFT_OUTDATED",
    "DRAFT_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "chooseRole": [
    "OWN_SIGN_IN_NEEDED",
    "ROLE_NOT_HELD"
  ],
  "closeNotice": [
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "NOTICE_STILL_OPEN",
    "VERSION_CONFLICT"
  ],
  "closePolicyProblem": [
    "PROBLEM_CLOSED",
    "PROBLEM_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "computeProposal": [
    "COMPUTATION_CANCELLED",
    "COMPUTATION_FAILED",
    "IDEMPOTENCY_CONFLICT",
    "PROGRAMME_NOT_FOUND",
    "PROPOSAL_ALREADY_APPROVED",
    "PROPOSAL_IN_REVIEW"
  ],
  "confirmBinding": [
    "BINDING_NOT_FOUND",
    "BINDING_STATUS_UNFIT",
    "FOUR_EYES",
    "VERSION_CONFLICT"
  ],
  "confirmClaim": [
    "BANK_ACCOUNT_UNKNOWN",
    "CLAIM_NOT_FOUND",
    "CLAIM_ON_HOLD",
    "CLAIM_STATUS_UNFIT",
    "CLAIM_TIME_OVER",
    "STATEMENT_NOT_ACCEPTED",
    "VERSION_CONFLICT"
  ],
  "confirmFinding": [
    "FOUR_EYES",
    "RECOVERY_IS_FOR_SCIENCE",
    "REPAY_BY_UNFIT",
    "SPOT_CHECK_ITEM_NOT_FOUND",
    "SPOT_CHECK_ITEM_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "confirmInstitution": [
    "ALREADY_CONFIRMED",
    "FOUR_EYES",
    "INSTITUTION_NOT_FOUND",
    "INSTITUTION_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "confirmListImport": [
    "FOUR_EYES",
    "LIST_INCOMPLETE",
    "LIST_NOT_FOUND",
    "LIST_OUTDATED",
    "LIST_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "confirmPersonCheck": [
    "FOUR_EYES",
    "NO_PHONE_ACCOUNT",
    "PERSON_ALREADY_VERIFIED",
    "PERSON_CHECK_DECIDED",
    "PERSON_CHECK_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "correctNotice": [
    "CALENDAR_YEAR_MISSING",
    "CLAIM_STATUS_UNFIT",
    "CORRECTIONS_UNFIT",
    "CORRECTION_RAISES_AMOUNT",
    "FOUR_EYES",
    "IDEMPOTENCY_CONFLICT",
    "LINE_NOT_PUBLISHED",
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "correctPolicy": [
    "COINSURANCE_NO_MISSING",
    "COINSURANCE_OVER_100",
    "CORRECTION_EMPTY",
    "CORRECTION_UNKNOWN",
    "CREDIT_CODE_EARLY",
    "CREDIT_CODE_INVALID",
    "DATE_INVALID",
    "FIELD_MISSING",
    "FIELD_TOO_LONG",
    "FIELD_UNREADABLE",
    "INVOICE_NO_INVALID",
    "POLICY_ALREADY_WITHDRAWN",
    "POLICY_EXCLUDED",
    "POLICY_NOT_FOUND",
    "POLICY_SETTLED",
    "POLICY_UNDER_CHECK",
    "POLICY_YEAR_MISMATCH",
    "PREMIUM_BELOW_REFUNDS",
    "PREMIUM_INVALID",
    "PREMIUM_NOT_POSITIVE",
    "PRODUCT_UNKNOWN",
    "REASON_MISSING",
    "SHARE_INVALID",
    "TERM_ENDS_BEFORE_START",
    "TERM_TOO_LONG",
    "VERSION_CONFLICT"
  ],
  "decideObjection": [
    "CALENDAR_YEAR_MISSING",
    "CLAIM_STATUS_UNFIT",
    "CORRECTIONS_UNFIT",
    "CORRECTION_RAISES_AMOUNT",
    "FOUR_EYES",
    "LINE_NOT_PUBLISHED",
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "OBJECTION_ALREADY_ENDED",
    "OBJECTION_NOT_FOUND",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "discardListImport": [
    "LIST_NOT_FOUND",
    "LIST_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "draftCalendar": [
    "IDEMPOTENCY_CONFLICT"
  ],
  "draftProgramme": [
    "DRAFT_CONTRADICTORY",
    "IDEMPOTENCY_CONFLICT",
    "PROGRAMME_EXISTS"
  ],
  "drawSpotCheck": [
    "AMOUNT_BOUNDS_UNFIT",
    "IDEMPOTENCY_CONFLICT",
    "INSTITUTION_NOT_FOUND",
    "POPULATION_EMPTY",
    "PROGRAMME_NOT_FOUND",
    "PROPOSAL_NOT_FOUND",
    "SAMPLE_PERCENT_UNFIT"
  ],
  "excludeEnterprise": [
    "ENTERPRISE_UNKNOWN",
    "IDEMPOTENCY_CONFLICT",
    "PROGRAMME_NOT_FOUND",
    "REASON_MISSING"
  ],
  "exportRows": [
    "EXPORTS_TOO_MANY",
    "EXPORT_QUERY_UNFIT",
    "IDEMPOTENCY_CONFLICT"
  ],
  "extendClaim": [
    "CALENDAR_YEAR_MISSING",
    "CLAIM_NOT_FOUND",
    "CLAIM_STATUS_UNFIT",
    "EXTENSION_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "fileObjection": [
    "CALENDAR_YEAR_MISSING",
    "LINE_NOT_PUBLISHED",
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "NOTICE_NOT_OPEN",
    "OBJECTION_CODE_WRONG",
    "OBJECTION_NAME_MISSING",
    "OBJECTION_STATEMENT_UNFIT"
  ],
  "forfeitExpiredClaims": [
    "IDEMPOTENCY_CONFLICT",
    "PROGRAMME_NOT_FOUND"
  ],
  "giveEnterpriseContacts": [
    "CONTACT_ENTERPRISE_UNKNOWN",
    "IDEMPOTENCY_CONFLICT",
    "PHONE_INVALID"
  ],
  "giveOpinion": [
    "FOUR_EYES",
    "OPINION_PAPER_NOT_FOUND",
    "PROPOSAL_NOT_FOUND",
    "PROPOSAL_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "handOverManagement": [
    "NOT_THE_MANAGER",
    "STAFF_MEMBER_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "importQualifications": [
    "LIST_CODE_INVALID",
    "LIST_DATE_INVALID",
    "LIST_DAY_INVALID",
    "LIST_FIELD_INVALID",
    "LIST_FIELD_MISSING",
    "LIST_KEY_CONFLICT",
    "LIST_KIND_UNKNOWN",
    "LIST_MODE_UNFIT",
    "LIST_PERIOD_INVALID",
    "LIST_ROW_REPEATED",
    "LIST_SOURCE_MISSING",
    "QUALIFICATION_ROWS_OUT_OF_RANGE"
  ],
  "inviteStaff": [
    "ALREADY_STAFF",
    "IDEMPOTENCY_CONFLICT",
    "INVITATION_OPEN",
    "NOT_THE_MANAGER",
    "PHONE_INVALID"
  ],
  "issueMachineCredential": [
    "CREDENTIAL_EXPIRY_UNFIT",
    "CREDENTIAL_SCOPES_EXCEED",
    "CREDENTIAL_SCOPES_MISSING",
    "IDEMPOTENCY_CONFLICT",
    "NAME_MISSING",
    "PUBLIC_KEYS_UNFIT",
    "TOO_MANY_CREDENTIALS"
  ],
  "keepObjectionAttachments": [
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "NOTICE_NOT_OPEN",
    "OBJECTION_ALREADY_FILED",
    "OBJECTION_CODE_WRONG"
  ],
  "liftExclusion": [
    "ENTERPRISE_NOT_EXCLUDED",
    "ENTERPRISE_UNKNOWN",
    "FOUR_EYES",
    "PROGRAMME_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "lookUpCompany": [
    "COMPANY_NOT_REGISTERED",
    "COMPANY_REGISTER_SILENT",
    "REGISTER_BY_LISTS_ALONE",
    "REGISTER_CODE_INVALID"
  ],
  "makeBankAccountDefault": [
    "BANK_ACCOUNT_NOT_FOUND"
  ],
  "openRecovery": [
    "CLAIM_NOT_FOUND",
    "CLAIM_STATUS_UNFIT",
    "IDEMPOTENCY_CONFLICT",
    "REASON_MISSING",
    "RECOVERY_AMOUNT_UNFIT",
    "VERSION_CONFLICT"
  ],
  "orderPayment": [
    "CLAIM_HELD",
    "CLAIM_NOT_FOUND",
    "CLAIM_STATUS_UNFIT",
    "FOUR_EYES",
    "IDEMPOTENCY_CONFLICT",
    "NOTHING_TO_PAY",
    "PROGRAMME_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "prepareServiceNotice": [
    "IDEMPOTENCY_CONFLICT",
    "NOBODY_UNREACHED",
    "PROGRAMME_NOT_FOUND"
  ],
  "proposePaymentLayout": [
    "IDEMPOTENCY_CONFLICT",
    "PAYMENT_LAYOUT_UNFIT",
    "PROGRAMME_NOT_FOUND"
  ],
  "publishNotice": [
    "CALENDAR_YEAR_MISSING",
    "FOUR_EYES",
    "IDEMPOTENCY_CONFLICT",
    "NOTICE_ALREADY_PUBLISHED",
    "PROPOSAL_NOT_FOUND",
    "PROPOSAL_STATUS_UNFIT"
  ],
  "publishServiceNotice": [
    "CALENDAR_YEAR_MISSING",
    "FOUR_EYES",
    "NOBODY_UNREACHED",
    "SERVICE_NOTICE_NOT_FOUND",
    "SERVICE_NOTICE_NOT_PREPARED",
    "VERSION_CONFLICT"
  ],
  "recordFinding": [
    "FINDING_FAULTS_UNFIT",
    "FINDING_TEXT_MISSING",
    "SPOT_CHECK_ITEM_NOT_FOUND",
    "SPOT_CHECK_ITEM_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "recordOtherFunding": [
    "FOUR_EYES",
    "IDEMPOTENCY_CONFLICT",
    "POLICY_NOT_FOUND",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "recordPaymentResults": [
    "PAYMENT_AMOUNT_DIFFERS",
    "PAYMENT_BATCH_NOT_FOUND",
    "PAYMENT_BATCH_STATUS_UNFIT",
    "PAYMENT_REASON_MISSING",
    "PAYMENT_REFERENCE_FOREIGN",
    "PAYMENT_REFERENCE_TWICE",
    "PAYMENT_RESULT_CONTRADICTS"
  ],
  "recordRecovery": [
    "FOUR_EYES",
    "IDEMPOTENCY_CONFLICT",
    "RECOVERY_CLOSED",
    "RECOVERY_NOT_FOUND",
    "REPAYMENT_TOO_HIGH",
    "REPAYMENT_TWICE",
    "VERSION_CONFLICT"
  ],
  "recordRefund": [
    "ENDORSEMENT_NO_INVALID",
    "IDEMPOTENCY_CONFLICT",
    "POLICY_ALREADY_WITHDRAWN",
    "POLICY_EXCLUDED",
    "POLICY_NOT_FOUND",
    "POLICY_SETTLED",
    "POLICY_UNDER_CHECK",
    "REFUND_DAY_INVALID",
    "REFUND_OUT_OF_RANGE",
    "REFUND_RECORDED_BEFORE",
    "VERSION_CONFLICT"
  ],
  "register": [
    "ALREADY_REGISTERED",
    "CODE_INVALID",
    "PASSWORD_UNFIT",
    "PHONE_INVALID",
    "ROLE_NOT_HELD",
    "ROLE_NOT_OFFERED"
  ],
  "registerFrontEnd": [
    "IDEMPOTENCY_CONFLICT",
    "NAME_MISSING",
    "REDIRECT_URI_UNFIT"
  ],
  "registerInstitution": [
    "CREDIT_CODE_INVALID",
    "INSTITUTION_KNOWN",
    "NAME_MISSING",
    "PROGRAMME_NOT_FOUND",
    "REGISTRATION_WINDOW_CLOSED"
  ],
  "registerWebhook": [
    "IDEMPOTENCY_CONFLICT",
    "WEBHOOKS_TOO_MANY",
    "WEBHOOK_ADDRESS_UNFIT"
  ],
  "rejectBinding": [
    "BINDING_NOT_FOUND",
    "BINDING_STATUS_UNFIT",
    "FOUR_EYES",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "rejectInstitution": [
    "INSTITUTION_NOT_FOUND",
    "INSTITUTION_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "rejectPaymentLayout": [
    "PAYMENT_LAYOUT_DECIDED",
    "PAYMENT_LAYOUT_NOT_FOUND",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "rejectPersonCheck": [
    "FOUR_EYES",
    "PERSON_CHECK_DECIDED",
    "PERSON_CHECK_NOT_FOUND",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "releasePayment": [
    "FOUR_EYES",
    "PAYEE_CHECKS_PENDING",
    "PAYMENT_BATCH_NOT_FOUND",
    "PAYMENT_BATCH_STATUS_UNFIT",
    "PAYMENT_LINES_HELD",
    "PAYMENT_TEXT_NOT_ENCODABLE",
    "VERSION_CONFLICT"
  ],
  "removeBankAccount": [
    "BANK_ACCOUNT_NOT_FOUND"
  ],
  "removeDocument": [
    "DOCUMENT_NOT_ATTACHED",
    "DOCUMENT_NOT_FOUND",
    "POLICY_ALREADY_WITHDRAWN",
    "POLICY_EXCLUDED",
    "POLICY_NOT_FOUND",
    "POLICY_SETTLED",
    "POLICY_UNDER_CHECK",
    "VERSION_CONFLICT"
  ],
  "removeStaff": [
    "MANAGER_STAYS",
    "NOT_THE_MANAGER",
    "REASON_MISSING",
    "REPRESENTATIVE_STAYS",
    "STAFF_MEMBER_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "removeWebhook": [
    "WEBHOOK_NOT_FOUND"
  ],
  "replayWebhook": [
    "WEBHOOK_NOT_FOUND"
  ],
  "replayWebhookDelivery": [
    "WEBHOOK_NOT_FOUND"
  ],
  "replyToPolicyProblem": [
    "CALENDAR_YEAR_MISSING",
    "PROBLEM_CLOSED",
    "PROBLEM_NOT_FOUND",
    "PROBLEM_TEXT_MISSING",
    "VERSION_CONFLICT"
  ],
  "reportPolicyProblem": [
    "CALENDAR_YEAR_MISSING",
    "IDEMPOTENCY_CONFLICT",
    "PROBLEM_INSTITUTION_UNKNOWN",
    "PROBLEM_NAMES_NOTHING",
    "PROBLEM_POLICY_NOT_FOUND",
    "PROBLEM_TEXT_MISSING",
    "PROGRAMME_NOT_FOUND"
  ],
  "requestChallenge": [
    "TOO_MANY_CODES"
  ],
  "requestObjectionCode": [
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "NOTICE_NOT_OPEN",
    "OBJECTION_CODE_SENT_TOO_OFTEN",
    "OBJECTION_CONTACT_INVALID"
  ],
  "requestPaymentInformation": [
    "CALENDAR_YEAR_MISSING",
    "IDEMPOTENCY_CONFLICT",
    "NOTHING_TO_ASK",
    "PROGRAMME_NOT_FOUND"
  ],
  "requestPersonCheck": [
    "IDEMPOTENCY_CONFLICT",
    "IDENTITY_NUMBER_INVALID",
    "IDENTITY_PAPERS_MISSING",
    "NAME_MISSING",
    "PERSON_ALREADY_VERIFIED",
    "PERSON_CHECK_NOT_OFFERED",
    "PERSON_CHECK_OPEN"
  ],
  "requestSmsCode": [
    "PHONE_INVALID",
    "PROOF_INVALID",
    "TOO_MANY_CODES"
  ],
  "resetPassword": [
    "CODE_INVALID",
    "PASSWORD_UNFIT",
    "PHONE_INVALID"
  ],
  "resumeInstitution": [
    "FOUR_EYES",
    "INSTITUTION_NOT_FOUND",
    "INSTITUTION_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "returnDraft": [
    "DRAFT_NOT_FOUND",
    "DRAFT_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "returnFinding": [
    "FOUR_EYES",
    "REASON_MISSING",
    "SPOT_CHECK_ITEM_NOT_FOUND",
    "SPOT_CHECK_ITEM_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "returnPayment": [
    "PAYMENT_ALREADY_SENT",
    "PAYMENT_BATCH_NOT_FOUND",
    "PAYMENT_BATCH_STATUS_UNFIT",
    "PAYMENT_REFERENCE_FOREIGN",
    "PAYMENT_RELEASED_WHOLE",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "returnProposal": [
    "PROPOSAL_NOT_FOUND",
    "PROPOSAL_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "revealBankAccount": [
    "BANK_ACCOUNT_NOT_FOUND"
  ],
  "reviseProgramme": [
    "DRAFT_CONTRADICTORY",
    "IDEMPOTENCY_CONFLICT",
    "PROGRAMME_NOT_FOUND",
    "VERSION_CONFLICT"
  ],
  "revokeBinding": [
    "BINDING_NOT_FOUND",
    "BINDING_NOT_YOURS_TO_REVOKE",
    "BINDING_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "revokeFrontEnd": [
    "FRONT_END_NOT_FOUND"
  ],
  "revokeMachineCredential": [
    "CREDENTIAL_NOT_FOUND"
  ],
  "sendTestDelivery": [
    "IDEMPOTENCY_CONFLICT",
    "WEBHOOK_NOT_FOUND"
  ],
  "signIn": [
    "PASSWORD_OR_CODE",
    "PHONE_INVALID",
    "ROLE_NOT_HELD",
    "SIGN_IN_FAILED",
    "TOO_MANY_SIGN_INS"
  ],
  "signOut": [],
  "submitPolicies": [
    "COINSURANCE_NO_MISSING",
    "COINSURANCE_OVER_100",
    "CONTACT_PHONE_INVALID",
    "CORRECTION_UNKNOWN",
    "CREDIT_CODE_EARLY",
    "CREDIT_CODE_INVALID",
    "DATE_INVALID",
    "FIELD_MISSING",
    "FIELD_TOO_LONG",
    "FIELD_UNREADABLE",
    "IDEMPOTENCY_CONFLICT",
    "INSTITUTION_NOT_ACTIVE",
    "INVOICE_NO_INVALID",
    "NAME_DIFFERS",
    "NAME_IS_FORMER",
    "POLICY_EXCLUDED",
    "POLICY_NO_DUPLICATE",
    "POLICY_NO_REPEATED",
    "POLICY_SETTLED",
    "POLICY_UNDER_CHECK",
    "POLICY_YEAR_MISMATCH",
    "PREMIUM_BELOW_REFUNDS",
    "PREMIUM_INVALID",
    "PREMIUM_NOT_POSITIVE",
    "PRODUCT_UNKNOWN",
    "PROGRAMME_NOT_FOUND",
    "PUSH_WINDOW_CLOSED",
    "ROW_COUNT_OUT_OF_RANGE",
    "SHARE_INVALID",
    "SUBMISSION_REJECTED",
    "TERM_ENDS_BEFORE_START",
    "TERM_TOO_LONG"
  ],
  "submitProposal": [
    "POLICIES_EXCLUDED_SINCE",
    "PROPOSAL_NOT_FOUND",
    "PROPOSAL_STATUS_UNFIT",
    "VERSION_CONFLICT"
  ],
  "suspendInstitution": [
    "INSTITUTION_NOT_FOUND",
    "INSTITUTION_STATUS_UNFIT",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "unblockPolicy": [
    "FOUR_EYES",
    "POLICY_NOT_BLOCKED",
    "POLICY_NOT_FOUND",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "verifyPerson": [
    "IDENTITY_NUMBER_INVALID",
    "NAME_MISSING",
    "NO_PHONE_ACCOUNT",
    "PERSON_ALREADY_VERIFIED",
    "PERSON_CHECK_NEEDED",
    "PERSON_NOT_CONFIRMED",
    "REGISTER_UNAVAILABLE",
    "TOO_MANY_PERSON_CHECKS"
  ],
  "withdrawObjection": [
    "NOTICE_ALREADY_CLOSED",
    "NOTICE_NOT_FOUND",
    "OBJECTION_ALREADY_ENDED",
    "OBJECTION_NOT_FOUND"
  ],
  "withdrawPolicy": [
    "POLICY_ALREADY_WITHDRAWN",
    "POLICY_EXCLUDED",
    "POLICY_NOT_FOUND",
    "POLICY_SETTLED",
    "POLICY_UNDER_CHECK",
    "REASON_MISSING",
    "VERSION_CONFLICT"
  ],
  "withdrawStaffInvitation": [
    "INVITATION_NOT_FOUND",
    "NOT_THE_MANAGER",
    "VERSION_CONFLICT"
  ]
} as const;
interface Facts {
  possibleTypes: Record<string, string[]>;
  withoutId: string[];
  wrappers: string[];
  lists: string[];
  refusals: typeof refusals;
}
export const schemaFacts: Facts = { ...{
  "possibleTypes": {
    "Node": [
      "BankAccount",
      "Claim",
      "Draft",
      "Enterprise",
      "EnterpriseBinding",
      "FrontEnd",
      "Institution",
      "ListExport",
      "ListImport",
      "MachineCredential",
      "Objection",
      "ObjectionAttachment",
      "OpinionPaper",
      "PaymentBatch",
      "PaymentLayout",
      "PersonCheck",
      "Policy",
      "PolicyProblem",
      "Product",
      "Programme",
      "ProgrammeAttachment",
      "PublicityNotice",
      "QualificationKind",
      "Recipient",
      "Recovery",
      "Region",
      "ServiceNotice",
      "SpotCheck",
      "SpotCheckItem",
      "StaffInvitation",
      "StaffMember",
      "Submission",
      "SubsidyProposal",
      "UploadedDocument",
      "Webhook",
      "WebhookDelivery"
    ]
  },
  "withoutId": [
    "AmountBand",
    "AssessedIn",
    "Assessment",
    "AssessmentLine",
    "CityCompany",
    "CityProgress",
    "ClaimApplication",
    "ClaimCorrection",
    "ClaimHold",
    "ClaimStatusChange",
    "ClaimSum",
    "CountedRegistration",
    "DraftDifference",
    "Eligibility",
    "EligibilityFinding",
    "EnterpriseExclusion",
    "Event",
    "EventActor",
    "EventChange",
    "Explanation",
    "ExplanationStep",
    "FailedCondition",
    "FieldChange",
    "InstitutionSpotChecks",
    "IssuedNotice",
    "LayoutColumn",
    "LeftOutPolicy",
    "ListChange",
    "ListFailure",
    "ListFieldChange",
    "NoticeAttachment",
    "NoticeContact",
    "NoticeFile",
    "NoticeNews",
    "NoticeRelease",
    "ObjectionFiling",
    "ObjectionNews",
    "ObjectionSum",
    "PaymentBatchSum",
    "PaymentFile",
    "PaymentLine",
    "PaymentLineSum",
    "PolicyAdmission",
    "PolicyCorrection",
    "PolicyDocument",
    "PolicyExclusion",
    "PolicyFlag",
    "PolicyFunding",
    "PolicyOutcome",
    "PolicyProblemMessage",
    "PolicyProblemSum",
    "PolicyRefund",
    "PolicySum",
    "ProgrammeRules",
    "ProposalChange",
    "ProposalRun",
    "ProposalSpotChecks",
    "Qualification",
    "ReachableAt",
    "RecipientChange",
    "RecipientFacet",
    "RecipientFacets",
    "RecipientGroup",
    "RecipientProof",
    "ReconciliationLine",
    "RecoverySum",
    "RegisteredCompany",
    "Repayment",
    "RetentionRule",
    "SentIdentifier",
    "ServiceNoticeLine",
    "SimulatedChange",
    "SimulatedGroup",
    "SimulatedTotals",
    "Simulation",
    "SpotCheckFinding",
    "SpotCheckItemSum",
    "SpotCheckStratum",
    "StatementOfTruth",
    "SubmissionProgress",
    "SubmissionRowResult",
    "SubmissionSum",
    "TextMessage",
    "UserError",
    "ViewerInfo",
    "WebhookAttempt",
    "WorkingYear",
    "WorklistEntry"
  ],
  "wrappers": [
    "AcceptStaffInvitationPayload",
    "AdmitPolicyPayload",
    "AssessmentConnection",
    "AssessmentEdge",
    "AttachDocumentPayload",
    "BankAccountConnection",
    "BankAccountEdge",
    "BankAccountPayload",
    "BindEnterprisePayload",
    "BindingPayload",
    "CityCompanyConnection",
    "CityCompanyEdge",
    "ClaimConnection",
    "ClaimEdge",
    "ClaimPayload",
    "ComputeProposalPayload",
    "CorrectPolicyPayload",
    "CorrectionPayload",
    "DraftConnection",
    "DraftEdge",
    "DraftPayload",
    "DrawSpotCheckPayload",
    "EnterpriseBindingConnection",
    "EnterpriseBindingEdge",
    "EnterpriseConnection",
    "EnterpriseEdge",
    "EventConnection",
    "EventEdge",
    "ExclusionPayload",
    "ExportPayload",
    "ForfeitPayload",
    "FrontEndConnection",
    "FrontEndEdge",
    "FrontEndPayload",
    "GiveEnterpriseContactsPayload",
    "IdentityPayload",
    "InstitutionConnection",
    "InstitutionEdge",
    "InstitutionPayload",
    "LeftOutPolicyConnection",
    "LeftOutPolicyEdge",
    "ListChangeConnection",
    "ListChangeEdge",
    "ListFailureConnection",
    "ListFailureEdge",
    "ListImportConnection",
    "ListImportEdge",
    "ListImportPayload",
    "LookUpCompanyPayload",
    "MachineCredentialConnection",
    "MachineCredentialEdge",
    "MachineCredentialPayload",
    "NoticePayload",
    "ObjectionAttachmentsPayload",
    "ObjectionCodePayload",
    "ObjectionConnection",
    "ObjectionEdge",
    "ObjectionPayload",
    "ObjectionReceiptPayload",
    "PageInfo",
    "PaymentBatchConnection",
    "PaymentBatchEdge",
    "PaymentBatchPayload",
    "PaymentLayoutPayload",
    "PaymentLineConnection",
    "PaymentLineEdge",
    "PaymentResultsPayload",
    "PersonCheckConnection",
    "PersonCheckEdge",
    "PersonCheckPayload",
    "PolicyConnection",
    "PolicyEdge",
    "PolicyExclusionPayload",
    "PolicyProblemConnection",
    "PolicyProblemEdge",
    "PolicyProblemPayload",
    "ProgrammeConnection",
    "ProgrammeEdge",
    "ProposalChangeConnection",
    "ProposalChangeEdge",
    "ProposalPayload",
    "ProposalRunConnection",
    "ProposalRunEdge",
    "PublicityNoticeConnection",
    "PublicityNoticeEdge",
    "QualificationConnection",
    "QualificationEdge",
    "RecipientConnection",
    "RecipientEdge",
    "RecordOtherFundingPayload",
    "RecordRefundPayload",
    "RecoveryConnection",
    "RecoveryEdge",
    "RecoveryPayload",
    "RegisterInstitutionPayload",
    "RemoveDocumentPayload",
    "RequestChallengePayload",
    "RequestPaymentInformationPayload",
    "RequestSmsCodePayload",
    "RevealBankAccountPayload",
    "RunPayload",
    "ServiceNoticeConnection",
    "ServiceNoticeEdge",
    "ServiceNoticeLineConnection",
    "ServiceNoticeLineEdge",
    "ServiceNoticePayload",
    "SignInPayload",
    "SpotCheckConnection",
    "SpotCheckEdge",
    "SpotCheckItemConnection",
    "SpotCheckItemEdge",
    "SpotCheckItemPayload",
    "StaffInvitationConnection",
    "StaffInvitationEdge",
    "StaffInvitationPayload",
    "StaffMemberConnection",
    "StaffMemberEdge",
    "StaffPayload",
    "SubmissionConnection",
    "SubmissionEdge",
    "SubmissionRowResultConnection",
    "SubmissionRowResultEdge",
    "SubmitPoliciesPayload",
    "SubsidyProposalConnection",
    "SubsidyProposalEdge",
    "TextMessageConnection",
    "TextMessageEdge",
    "WebhookConnection",
    "WebhookDeliveryConnection",
    "WebhookDeliveryEdge",
    "WebhookDeliveryPayload",
    "WebhookEdge",
    "WebhookPayload",
    "WithdrawPolicyPayload"
  ],
  "lists": [
    "auditTrail",
    "bankAccounts",
    "cityCompanies",
    "claims",
    "compareProposals",
    "drafts",
    "enterpriseBindings",
    "enterprises",
    "events",
    "frontEnds",
    "institutions",
    "listImports",
    "machineCredentials",
    "objections",
    "paymentBatches",
    "personChecks",
    "policies",
    "policyProblems",
    "programmes",
    "proposalRuns",
    "publicityNotices",
    "qualifications",
    "recipients",
    "recoveries",
    "serviceNotices",
    "spotChecks",
    "staffInvitations",
    "staffMembers",
    "submissions",
    "subsidyProposals",
    "textMessages",
    "webhooks"
  ]
}, refusals };
