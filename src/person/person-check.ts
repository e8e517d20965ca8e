import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  ownAccount,
  type RowGrant,
  rowPolicies,
} from '../database/schema/row-security.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';

export enum PersonCheckStatus {
  PENDING = 'PENDING',
  CHECKED = 'CHECKED',
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
}

registerEnumType(PersonCheckStatus, {
  name: 'PersonCheckStatus',
  description: '人工核验状态: how far the check of a person’s identity papers is.',
  valuesConfig: {
    PENDING: { description: '待核验: nobody has compared the papers yet.' },
    CHECKED: { description: '待复核: one person of PLATFORM has; another one has to confirm.' },
    CONFIRMED: { description: '已通过: two people have; the person is verified.' },
    REJECTED: { description: '不予通过: the papers do not show the person named.' },
  },
});

/** Who may request verification: clerks and people of companies, for their own account. */
const applicant: RowGrant = { ...ownAccount(), roles: ['INSURER', 'ENTERPRISE'] };

/** A request to be verified from scanned papers, where no register is connected. */
@Entity({
  policies: rowPolicies(
    mayRead(asRole('PLATFORM', 'AUDITOR'), ownAccount()),
    mayInsert(asRole(), onlyWhere(applicant, `status = 'PENDING'`)),
    mayUpdate(asRole()),
  ),
})
@Index({ name: 'person_check_open', properties: ['requestedAt', 'id'], where: `status in ('PENDING', 'CHECKED')` })
@Unique({ name: 'person_check_open_once', properties: ['accountId'], where: `status in ('PENDING', 'CHECKED')` })
@Index({ name: 'person_check_kept', properties: ['decidedAt'], where: 'sealed_person is not null' })
@ObjectType({
  implements: Node,
  description: '人工核验: a person who is verified by PLATFORM from scanned identity papers.',
})
@Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR)
export class PersonCheck extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid', index: true })
  accountId: string;

  /** Name and identity number as encrypted JSON; deleted with the papers. */
  @Property({ type: 'text', nullable: true })
  sealedPerson: string | null;

  @Property({ type: 'text' })
  personDigest: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '申请人: name and identity number, masked.' })
  person: string;

  @Property({ type: 'text' })
  @Field(() => PersonCheckStatus, { description: '状态: how far the check is.' })
  status: PersonCheckStatus;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: '申请时间: when it was asked for.' })
  requestedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  checkedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '核验时间: when the first person compared the papers.' })
  checkedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '办结时间: when it was confirmed or rejected.' })
  decidedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '理由: why it was rejected; null otherwise.' })
  reason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** Records that one person has compared the papers; another one has to confirm. */
  noteChecked(by: string | null, at: Date): void {
    this.status = PersonCheckStatus.CHECKED;
    this.checkedBy = by;
    this.checkedAt = at;
  }

  decide(status: PersonCheckStatus, by: string | null, at: Date, reason: string | null = null): void {
    this.status = status;
    this.decidedBy = by;
    this.decidedAt = at;
    this.reason = reason;
  }
}

/** A scan of an identity paper, encrypted as a whole. Deleted after the retention period. */
@Entity({
  policies: rowPolicies(
    mayRead(asRole('PLATFORM'), ownAccount()),
    mayInsert(asRole(), onlyWhere(applicant, 'person_check_id is null')),
    mayUpdate(asRole(), applicant),
    mayDelete(asRole()),
  ),
})
@Index({ properties: ['uploadedAt'] })
export class IdentityPaper {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid', index: true })
  accountId: string;

  @Property({ type: 'uuid', nullable: true, index: true })
  personCheckId: string | null;

  @Property({ type: 'text' })
  mediaType: string;

  @Property({ type: 'text' })
  sha256: string;

  /** Has megabytes, so it is read only where it is shown. */
  @Property({ type: 'text', lazy: true })
  sealedContent: string;

  @Property({ type: 'timestamptz' })
  uploadedAt: Date;
}

export const identityPaperPlace = 'identity_paper.content';
export const checkedPersonPlace = 'person_check.person';
