import { OptionalProps } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Scope } from '../access/scope.js';
import { Role, staff as staffRoles } from '../access/role.js';

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownEnterprise()),
    mayInsert(asRole(), ownEnterprise()),
    mayUpdate(asRole(), ownEnterprise()),
  ),
})
@Index({ name: 'bank_account_added', properties: ['addedAt', 'id'], where: 'removed_at is null' })
@Unique({ properties: ['enterpriseId'], where: 'is_default and removed_at is null' })
@ObjectType({
  implements: Node,
  description: '收款账户: an account of the enterprise that a subsidy can be paid to (annex 2, two).',
})
@Access(Role.ENTERPRISE, ...staffRoles)
export class BankAccount extends Node {
  [OptionalProps]?: 'maskedNumber';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid', index: true })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '户名: the account holder, which is the enterprise.' })
  holder: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '开户银行: name of the bank and branch.' })
  bankName: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '联行号: CNAPS code of the branch, 12 digits.' })
  bankCode: string;

  /** The whole number, encrypted with the data key named at its beginning. */
  @Property({ type: 'text' })
  sealedNumber: string;

  @Property({ type: 'text' })
  lastFour: string;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: '默认账户: whether it is the one that is offered first.' })
  isDefault: boolean;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  addedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  removedAt: Date | null;

  @Field(() => String, {
    description:
      '账号: masked to its last four. `revealBankAccount` shows the whole one to FINANCE and the enterprise.',
  })
  get maskedNumber(): string {
    return `**** ${this.lastFour}`;
  }
}

/** Who reads whole numbers: the office that pays, here and in its files, and an enterprise its own. */
export const readingNumbers = { offices: [Role.FINANCE], scopes: [Scope.READ, Scope.MANAGE] };

export const numberPlace = 'bank_account.number';
