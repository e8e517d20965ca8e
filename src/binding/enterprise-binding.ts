import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  ownAccount,
  ownEnterprise,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

export enum BindingKind {
  LEGAL_REPRESENTATIVE = 'LEGAL_REPRESENTATIVE',
  AGENT = 'AGENT',
}

registerEnumType(BindingKind, {
  name: 'BindingKind',
  description: '认证模式: as what somebody acts for an enterprise (annex 2, one 2 (2)).',
  valuesConfig: {
    LEGAL_REPRESENTATIVE: { description: '法定代表人: as the register names them.' },
    AGENT: { description: '经办人: with a signed authorisation that PLATFORM confirms.' },
  },
});

export enum BindingStatus {
  PENDING = 'PENDING',
  ACTIVE = 'ACTIVE',
  REJECTED = 'REJECTED',
  REVOKED = 'REVOKED',
}

registerEnumType(BindingStatus, {
  name: 'BindingStatus',
  description: '认证状态: whether somebody may act for the enterprise.',
  valuesConfig: {
    PENDING: { description: '待确认: the authorisation waits for PLATFORM.' },
    ACTIVE: { description: '有效: may act for it.' },
    REJECTED: { description: '不予通过: the authorisation was not accepted.' },
    REVOKED: { description: '已撤销: may no longer act for it.' },
  },
});

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownAccount(), ownEnterprise()),
    mayInsert(asRole()),
    mayUpdate(asRole('PLATFORM')),
  ),
})
@Index({ name: 'enterprise_binding_requested', properties: ['requestedAt', 'id'] })
@Index({ name: 'enterprise_binding_account_requested', properties: ['accountId', 'requestedAt', 'id'] })
@Index({ name: 'enterprise_binding_status_requested', properties: ['status', 'requestedAt', 'id'] })
@Unique({ properties: ['accountId', 'enterpriseId'], where: `status in ('PENDING', 'ACTIVE')` })
@ObjectType({
  implements: Node,
  description: '企业认证: that a verified person acts for an enterprise. One enterprise may have several.',
})
@Access(Role.ENTERPRISE, ...staffRoles)
export class EnterpriseBinding extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  accountId: string;

  @Property({ type: 'uuid', index: true })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => BindingKind, { description: '认证模式: as legal representative or as agent.' })
  kind: BindingKind;

  @Property({ type: 'text' })
  @Field(() => BindingStatus, { description: '状态: the present state.' })
  status: BindingStatus;

  /**
   * The name masked after its first character, and the last four characters of the identity number; nobody sees more.
   */
  @Property({ type: 'text' })
  @Field(() => String, { description: '办理人: name and identity number, masked.' })
  person: string;

  /**
   * The digest of the person when they were bound, so that nobody can confirm their own binding with another account.
   */
  @Property({ type: 'text', nullable: true })
  personDigest: string | null;

  @Property({ type: 'uuid', nullable: true, index: true })
  authorisationId: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  requestedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was confirmed, rejected or revoked.' })
  decidedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '理由: why it was rejected or revoked.' })
  reason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  decide(status: BindingStatus, at: Date, reason: string | null = null): void {
    this.status = status;
    this.decidedAt = at;
    this.reason = reason;
  }
}

/** A signed authorisation, encrypted as a whole, because it shows names, numbers and signatures. */
@Entity({
  policies: rowPolicies(
    mayRead(asRole('PLATFORM', 'AUDITOR'), ownAccount()),
    mayInsert({ ...ownAccount(), roles: ['ENTERPRISE'] }),
    mayDelete(asRole()),
  ),
})
export class Authorisation {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid', index: true })
  accountId: string;

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

export const authorisationPlace = 'authorisation.content';
