import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayRead,
  ownEnterprise,
  staff,
  rowPolicies,
} from '../../database/schema/row-security.js';
import { Access } from '../../access/access.js';
import { everybody, Role, staff as staffRoles } from '../../access/role.js';

/**
 * The statement that an enterprise accepts when it claims (annex 2 three). A changed text is a new version; stored ones
 * never change.
 */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE'))) })
@ObjectType({ description: '信息真实性承诺书: what an enterprise accepts when it claims.' })
@Access(...everybody)
export class StatementOfTruth {
  @PrimaryKey({ type: 'int', autoincrement: false })
  @Field(() => Int, { description: '版本: 1, 2, …; the highest is in force.' })
  version: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '正文: the text in full.' })
  text: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'From when it is in force.' })
  issuedAt: Date;
}

/** An enterprise's confirmation of its claim, with the account at that time and the accepted statement. */
@Entity({ policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole(), ownEnterprise())) })
@Index({ properties: ['claimId', 'acceptedAt'] })
@ObjectType({ description: '申领确认: an enterprise’s confirmation, with the account and the statement it accepted.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class ClaimApplication {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Property({ type: 'uuid' })
  claimId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '户名: holder of the account.' })
  holder: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '开户行: name of the bank.' })
  bankName: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '联行号: CNAPS code of the bank.' })
  bankCode: string;

  @Property({ type: 'text' })
  sealedNumber: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '账号后四位: the last four digits of the account.' })
  lastFour: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '承诺书版本: the version of the statement that was accepted.' })
  statementVersion: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '承诺书正文: its text as it was shown.' })
  statementText: string;

  @Property({ type: 'uuid' })
  acceptedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was confirmed.' })
  acceptedAt: Date;
}

/** The place to which the encryption of an application's account number is bound. */
export const applicationNumberPlace = 'claim_application.number';
