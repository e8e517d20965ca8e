import { forgetIdempotencyKeys } from '../job/forget-idempotency-keys.js';
import { forfeitClaims } from '../claim/forfeit-claims.js';
import { remindClaims } from '../claim/remind-claims.js';
import { returnFailedPayments } from '../payment/return-failed-payments.js';
import { forgetEnded } from '../account/forget-ended.js';
import type { Job } from '../job/job.js';
import { computeDueProposals } from '../proposal/compute-proposal.js';
import { remindReviews } from '../proposal/remind-reviews.js';
import { closeDueNotices } from '../notice/close-due-notices.js';
import { feedWebhooks } from '../webhook/feed-webhooks.js';
import { sendWebhooks } from '../webhook/send-webhooks.js';
import { remindObjections } from '../objection/remind-objections.js';

/** Everything that the gateway does by itself. Text messages have a courier of their own. */
export const jobs: readonly Job[] = [
  computeDueProposals,
  remindReviews,
  closeDueNotices,
  remindObjections,
  remindClaims,
  forfeitClaims,
  returnFailedPayments,
  feedWebhooks,
  sendWebhooks,
  forgetIdempotencyKeys,
  { name: 'forget what has ended', work: forgetEnded },
];
