import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Payload, payloadOf } from '../kernel/errors/payload.js';
import { DateTimeScalar, JsonScalar } from '../kernel/values/scalars.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import { RoleGrant } from './account.js';
import { chooseRole } from './choose-role.js';
import type { Context } from '../access/context.js';
import { CodePurpose } from '../one-time-code/one-time-code.js';
import { register } from './sign-in/register-account.js';
import { requestChallenge } from '../one-time-code/request-challenge.js';
import { requestSmsCode } from '../one-time-code/request-sms-code.js';
import { resetPassword } from './sign-in/reset-password.js';
import { everybody, signedIn, Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { signIn } from './sign-in/sign-in.js';
import { signOut } from './sign-in/sign-out.js';
import { OnePerson } from './four-eyes.js';

@ObjectType({ description: '人机验证题: a challenge to solve before an SMS code is sent.' })
@Access(...everybody)
class RequestChallengePayload extends Payload {
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The challenge, in the format of ALTCHA (version 2): its widget and its libraries solve it.',
  })
  challenge?: object | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it can be used, once.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'For which number, and for what.' })
class RequestSmsCodeInput {
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
class RequestSmsCodePayload extends Payload {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the code holds.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'A new account.' })
class RegisterInput {
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
class SignInInput {
  @Field(() => String, { description: '手机号码: mobile number of 11 digits.' })
  phone: string;

  @Field(() => String, { nullable: true, description: '密码: the password of the account.' })
  password: string | null = null;

  @Field(() => String, { nullable: true, description: '短信验证码: sent for SIGN_IN.' })
  code: string | null = null;
}

@InputType({ description: 'A new password.' })
class ResetPasswordInput {
  @Field(() => String, { description: '手机号码: mobile number of 11 digits.' })
  phone: string;

  @Field(() => String, { description: '短信验证码: sent for RESET_PASSWORD.' })
  code: string;

  @Field(() => String, { description: '新密码: 10 to 128 characters.' })
  password: string;
}

@InputType({ description: 'Which of your roles.' })
class ChooseRoleInput {
  @Field(() => ID, { description: 'One of `viewer { roleGrants }`.' })
  roleGrantId: string;
}

@ObjectType({ description: 'A token of yours.' })
@Access(...everybody)
class SignInPayload extends Payload {
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

@Resolver()
export class IdentityResolver {
  @Access(...everybody)
  @Mutation(() => RequestChallengePayload, {
    description:
      '获取人机验证题: a proof of work for one SMS code, in place of a picture code: a device solves it by itself within seconds. At most 100 an hour for an address.',
  })
  requestChallenge(@Ctx() context: Context): Promise<RequestChallengePayload> {
    return payloadOf(RequestChallengePayload, context.language, () => requestChallenge(context));
  }

  @Access(...everybody)
  @Mutation(() => RequestSmsCodePayload, {
    description:
      '获取短信验证码: sends a code of six digits. Limited to one in a minute, 5 in an hour and 10 in a day for a number, and for an address.',
  })
  requestSmsCode(
    @Ctx() context: Context,
    @Arg('input', () => RequestSmsCodeInput, { description: 'The number, the purpose and the solved challenge.' })
    input: RequestSmsCodeInput,
  ): Promise<RequestSmsCodePayload> {
    return payloadOf(RequestSmsCodePayload, context.language, () => requestSmsCode(context, input));
  }

  @Access(...everybody)
  @Mutation(() => SignInPayload, { description: '用户注册: opens an account for a number (annex 2, one).' })
  register(
    @Ctx() context: Context,
    @Arg('input', () => RegisterInput, { description: 'The number, its code, a password.' }) input: RegisterInput,
  ): Promise<SignInPayload> {
    return payloadOf(SignInPayload, context.language, () => register(context, input));
  }

  @Access(...everybody)
  @Mutation(() => SignInPayload, { description: '登录: a token for the account of a number, for eight hours.' })
  signIn(
    @Ctx() context: Context,
    @Arg('input', () => SignInInput, { description: 'The number, and the password or a code.' }) input: SignInInput,
  ): Promise<SignInPayload> {
    return payloadOf(SignInPayload, context.language, () => signIn(context, input));
  }

  @Access(...signedIn)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @OnePerson('It ends a token of the person’s own.')
  @Mutation(() => IdentityPayload, {
    description: '退出: ends the token that is used for it, and its sockets. Not for tokens of an outside provider.',
  })
  signOut(@Ctx() context: Context): Promise<IdentityPayload> {
    return payloadOf(IdentityPayload, context.language, async () => ({ done: await signOut(context) }));
  }

  @Access(...everybody)
  @Mutation(() => IdentityPayload, {
    description: '重置密码: sets a new password with a code; everybody who is signed in to the account is signed out.',
  })
  resetPassword(
    @Ctx() context: Context,
    @Arg('input', () => ResetPasswordInput, { description: 'The number, its code, the new password.' })
    input: ResetPasswordInput,
  ): Promise<IdentityPayload> {
    return payloadOf(IdentityPayload, context.language, async () => {
      await resetPassword(context, input);
      return { done: true };
    });
  }

  @Access(...signedIn)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @OnePerson('It changes nothing: the person takes a role that was given to them.')
  @Mutation(() => SignInPayload, { description: '切换角色: a token for another of your roles.' })
  chooseRole(
    @Ctx() context: Context,
    @Arg('input', () => ChooseRoleInput, { description: 'The role to choose.' }) input: ChooseRoleInput,
  ): Promise<SignInPayload> {
    return payloadOf(SignInPayload, context.language, () => chooseRole(context, input.roleGrantId));
  }
}
