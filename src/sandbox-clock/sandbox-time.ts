import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** How far the sandbox is ahead of the real time; one row for all gateways of a database. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
export class SandboxTime {
  @PrimaryKey({ type: 'integer', autoincrement: false })
  id: number;

  /** In milliseconds; negative where it is behind. */
  @Property({ type: 'bigint' })
  ahead: string;
}
