import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import { asRole, mayDelete, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

/** What a code that was sent may be used for. */
export enum CodePurpose {
  REGISTER = 'REGISTER',
  SIGN_IN = 'SIGN_IN',
  RESET_PASSWORD = 'RESET_PASSWORD',
}

registerEnumType(CodePurpose, {
  name: 'CodePurpose',
  description: '验证码用途: what a code may be used for.',
  valuesConfig: {
    REGISTER: { description: '注册: to register an account.' },
    SIGN_IN: { description: '登录: to sign in.' },
    RESET_PASSWORD: { description: '重置密码: to set a new password.' },
  },
});

/** A proof of work has no other target than itself. */
export const challengePurpose = 'CHALLENGE';

/** A code that was displayed or sent: its digest, the number of attempts, and its expiry. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole()), mayDelete(asRole())) })
@Index({ properties: ['targetDigest', 'createdAt'] })
@Index({ properties: ['addressDigest', 'createdAt'] })
export class OneTimeCode {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Property({ type: 'text' })
  purpose: CodePurpose | typeof challengePurpose;

  /** The digest of the phone number that it was sent to; null for a proof of work. */
  @Property({ type: 'text', nullable: true })
  targetDigest: string | null;

  @Property({ type: 'text' })
  addressDigest: string;

  @Property({ type: 'text' })
  codeDigest: string;

  @Property({ type: 'int', default: 0 })
  tries: number;

  @Property({ type: 'timestamptz' })
  createdAt: Date;

  @Property({ type: 'timestamptz', index: true })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null;
}

export enum SignInMethod {
  PASSWORD = 'PASSWORD',
  CODE = 'CODE',
  /** A request to the register of persons; `phoneDigest` is then that of the account. */
  PERSON = 'PERSON',
}

/** A sign-in that failed or has not succeeded yet; counted for some time, to prevent guessing. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayDelete(asRole())) })
@Index({ properties: ['phoneDigest', 'failedAt'] })
@Index({ properties: ['addressDigest', 'failedAt'] })
export class SignInFailure {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'text' })
  method: SignInMethod;

  @Property({ type: 'text' })
  phoneDigest: string;

  @Property({ type: 'text' })
  addressDigest: string;

  @Property({ type: 'timestamptz', index: true })
  failedAt: Date;
}
