import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies, staff } from '../database/schema/row-security.js';

/** When a company was last looked up, so that the register is not asked again before its answer expires. */
@Entity({ policies: rowPolicies(mayRead(staff), mayInsert(asRole()), mayUpdate(asRole())) })
export class CompanyLookup {
  @PrimaryKey({ type: 'text' })
  creditCode: string;

  @Property({ type: 'timestamptz' })
  lookedUpAt: Date;

  /** Whether the register knew the company; null where it did not answer. */
  @Property({ type: 'boolean', nullable: true })
  found: boolean | null;

  @Property({ type: 'int', default: 0 })
  failures: number;

  @Property({ type: 'timestamptz' })
  @Index()
  nextAt: Date;
}
