import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayDelete, mayInsert, mayRead, rowPolicies } from '../database/schema/row-security.js';

/**
 * A received file that is processed in the background. It is stored in the database, so that any gateway can process
 * it; it is deleted when the work has ended, or after some time.
 */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayDelete(asRole())) })
export class Upload {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Property({ type: 'int' })
  size: number;

  /** After this time the file is no longer needed. */
  @Property({ type: 'timestamptz' })
  @Index()
  keepUntil: Date;

  /** The `traceparent` of the request that sent it, where tracing is on. */
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
