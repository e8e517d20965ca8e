import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import { chooseRole } from './choose-role.js';
import type { Context } from '../access/context.js';
import { register } from './sign-in/register-account.js';
import { requestChallenge } from '../one-time-code/request-challenge.js';
import { requestSmsCode } from '../one-time-code/request-sms-code.js';
import { resetPassword } from './sign-in/reset-password.js';
import { everybody, signedIn } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { signIn } from './sign-in/sign-in.js';
import { signOut } from './sign-in/sign-out.js';
import { OnePerson } from './four-eyes.js';
import {
  ChooseRoleInput,
  IdentityPayload,
  RegisterInput,
  RequestChallengePayload,
  RequestSmsCodeInput,
  RequestSmsCodePayload,
  ResetPasswordInput,
  SignInInput,
  SignInPayload,
} from './account.inputs.js';

@Resolver()
export class IdentityResolver {
  @Access(...everybody)
  @Mutation(() => RequestChallengePayload, {
    description:
      '获取人机验证题: a proof of work for one SMS code, in place of a picture code: a device solves it without the user within seconds. At most 100 an hour for an address.',
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
