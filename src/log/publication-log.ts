import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { anybody, asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** One entry of the public log: the head of a release, or one of its lines. Only public fields; it is never deleted. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
export class LogLeaf {
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  position: string;

  @Property({ type: 'uuid' })
  releaseId: string;

  /** Null for the head of a release. */
  @Property({ type: 'uuid', nullable: true, unique: true })
  recipientId: string | null;

  /** Canonical JSON (RFC 8785): the bytes that are hashed, and the line of the NDJSON file. */
  @Property({ type: 'text' })
  entry: string;

  @Property({ columnType: 'bytea', type: 'Buffer' })
  hash: Buffer;
}

/** The root of 256^level leaves that are complete; level 0 is the leaves themselves. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
export class LogNode {
  @PrimaryKey({ type: 'int', autoincrement: false })
  level: number;

  @PrimaryKey({ type: 'bigint', autoincrement: false })
  position: string;

  @Property({ columnType: 'bytea', type: 'Buffer' })
  hash: Buffer;
}

/** The place of a release in the log: its head is `firstLeaf`, and its lines follow. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
export class LogRelease {
  @PrimaryKey({ type: 'uuid' })
  releaseId: string;

  @Property({ type: 'bigint' })
  firstLeaf: string;

  @Property({ type: 'int' })
  leafCount: number;
}

/** A signed statement of the log's size and root (C2SP tlog-checkpoint). */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
export class LogCheckpoint {
  @PrimaryKey({ type: 'bigint', autoincrement: false, generated: 'by default as identity' })
  id: string;

  @Property({ type: 'bigint' })
  size: string;

  @Property({ type: 'text' })
  root: string;

  @Property({ type: 'text' })
  note: string;

  @Property({ type: 'timestamptz' })
  signedAt: Date;
}

/** One change that a mirror applies. The order is the same for everybody. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
@Index({ properties: ['noticeId', 'creditCode'] })
@Index({ properties: ['creditCode', 'position'] })
@Index({
  name: 'feed_change_news',
  properties: ['position'],
  where: `kind not in ('CONFIRMED', 'MOVED', 'ADDED') or (kind = 'ADDED' and release > 1)`,
})
export class FeedChange {
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  position: string;

  @Property({ type: 'text' })
  kind: string;

  @Property({ type: 'timestamptz' })
  occurredAt: Date;

  /** The published list; null for a programme or a service notice. */
  @Property({ type: 'uuid', nullable: true })
  noticeId: string | null;

  @Property({ type: 'int', nullable: true })
  release: number | null;

  @Property({ type: 'uuid', nullable: true })
  programmeId: string | null;

  @Property({ type: 'uuid', nullable: true })
  serviceNoticeId: string | null;

  /** The line; null if the change concerns the whole notice. */
  @Property({ type: 'text', nullable: true })
  creditCode: string | null;

  @Property({ type: 'text', nullable: true })
  reason: string | null;

  /** The log entry of the current line; null for a tombstone. */
  @Property({ type: 'text', nullable: true })
  entry: string | null;
}

/** The sealed event up to which changes were recorded; one row. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
export class FeedProgress {
  @PrimaryKey({ type: 'int', autoincrement: false })
  id: number;

  @Property({ type: 'bigint' })
  sealPosition: string;
}
