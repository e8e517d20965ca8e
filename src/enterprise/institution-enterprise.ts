import { Entity, Index, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { mayRead, ownInstitution, rowPolicies, staff } from '../database/row-security.js';

/**
 * Which companies an institution insures: one row however many policies there are. A trigger on `policy` keeps it, so
 * that "the companies that I insure" is one look-up for a company instead of a scan of the policies.
 */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution())) })
@Index({ properties: ['enterpriseId'] })
export class InstitutionEnterprise {
  @PrimaryKey({ type: 'uuid' })
  institutionId: string;

  @PrimaryKey({ type: 'uuid' })
  enterpriseId: string;
}
