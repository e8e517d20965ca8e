import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { mayRead, ownInstitution, staff, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

export enum PolicyFlagKind {
  SAME_INVOICE = 'SAME_INVOICE',
  OVERLAPPING_PERIOD = 'OVERLAPPING_PERIOD',
}

registerEnumType(PolicyFlagKind, {
  name: 'PolicyFlagKind',
  description: '存疑类别: why a policy should be looked at before it counts.',
  valuesConfig: {
    SAME_INVOICE: { description: '发票重复: another accepted policy names the same invoice.' },
    OVERLAPPING_PERIOD: {
      description: '险种与期间重叠: the enterprise has another policy of the product whose period overlaps.',
    },
  },
});

/**
 * Two policies that may be the same. They are flagged and not refused: the department decides. Each has its own flag.
 * The database function `flag_policies` writes them, because only it sees the policies of all institutions.
 */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution())) })
@ObjectType({ description: '存疑标记: another policy that this one may be the same as. Flagged, not refused.' })
@Access(Role.INSURER, ...staffRoles)
export class PolicyFlag {
  @PrimaryKey({ type: 'uuid' })
  policyId: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => PolicyFlagKind, { description: '存疑类别: what the two have in common.' })
  kind: PolicyFlagKind;

  @Property({ type: 'uuid', index: true })
  otherPolicyId: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was noticed.' })
  flaggedAt: Date;
}
