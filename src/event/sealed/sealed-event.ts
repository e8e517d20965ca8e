import type { ActorRole } from '../../access/actor-role.js';
import type { EventType } from '../event-type.js';

/** An event with its position in the sealed order. */
export interface SealedEvent {
  position: string;
  occurredAt: Date;
  type: EventType;
  actorId: string | null;
  actorRole: ActorRole;
  subjectType: string;
  subjectId: string;
  programmeId: string | null;
  data: Record<string, unknown>;
}

/** The fields that decide whom an event concerns. */
export interface EventHeader {
  position: string;
  type: EventType;
  subjectId: string;
  institutionId: string | null;
  enterpriseId: string | null;
}
