import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/row-security.js';

/** What other public money paid for a policy: the ceiling of the rules counts it in (parent notice, no second subsidy). */
@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution(), ownEnterprise()),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM')),
  ),
})
export class PolicyFunding {
  @PrimaryKey({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  amount: string;

  @Property({ type: 'text' })
  source: string;

  @Property({ type: 'timestamptz' })
  recordedAt: Date;
}
