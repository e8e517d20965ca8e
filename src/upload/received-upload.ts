import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayDelete, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** A record that a client sent a file to a route; counted for a day (`src/http/limits/upload-bounds.ts`). */
@Entity({
  policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole()), mayDelete(asRole())),
})
@Index({ properties: ['client', 'route', 'receivedAt'] })
export class ReceivedUpload {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  /** An account, or a network address for a request without a token. */
  @Property({ type: 'text' })
  client: string;

  /** The method and the pattern of the path. */
  @Property({ type: 'text' })
  route: string;

  @Property({ type: 'bigint' })
  size: string;

  @Property({ type: 'timestamptz' })
  @Index()
  receivedAt: Date;
}
