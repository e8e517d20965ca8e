import { accessModule } from './access/access.module.js';
import { eventModule } from './event/event.module.js';
import { worklistModule } from './worklist/worklist.module.js';
import { jobModule } from './job/job.module.js';
import { spendingModule } from './spending/spending.module.js';
import { sandboxClockModule } from './sandbox-clock/sandbox-clock.module.js';
import { messageModule } from './message/message.module.js';
import { oneTimeCodeModule } from './one-time-code/one-time-code.module.js';
import { accountModule } from './account/account.module.js';
import { grantedModule } from './granted/granted.module.js';
import { transitionModule } from './transition/transition.module.js';
import { personModule } from './person/person.module.js';
import { clientModule } from './client/client.module.js';
import { calendarModule } from './calendar/calendar.module.js';
import { registerModule } from './register/register.module.js';
import { programmeModule } from './programme/programme.module.js';
import { institutionModule } from './institution/institution.module.js';
import { enterpriseModule } from './enterprise/enterprise.module.js';
import { bindingModule } from './binding/binding.module.js';
import { staffModule } from './staff/staff.module.js';
import { bankAccountModule } from './bank-account/bank-account.module.js';
import { contactModule } from './contact/contact.module.js';
import { policyModule } from './policy/policy.module.js';
import { policyProblemModule } from './policy-problem/policy-problem.module.js';
import { uploadModule } from './upload/upload.module.js';
import { fundingModule } from './funding/funding.module.js';
import { submissionModule } from './submission/submission.module.js';
import { paperModule } from './paper/paper.module.js';
import { listImportModule } from './list-import/list-import.module.js';
import { draftModule } from './draft/draft.module.js';
import { assessmentModule } from './assessment/assessment.module.js';
import { proposalModule } from './proposal/proposal.module.js';
import { recipientModule } from './recipient/recipient.module.js';
import { noticeModule } from './notice/notice.module.js';
import { objectionModule } from './objection/objection.module.js';
import { logModule } from './log/log.module.js';
import { claimModule } from './claim/claim.module.js';
import { serviceNoticeModule } from './service-notice/service-notice.module.js';
import { paymentModule } from './payment/payment.module.js';
import { recoveryModule } from './recovery/recovery.module.js';
import { inspectionModule } from './inspection/inspection.module.js';
import { outcomeModule } from './outcome/outcome.module.js';
import { cityModule } from './city/city.module.js';
import { webhookModule } from './webhook/webhook.module.js';
import { retentionModule } from './retention/retention.module.js';
import { exportModule } from './export/export.module.js';
import { feedModule } from './feed/feed.module.js';
import { webModule } from './web/web.module.js';
import type { EventShapes } from './event/event-data.js';
import type { Module } from './module.js';

/**
 * The modules in order of dependency: each one imports only from those above it. Information in the other direction is
 * sent as an event. All central parts (schema, tables, routes, jobs) are loops over this list.
 */
export const modules: readonly Module[] = [
  accessModule,
  eventModule,
  worklistModule,
  jobModule,
  spendingModule,
  sandboxClockModule,
  messageModule,
  oneTimeCodeModule,
  accountModule,
  grantedModule,
  transitionModule,
  personModule,
  clientModule,
  calendarModule,
  registerModule,
  programmeModule,
  institutionModule,
  enterpriseModule,
  bindingModule,
  staffModule,
  bankAccountModule,
  contactModule,
  policyModule,
  policyProblemModule,
  uploadModule,
  fundingModule,
  submissionModule,
  paperModule,
  listImportModule,
  draftModule,
  assessmentModule,
  proposalModule,
  recipientModule,
  noticeModule,
  objectionModule,
  logModule,
  claimModule,
  serviceNoticeModule,
  paymentModule,
  recoveryModule,
  inspectionModule,
  outcomeModule,
  cityModule,
  webhookModule,
  exportModule,
  retentionModule,
  feedModule,
  webModule,
];

/** All stored entities. */
export const entities = modules.flatMap((module) => module.entities ?? []);

/** All encrypted columns. */
export const sealedColumns = modules.flatMap((module) => module.sealedColumns ?? []);

/** All state machines. */
export const stateMachines = modules.flatMap((module) => module.states ?? []);

/** The shapes of the data of events, by event type. */
export const eventShapes: EventShapes = Object.assign({}, ...modules.map((module) => module.events ?? {}));

/** Reactions of modules to events of other modules. */
export const reactions = modules.flatMap((module) => module.reactions ?? []);

/** All kinds of things that continue after the request that began them. */
export const longLived = modules.flatMap((module) => module.longLived ?? []);
