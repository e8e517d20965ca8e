import { sql } from 'kysely';
import { EventType } from '../event/event.js';
import { reactTo } from '../event/record-event.js';
import { followObjections } from './claim-objections.js';
import { adoptAssessment, moveClaims } from './claims.sql.js';
import { ClaimStatus } from './claim-status.js';

/** How claims follow the proposal and its notice: in the transaction of the event that moves them. */
export function followProposalsAndNotices(): void {
  reactTo(EventType.PROPOSAL_COMPUTED, (em, context, { subject }) => adoptAssessment(em, context, subject.id));

  reactTo(EventType.PROPOSAL_SUBMITTED, (em, context, { subject }) =>
    moveClaims(em, context, {
      from: ClaimStatus.PROPOSED,
      to: ClaimStatus.IN_REVIEW,
      which: sql`proposal_id = ${subject.id}::uuid`,
    }),
  );

  reactTo(EventType.PROPOSAL_APPROVED, (em, context, { subject, programmeId }) =>
    moveClaims(em, context, {
      from: ClaimStatus.IN_REVIEW,
      to: ClaimStatus.EXCLUDED,
      which: sql`programme_id = ${programmeId}::uuid and proposal_id <> ${subject.id}::uuid`,
      reason: 'not in the approved revision',
    }),
  );

  reactTo(EventType.NOTICE_PUBLISHED, (em, context, { programmeId }) =>
    moveClaims(em, context, {
      from: ClaimStatus.IN_REVIEW,
      to: ClaimStatus.PUBLICISED,
      which: sql`programme_id = ${programmeId}::uuid`,
    }),
  );

  reactTo(EventType.NOTICE_CLOSED, (em, context, { programmeId }) =>
    moveClaims(em, context, {
      from: ClaimStatus.PUBLICISED,
      to: ClaimStatus.CONFIRMED,
      which: sql`programme_id = ${programmeId}::uuid`,
    }),
  );

  followObjections();
}
