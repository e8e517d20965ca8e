import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { mayRead, ownInstitution, rowPolicies, staff } from '../database/schema/row-security.js';

/**
 * Which companies an institution insures: one row for any number of policies. A trigger on `policy` writes it, so that
 * "the companies that I insure" is one look-up for a company instead of a scan of the policies. It has no unique key:
 * with one, two transactions that write policies of the same new company would wait for each other.
 */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution())) })
@Index({ properties: ['enterpriseId'] })
@Index({ name: 'institution_enterprise_pair', properties: ['institutionId', 'enterpriseId'] })
export class InstitutionEnterprise {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;
}
