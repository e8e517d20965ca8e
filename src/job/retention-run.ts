import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** How many rows were deleted under one retention rule so far. */
@Entity({ policies: rowPolicies(mayRead(asRole('PLATFORM', 'AUDITOR')), mayInsert(asRole()), mayUpdate(asRole())) })
export class RetentionRun {
  @PrimaryKey({ type: 'text' })
  rule: string;

  @Property({ type: 'int' })
  deletedCount: number;

  @Property({ type: 'timestamptz' })
  lastRunAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  lastDeletedAt: Date | null;
}
