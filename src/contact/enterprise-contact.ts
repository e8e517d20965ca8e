import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { asRole, mayInsert, mayRead, mayUpdate, ownInstitution, rowPolicies } from '../database/schema/row-security.js';
import { ContactSource } from '../message/text-message.js';

/** A phone number of a company from an insurer; a later one of the same insurer replaces it. */
@Entity({
  policies: rowPolicies(
    mayRead(asRole('PLATFORM', 'AUDITOR'), ownInstitution()),
    mayInsert(asRole(), ownInstitution()),
    mayUpdate(asRole(), ownInstitution()),
  ),
})
@Unique({ properties: ['enterpriseId', 'institutionId'] })
export class EnterpriseContact {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text' })
  sealedPhone: string;

  @Property({ type: 'text' })
  lastFour: string;

  @Property({ type: 'timestamptz' })
  givenAt: Date;
}

export const contactPhonePlace = 'enterprise_contact.phone';

/** A phone number at which the gateway can reach a company. */
@ObjectType({ description: '联系方式: a phone number at which a company can be reached, masked.' })
@Access(Role.PLATFORM, Role.AUDITOR)
export class ReachableAt {
  @Field(() => ContactSource, { description: '来源: where the number is from.' })
  source: ContactSource;

  @Field(() => String, { description: '手机号后四位: the last four digits.' })
  lastFour: string;
}

/**
 * A record that a company was asked to register before the deadline of a programme (§3 three); at most one for each.
 */
@Entity({ policies: rowPolicies(mayRead(asRole('PLATFORM', 'SCIENCE', 'AUDITOR')), mayInsert(asRole())) })
export class EnterpriseInvitation {
  @PrimaryKey({ type: 'uuid' })
  programmeId: string;

  @PrimaryKey({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'timestamptz' })
  invitedAt: Date;
}

/** When a programme was last searched for companies to invite. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
export class InvitationScan {
  @PrimaryKey({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'timestamptz' })
  scannedAt: Date;
}
