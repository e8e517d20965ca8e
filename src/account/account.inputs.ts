import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { DateTimeScalar, JsonScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { RoleGrant } from './account.js';
import { CodePurpose } from '../one-time-code/one-time-code.js';
import { Role, everybody } from '../access/role.js';

@ObjectType({ description: '人机验证题: a challenge to solve before an SMS code is sent.' })
@Access(...everybody)
export class RequestChallengePayload extends Payload {
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The challenge, in the format of ALTCHA (version 2): its widget and its libraries solve it.',
  })
  challenge?: object | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it can be used, once.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'For which number, and for what.' })
export class RequestSmsCodeInput {
  @Field(() => String, { description: '手机号码: mobile number of 11 digits.' })
  phone: string;

  @Field(() => CodePurpose, { description: '用途: a code is good for nothing else.' })
  purpose: CodePurpose;

  @Field(() => String, {
    description: '人机验证结果: the solved challenge as ALTCHA’s widget gives it: base64 of `{ challenge, solution }`.',
  })
  proof: string;
}

@ObjectType({ description: 'Whether a code was sent. It says nothing of whether the number has an account.' })
@Access(...everybody)
export class RequestSmsCodePayload extends Payload {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the code holds.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Field(() => String, { description: '手机号码: mobile number of 11 digits.' })
  phone: string;

  @Field(() => String, { description: '短信验证码: sent for REGISTER.' })
  code: string;

  @Field(() => String, { description: '密码: 10 to 128 characters.' })
  password: string;

  @Field(() => Role, { description: '身份: INSURER for a clerk of an institution, ENTERPRISE for everybody else.' })
  role: Role = Role.ENTERPRISE;
}

@InputType({ description: 'Who comes in, with a password or with a code.' })
export class SignInInput {
  @Field(() => String, { description: '手机号码: mobile number of 11 digits.' })
  phone: string;

  @Field(() => String, { nullable: true, description: '密码: the password of the account.' })
  password: string | null = null;

  @Field(() => String, { nullable: true, description: '短信验证码: sent for SIGN_IN.' })
  code: string | null = null;
}

@InputType({ description: 'A new password.' })
export class ResetPasswordInput {
  @Field(() => String, { description: '手机号码: mobile number of 11 digits.' })
  phone: string;

  @Field(() => String, { description: '短信验证码: sent for RESET_PASSWORD.' })
  code: string;

  @Field(() => String, { description: '新密码: 10 to 128 characters.' })
  password: string;
}

@InputType({ description: 'Which of your roles.' })
export class ChooseRoleInput {
  @Field(() => ID, { description: 'One of `viewer { roleGrants }`.' })
  roleGrantId: string;
}

@ObjectType({ description: 'A token of yours.' })
@Access(...everybody)
export class SignInPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'For the header `Authorization: Bearer …`; keep it secret.' })
  token?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends.' })
  tokenExpiresAt?: Date | null;

  @Field(() => [RoleGrant], { nullable: true, description: '持有角色: your roles; the token is for the first.' })
  roleGrants?: RoleGrant[] | null;
}

@ObjectType({ description: 'Whether it was done.' })
@Access(...everybody)
export class IdentityPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True where it was done.' })
  done?: boolean | null;
}
