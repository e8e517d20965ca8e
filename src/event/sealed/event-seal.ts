import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ActorRole } from '../../access/actor-role.js';
import { asRole, mayRead, mayReadEither, rowPolicies } from '../../database/schema/row-security.js';
import { concerned } from '../event.js';
import type { EventType } from '../event-type.js';

/**
 * The position of an event in the one order that everybody sees. It is assigned after the transaction has committed:
 * numbers taken before a commit can become visible out of order, and a reader in between would skip one. Each seal
 * contains the digest of its event and of the previous seal, so that every later change can be detected.
 */
@Entity({ policies: rowPolicies(mayReadEither(...concerned)) })
@Index({ name: 'event_seal_type', properties: ['type', 'position'] })
@Index({ name: 'event_seal_subject', properties: ['subjectId', 'position'] })
@Index({ name: 'event_seal_role_type', properties: ['actorRole', 'type', 'position'] })
@Index({ name: 'event_seal_latest', properties: ['latestAt', 'position'] })
@Index({
  name: 'event_seal_institution',
  properties: ['institutionId', 'position'],
  where: 'institution_id is not null',
})
@Index({
  name: 'event_seal_institution_kind',
  properties: ['institutionId', 'actorRole', 'type', 'position'],
  where: 'institution_id is not null',
})
@Index({ name: 'event_seal_enterprise', properties: ['enterpriseId', 'position'], where: 'enterprise_id is not null' })
export class EventSeal {
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  position: string;

  @Property({ type: 'bigint', unique: true })
  eventId: string;

  /** SHA-256 over the previous digest and the event's content, in hexadecimal. */
  @Property({ type: 'text' })
  digest: string;

  /** The fields of the event that decide whom it concerns. */
  @Property({ type: 'text' })
  type: EventType;

  @Property({ type: 'uuid' })
  subjectId: string;

  @Property({ type: 'uuid', nullable: true })
  institutionId: string | null;

  @Property({ type: 'uuid', nullable: true })
  enterpriseId: string | null;

  @Property({ type: 'text' })
  actorRole: ActorRole;

  /**
   * Time of the latest event up to this position. It never decreases, so a time can be mapped to a position in the log.
   */
  @Property({ type: 'timestamptz' })
  latestAt: Date;
}

/**
 * A server that assigned positions in the log; a new one after a failover or a point-in-time recovery. Positions of the
 * previous server after `lastBefore` are lost and never assigned again.
 */
@Entity({ policies: rowPolicies(mayRead(asRole())) })
export class EventServer {
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  firstPosition: string;

  /** The cluster and its timeline. */
  @Property({ type: 'text' })
  server: string;

  /** The last known position of the previous server. */
  @Property({ type: 'bigint' })
  lastBefore: string;
}

/** Committed events that wait for their seal, one row for each statement; filled by a trigger. */
@Entity({ policies: rowPolicies(mayRead(asRole())) })
export class EventPending {
  @PrimaryKey({ type: 'bigint', autoincrement: false, generated: 'by default as identity' })
  id: string;

  @Property({ columnType: 'bigint[]', type: 'string[]' })
  eventIds: string[];
}
