import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** The position up to which outcomes follow the event log; one row. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayUpdate(asRole())) })
export class OutcomeProgress {
  @PrimaryKey({ type: 'int', autoincrement: false })
  id: number;

  @Property({ type: 'bigint' })
  position: string;

  @Property({ type: 'uuid', nullable: true })
  resumeAfter: string | null;
}
