import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
} from '../database/schema/row-security.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';

/** A person who acts for an institution or an enterprise: a role of an account for it. */
@ObjectType({
  implements: Node,
  description: '人员: somebody who acts for an institution or an enterprise. Colleagues see each other, masked.',
})
@Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR)
export class StaffMember extends Node {
  @GlobalId()
  override id: string;

  accountId: string;

  subjectId: string;

  @Field(() => Role, { description: '角色: INSURER for an institution, ENTERPRISE for a company.' })
  role: Role;

  @Field(() => Boolean, { description: '是否管理员: whether this person invites and removes the others.' })
  manages: boolean;

  @Field(() => DateTimeScalar, { description: 'Since when they act for it.' })
  grantedAt: Date;

  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;
}

export enum InvitationStatus {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(InvitationStatus, {
  name: 'StaffInvitationStatus',
  description: '邀请状态: how far an invitation is.',
  valuesConfig: {
    OPEN: { description: '待接受: can be accepted until `expiresAt`.' },
    ACCEPTED: { description: '已接受: the invited person acts for the institution or enterprise.' },
    WITHDRAWN: { description: '已撤回: can no longer be accepted.' },
  },
});

@Entity({
  policies: rowPolicies(
    mayRead(asRole('PLATFORM', 'AUDITOR'), ownInstitution('subject_id'), ownEnterprise('subject_id')),
    mayInsert(asRole()),
    mayUpdate(asRole()),
  ),
})
@Unique({ name: 'staff_invitation_open', properties: ['subjectId', 'phoneDigest'], where: `status = 'OPEN'` })
@Index({ name: 'staff_invitation_phone', properties: ['phoneDigest'], where: `status = 'OPEN'` })
@Index({
  name: 'staff_invitation_subject',
  expression: 'create index "staff_invitation_subject" on "staff_invitation" ("subject_id", "invited_at" desc, "id")',
})
@ObjectType({
  implements: Node,
  description: '人员邀请: an invitation by phone number to act for an institution or company.',
})
@Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR)
export class StaffInvitation extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Field(() => Role, { description: '角色: INSURER for an institution, ENTERPRISE for a company.' })
  role: Role;

  @Property({ type: 'uuid' })
  subjectId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '单位名称: the institution or company that invites.' })
  subjectName: string;

  @Property({ type: 'text' })
  phoneDigest: string;

  @Property({ type: 'text' })
  sealedPhone: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '手机号后四位: the last four digits of the invited number.' })
  lastFour: string;

  @Property({ type: 'text' })
  @Field(() => InvitationStatus, { description: '状态: the present state.' })
  status: InvitationStatus;

  @Property({ type: 'uuid' })
  invitedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  invitedAt: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'Until when it can be accepted.' })
  expiresAt: Date;

  @Property({ type: 'uuid', nullable: true })
  acceptedBy: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;
}

/** The kind under which an invitation is recorded as dependent on the role of the person who invites. */
export const invitationKind = 'STAFF_INVITATION';

export const invitedPhonePlace = 'staff_invitation.phone';
