import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayDelete, mayInsert, mayRead, rowPolicies } from '../database/schema/row-security.js';

/**
 * A file that was received and is worked on in the background. It is kept in the database, so that any gateway can do
 * the work; it goes when the work has ended, or after some time.
 */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayDelete(asRole())) })
export class Upload {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Property({ type: 'int' })
  size: number;

  /** After this moment nobody waits for it any more. */
  @Property({ type: 'timestamptz' })
  @Index()
  keepUntil: Date;

  /** The `traceparent` of the request that brought it, where traces are on. */
  @Property({ type: 'text', nullable: true })
  traceparent: string | null;
}

/** A piece of an upload. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayDelete(asRole())) })
export class UploadChunk {
  @PrimaryKey({ type: 'uuid' })
  uploadId: string;

  @PrimaryKey({ type: 'int' })
  number: number;

  @Property({ type: 'blob' })
  bytes: Buffer;
}
