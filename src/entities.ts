import { Claim } from './claim/claim.js';
import { ClaimApplication, StatementOfTruth } from './claim/claim-application.js';
import { PaymentBatch, PaymentFile, PaymentLine } from './claim/payment-batch.js';
import { Recovery, Repayment } from './claim/recovery.js';
import { IdempotencyRecord } from './database/idempotency.js';
import { BankAccount } from './enterprise/bank-account.js';
import { Authorisation, EnterpriseBinding } from './enterprise/enterprise-binding.js';
import { Enterprise, Qualification } from './enterprise/enterprise.js';
import { EnterpriseExclusion } from './enterprise/enterprise-exclusion.js';
import { Event, EventPending, EventSeal } from './event/event.js';
import { Account, AccountSecret, RoleGrant } from './identity/account.js';
import { FrontEnd } from './identity/front-end.js';
import { MachineCredential } from './identity/machine-credential.js';
import { OauthState } from './identity/oauth/oauth-state.js';
import { OneTimeCode, SignInFailure } from './identity/one-time-code.js';
import { Revocation } from './identity/revocation.js';
import { SpotCheckFinding, SpotCheckItem } from './inspection/spot-check-item.js';
import { SpotCheck, SpotCheckMember, SpotCheckStratum } from './inspection/spot-check.js';
import { Institution } from './institution/institution.js';
import { TextMessage } from './message/text-message.js';
import { PolicyDocument, UploadedDocument } from './policy/policy-document.js';
import { PolicyExclusion } from './policy/policy-exclusion.js';
import { PolicyFunding } from './policy/policy-funding.js';
import { Policy } from './policy/policy.js';
import { PolicyFlag } from './policy/policy-flag.js';
import { PolicyCorrection, PolicyRefund } from './policy/policy-history.js';
import { Submission, SubmissionRow } from './policy/submission.js';
import { CalendarDay, QualificationKind, Region } from './programme/catalogue.js';
import { ProgrammeRules } from './programme/programme-rules.js';
import { Product } from './programme/product.js';
import { Programme } from './programme/programme.js';
import { Assessment, LeftOutPolicy } from './proposal/assessment.js';
import { OpinionPaper } from './proposal/opinion-paper.js';
import { PolicyAdmission } from './proposal/policy-admission.js';
import { ProposalRun } from './proposal/proposal-run.js';
import { SubsidyProposal } from './proposal/subsidy-proposal.js';
import { ContactChallenge, Objection, ObjectionAttachment, ObjectionFiling } from './publicity/objection.js';
import { ReleaseInstitution } from './publicity/recipient-statistics.js';
import {
  FeedChange,
  FeedProgress,
  LogCheckpoint,
  LogLeaf,
  LogNode,
  LogRelease,
} from './publicity/log/publication-log.js';
import { NoticeRelease, PublicityNotice, Recipient } from './publicity/publicity-notice.js';

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
