import { Claim } from './claim/claim.js';
import { IdempotencyRecord } from './database/idempotency.js';
import { Enterprise, Qualification } from './enterprise/enterprise.js';
import { Event, EventPending, EventSeal } from './event/event.js';
import { Account, AccountSecret, RoleGrant } from './identity/account.js';
import { OneTimeCode, SignInFailure } from './identity/one-time-code.js';
import { Revocation } from './identity/revocation.js';
import { Institution } from './institution/institution.js';
import { TextMessage } from './message/text-message.js';
import { PolicyDocument, UploadedDocument } from './policy/policy-document.js';
import { Policy } from './policy/policy.js';
import { Submission, SubmissionRow } from './policy/submission.js';
import { CalendarDay, QualificationKind, Region } from './programme/catalogue.js';
import { Product, ProgrammeRules } from './programme/programme-rules.js';
import { Programme } from './programme/programme.js';
import { Assessment, AssessmentLine, LeftOutPolicy } from './proposal/assessment.js';
import { SubsidyProposal } from './proposal/subsidy-proposal.js';
import {
  FeedChange,
  FeedProgress,
  LogCheckpoint,
  LogLeaf,
  LogNode,
  LogRelease,
} from './publicity/log/publication-log.js';
import { NoticeRelease, PublicityNotice, Recipient } from './publicity/publicity-notice.js';

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
  Submission,
  SubmissionRow,
  Policy,
  UploadedDocument,
  PolicyDocument,
  SubsidyProposal,
  Assessment,
  AssessmentLine,
  LeftOutPolicy,
  PublicityNotice,
  NoticeRelease,
  Recipient,
  LogRelease,
  LogLeaf,
  LogNode,
  LogCheckpoint,
  FeedChange,
  FeedProgress,
  Claim,
];
