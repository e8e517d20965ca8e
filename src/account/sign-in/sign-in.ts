import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import { AccountSecret, type RoleGrant } from '../account.js';
import { isSentCode } from '../../one-time-code/check-code.js';
import { failuresSince, lockTarget } from '../../one-time-code/codes.sql.js';
import type { Context } from '../../access/context.js';
import { refuseAccount } from '../account.refusals.js';
import { type IssuedToken, issueToken } from './issue-token.js';
import { CodePurpose, SignInFailure, SignInMethod } from '../../one-time-code/one-time-code.js';
import { isPassword } from './password.js';
import { addressDigest, phoneDigest, requirePhone } from '../../one-time-code/phone.js';
import { longest, type RateLimit, secondsToWait } from '../../access/limits/rate-limit.js';
import { newId } from '../../kernel/values/new-id.js';
import { rolesOf } from '../role-grants.js';

const perNumber: RateLimit[] = [{ count: 5, seconds: 900 }];
const perAddress: RateLimit[] = [{ count: 50, seconds: 900 }];

const nobody = '00000000-0000-0000-0000-000000000000';

export interface SignIn {
  phone: string;
  password: string | null;
  code: string | null;
}

export interface SignedIn extends IssuedToken {
  roleGrants: RoleGrant[];
}

/**
 * Signs in with a password or a code. A number without an account fails in the same way and time as a wrong password.
 */
export async function signIn(context: Context, input: SignIn): Promise<SignedIn> {
  const accountId = await checkSignIn(context, input);
  return openFor(context, accountId);
}

/**
 * Returns the account of a number and password or code. An attempt counts as failed from its start until it succeeds,
 * so that concurrent attempts are limited like successive ones.
 */
export async function checkSignIn(context: Context, input: SignIn): Promise<string> {
  const phone = requirePhone(input.phone);
  if ((input.password === null) === (input.code === null)) throw new Refused(refuseAccount('PASSWORD_OR_CODE'));
  const method = input.code === null ? SignInMethod.PASSWORD : SignInMethod.CODE;
  const digest = phoneDigest(context.vault, phone);
  const { secret, attempt } = await context.system.write(async (em) => {
    const from = addressDigest(context.vault, context.address);
    for (const target of [digest, from].toSorted()) await lockTarget(em, target);
    await requireFewFailures(em, context, method, digest, from);
    return {
      secret: await em.findOne(AccountSecret, { phoneDigest: digest }),
      attempt: await countAttempt(em, context, method, digest, from),
    };
  });
  const right =
    input.code !== null
      ? await isSentCode(context, phone, CodePurpose.SIGN_IN, input.code)
      : await isPassword(input.password as string, secret?.passwordDigest);
  if (right && secret) {
    // A person who proves that they own the number removes the lock that wrong passwords of others caused.
    const ended = method === SignInMethod.CODE ? { $or: [{ id: attempt }, { phoneDigest: digest }] } : { id: attempt };
    await context.system.write((em) => em.nativeDelete(SignInFailure, ended));
    return secret.accountId;
  }
  await recordFailure(context, secret?.accountId);
  throw new Refused(refuseAccount('SIGN_IN_FAILED'));
}

/** Returns a token of an authenticated account, for the first of its roles. */
export async function openFor(context: Context, accountId: string): Promise<SignedIn> {
  return context.system.write(async (em) => {
    const roleGrants = await rolesOf(em, accountId);
    const [grant] = roleGrants;
    if (!grant) throw new Refused(refuseAccount('ROLE_NOT_HELD'));
    return { ...(await issueToken(em, context, grant)), roleGrants };
  });
}

async function requireFewFailures(
  em: EntityManager,
  { clock }: Context,
  method: SignInMethod,
  phone: string,
  from: string,
): Promise<void> {
  const now = clock.now();
  const before = (limits: RateLimit[]) => new Date(now.getTime() - longest(limits));
  const ofAddress = await failuresSince(em, method, 'address_digest', from, before(perAddress));
  // A code has its own limit of five attempts, so wrong codes need not lock the number for its owner.
  const ofNumber =
    method === SignInMethod.PASSWORD ? await failuresSince(em, method, 'phone_digest', phone, before(perNumber)) : [];
  const retryAfter = Math.max(secondsToWait(ofNumber, perNumber, now), secondsToWait(ofAddress, perAddress, now));
  if (retryAfter > 0) throw new Refused(refuseAccount('TOO_MANY_SIGN_INS', ['phone'], { retryAfter }));
}

async function countAttempt(
  em: EntityManager,
  { clock }: Context,
  method: SignInMethod,
  phoneDigest: string,
  from: string,
): Promise<string> {
  const id = newId();
  em.create(SignInFailure, { id, method, phoneDigest, addressDigest: from, failedAt: clock.now() });
  await em.flush();
  return id;
}

async function recordFailure(context: Context, accountId: string | undefined): Promise<void> {
  await context.system.write((em) =>
    recordEvent(em, context, {
      type: 'SIGN_IN_REFUSED',
      subject: { type: 'Account', id: accountId ?? nobody },
    }),
  );
}
