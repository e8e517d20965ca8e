import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayDelete, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** What a client spent at all gateways in a minute that began with its first request. */
@Entity({
  policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole()), mayDelete(asRole())),
})
export class ClientSpending {
  /** An account, or a network address for requests without a token. */
  @PrimaryKey({ type: 'text' })
  client: string;

  @Property({ type: 'timestamptz' })
  @Index()
  beganAt: Date;

  /** In the unit of `RATE_LIMIT`. */
  @Property({ type: 'bigint' })
  cost: string;
}
