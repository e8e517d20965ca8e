import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import {
  anybody,
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { everybody, Role } from '../access/role.js';

export enum ObjectionStatus {
  OPEN = 'OPEN',
  WITHDRAWN = 'WITHDRAWN',
  UPHELD = 'UPHELD',
  DISMISSED = 'DISMISSED',
}

registerEnumType(ObjectionStatus, {
  name: 'ObjectionStatus',
  description: '异议状态: how far the objection is.',
  valuesConfig: {
    OPEN: { description: '处理中: filed, not decided yet.' },
    WITHDRAWN: { description: '已撤回: withdrawn by who filed it.' },
    UPHELD: { description: '异议成立: the line was removed or corrected in a new release.' },
    DISMISSED: { description: '异议不成立: the list stays as it is.' },
  },
});

/** The condition of an objection whose line has to wait, in SQL. */
export const undecided = `status = '${ObjectionStatus.OPEN}'`;

const decided = `status in ('${ObjectionStatus.UPHELD}', '${ObjectionStatus.DISMISSED}')`;

/** The public side of an objection. Who filed it and the text are in `ObjectionFiling`. */
@Entity({
  policies: rowPolicies(
    mayRead(asRole('SCIENCE', 'AUDITOR'), onlyWhere(anybody, decided)),
    mayInsert(asRole()),
    mayUpdate(asRole('SCIENCE')),
  ),
})
@Index({ name: 'objection_filed', properties: ['filedAt', 'id'] })
@Index({ name: 'objection_status_filed', properties: ['status', 'filedAt', 'id'] })
@Index({ properties: ['noticeId', 'creditCode'] })
@Index({ name: 'objection_open', properties: ['decideBy'], where: undecided })
@ObjectType({
  implements: Node,
  description:
    '异议: an objection of the public to a line or to a whole notice (§3 five). The objector is confidential.',
})
@Access(...everybody)
export class Objection extends Node {
  @PrimaryKey({ type: 'uuid' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  noticeId: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码: the line objected to; null for the whole notice.',
  })
  creditCode: string | null;

  @Property({ type: 'text' })
  @Field(() => ObjectionStatus, { description: '状态: the present state.' })
  status: ObjectionStatus;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was filed.' })
  filedAt: Date;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '处理期限: the last day on which to decide it.' })
  decideBy: string;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided or withdrawn; null while open.' })
  endedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '处理理由: the public reason of the decision.' })
  reason: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the department was reminded that its time ends; null while it was not.',
  })
  @Access(Role.SCIENCE, Role.AUDITOR)
  remindedAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  end(status: ObjectionStatus, at: Date): void {
    this.status = status;
    this.endedAt = at;
  }
}

/** The confidential side of an objection: only the deciding department reads it; name and contact are encrypted. */
@Entity({ policies: rowPolicies(mayRead(asRole('SCIENCE')), mayInsert(asRole())) })
@ObjectType({ description: '异议人及陈述: who objects and why. Confidential; only the deciding department reads it.' })
@Access(Role.SCIENCE)
export class ObjectionFiling {
  @PrimaryKey({ type: 'uuid' })
  objectionId: string;

  @Property({ type: 'uuid', unique: true })
  challengeId: string;

  @Property({ type: 'text' })
  sealedName: string;

  @Property({ type: 'text' })
  sealedContact: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '陈述: what is objected to and why.' })
  statement: string;

  /** The SHA-256 of the receipt. */
  @Property({ type: 'text', unique: true })
  receiptDigest: string;
}

/** A contact that is confirmed by a code before an objection can be filed. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
@Index({ properties: ['contactDigest', 'sentAt'] })
@Index({ properties: ['addressDigest', 'sentAt'] })
export class ContactChallenge {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Property({ type: 'uuid' })
  noticeId: string;

  /** A keyed digest of the contact, for counting the codes sent to it. */
  @Property({ type: 'text' })
  contactDigest: string;

  /** A keyed digest of the requesting network address, for counting too. */
  @Property({ type: 'text', default: '' })
  addressDigest: string;

  @Property({ type: 'text' })
  sealedContact: string;

  /** A keyed digest of the code. */
  @Property({ type: 'text' })
  codeDigest: string;

  @Property({ type: 'timestamptz' })
  sentAt: Date;

  @Property({ type: 'timestamptz' })
  expiresAt: Date;

  @Property({ type: 'int', default: 0 })
  tries: number;
}

const unfiled = `not exists (
  select from objection_filing as filing where filing.challenge_id = objection_attachment.challenge_id)`;

/** A paper of an objection; its bytes are in the document store under their SHA-256. */
@Entity({
  policies: rowPolicies(mayRead(asRole('SCIENCE')), mayInsert(asRole()), mayDelete(onlyWhere(asRole(), unfiled))),
})
@ObjectType({ implements: Node, description: '异议附件: a paper that goes with an objection. Confidential.' })
@Access(Role.SCIENCE)
export class ObjectionAttachment extends Node {
  @PrimaryKey({ type: 'uuid' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid', index: true })
  challengeId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Media type, detected from the content.' })
  mediaType: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Size in bytes.' })
  size: number;
}
