import { Claim } from './claim/claim.js';
import { ClaimApplication, StatementOfTruth } from './claim/claim-application.js';
import { PaymentBatch, PaymentFile, PaymentLine } from './payment/payment-batch.js';
import { Recovery, Repayment } from './recovery/recovery.js';
import { IdempotencyRecord } from './database/idempotency.js';
import { BankAccount } from './bank-account/bank-account.js';
import { Authorisation, EnterpriseBinding } from './binding/enterprise-binding.js';
import { Enterprise, Qualification } from './enterprise/enterprise.js';
import { EnterpriseExclusion } from './enterprise/enterprise-exclusion.js';
import { Event, EventPending, EventSeal } from './event/event.js';
import { Account, AccountSecret, RoleGrant } from './account/account.js';
import { FrontEnd } from './client/front-end.js';
import { MachineCredential } from './client/machine-credential.js';
import { OauthState } from './client/oauth/oauth-state.js';
import { OneTimeCode, SignInFailure } from './one-time-code/one-time-code.js';
import { Revocation } from './access/revocation.js';
import { SpotCheckFinding, SpotCheckItem } from './inspection/spot-check-item.js';
import { SpotCheck, SpotCheckMember, SpotCheckStratum } from './inspection/spot-check.js';
import { Institution } from './institution/institution.js';
import { TextMessage } from './message/text-message.js';
import { PolicyDocument, UploadedDocument } from './paper/policy-document.js';
import { PolicyExclusion } from './funding/policy-exclusion.js';
import { PolicyFunding } from './funding/policy-funding.js';
import { Policy } from './policy/policy.js';
import { PolicyFlag } from './policy/policy-flag.js';
import { PolicyCorrection, PolicyRefund } from './policy/policy-history.js';
import { Submission, SubmissionRow } from './submission/submission.js';
import { CalendarDay, QualificationKind, Region } from './programme/catalogue.js';
import { ProgrammeRules } from './programme/programme-rules.js';
import { Product } from './programme/product.js';
import { Programme } from './programme/programme.js';
import { Assessment, LeftOutPolicy } from './assessment/assessment.js';
import { OpinionPaper } from './proposal/opinion-paper.js';
import { PolicyAdmission } from './proposal/policy-admission.js';
import { ProposalRun } from './proposal/proposal-run.js';
import { SubsidyProposal } from './proposal/subsidy-proposal.js';
import { ContactChallenge, Objection, ObjectionAttachment, ObjectionFiling } from './objection/objection.js';
import { RegisteredCompany } from './register/registered-company.js';
import { ReleaseInstitution } from './recipient/recipient-statistics.js';
import { FeedChange, FeedProgress, LogCheckpoint, LogLeaf, LogNode, LogRelease } from './log/publication-log.js';
import { NoticeRelease, PublicityNotice, Recipient } from './notice/notice.js';

import { Webhook, WebhookAttempt, WebhookDelivery } from './webhook/webhook.js';

/** Everything that is stored, along the street. */
export const entities = [
  Event,
  EventSeal,
  EventPending,
  TextMessage,
  Account,
  AccountSecret,
  RoleGrant,
  OneTimeCode,
  SignInFailure,
  Revocation,
  MachineCredential,
  FrontEnd,
  OauthState,
  IdempotencyRecord,
  Region,
  QualificationKind,
  CalendarDay,
  Programme,
  ProgrammeRules,
  Product,
  RegisteredCompany,
  Institution,
  Enterprise,
  Qualification,
  EnterpriseExclusion,
  EnterpriseBinding,
  Authorisation,
  BankAccount,
  Submission,
  SubmissionRow,
  Policy,
  PolicyFlag,
  PolicyRefund,
  PolicyCorrection,
  UploadedDocument,
  PolicyDocument,
  PolicyFunding,
  PolicyExclusion,
  SubsidyProposal,
  ProposalRun,
  OpinionPaper,
  PolicyAdmission,
  Assessment,
  LeftOutPolicy,
  PublicityNotice,
  NoticeRelease,
  Recipient,
  ReleaseInstitution,
  Objection,
  ObjectionFiling,
  ContactChallenge,
  ObjectionAttachment,
  LogRelease,
  LogLeaf,
  LogNode,
  LogCheckpoint,
  FeedChange,
  FeedProgress,
  Claim,
  StatementOfTruth,
  ClaimApplication,
  PaymentBatch,
  PaymentLine,
  PaymentFile,
  Recovery,
  Repayment,
  SpotCheck,
  SpotCheckMember,
  SpotCheckStratum,
  SpotCheckItem,
  SpotCheckFinding,
  Webhook,
  WebhookDelivery,
  WebhookAttempt,
];
