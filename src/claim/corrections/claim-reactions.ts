import { sql } from 'kysely';
import { type Reaction, reactionTo } from '../../event/record-event.js';
import { objectionReactions } from './claim-objections.js';
import { excludeClaims } from './claim-corrections.sql.js';
import { adoptAssessment, moveClaims, ofNotice } from '../claims.sql.js';
import { ClaimStatus } from '../claim-status.js';
import { noteServiceNotice } from '../notification/notified-claims.sql.js';

/** The reason in the event and the explanation. */
const notApproved = '未列入审定的补贴建议方案';

/** How claims react to the proposal and its notice, in the transaction of the event. */
export const claimReactions: Reaction[] = [
  reactionTo('PROPOSAL_COMPUTED', (em, context, { subject }) => adoptAssessment(em, context, subject.id)),
  reactionTo('PROPOSAL_SUBMITTED', (em, context, { subject }) =>
    moveClaims(em, context, {
      from: ClaimStatus.PROPOSED,
      to: ClaimStatus.IN_REVIEW,
      which: sql`proposal_id = ${subject.id}::uuid`,
    }),
  ),
  reactionTo('PROPOSAL_APPROVED', (em, context, { subject, programmeId }) =>
    excludeClaims(em, context, {
      from: ClaimStatus.IN_REVIEW,
      which: sql`programme_id = ${programmeId}::uuid and proposal_id <> ${subject.id}::uuid
          and list = (select list from subsidy_proposal where id = ${subject.id}::uuid)`,
      reason: notApproved,
      approved: subject.id,
    }),
  ),
  reactionTo('NOTICE_PUBLISHED', (em, context, { subject }) =>
    moveClaims(em, context, {
      from: ClaimStatus.IN_REVIEW,
      to: ClaimStatus.PUBLICISED,
      which: ofNotice(subject.id),
    }),
  ),
  reactionTo('NOTICE_CLOSED', (em, context, { subject }) =>
    moveClaims(em, context, {
      from: ClaimStatus.PUBLICISED,
      to: ClaimStatus.CONFIRMED,
      which: ofNotice(subject.id),
    }),
  ),
  reactionTo('SERVICE_NOTICE_PUBLISHED', (em, context, { subject }) => noteServiceNotice(em, context, subject.id)),
  ...objectionReactions,
];
