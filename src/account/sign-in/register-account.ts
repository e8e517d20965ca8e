import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import { Account, AccountSecret, phonePlace } from '../account.js';
import { isSentCode } from '../../one-time-code/check-code.js';
import { lockTarget } from '../../one-time-code/codes.sql.js';
import type { Context } from '../../access/context.js';
import { refuseAccount } from '../account.refusals.js';
import { CodePurpose } from '../../one-time-code/one-time-code.js';
import { digestPassword, requireFitPassword } from './password.js';
import { phoneDigest, requirePhone } from '../../one-time-code/phone.js';
import { Role } from '../../access/role.js';
import { newId } from '../../kernel/values/new-id.js';
import { grantRole } from '../role-grants.js';
import { openFor, type SignedIn } from './sign-in.js';
import { refuseCode } from '../../one-time-code/one-time-code.refusals.js';

export interface Register {
  phone: string;
  code: string;
  password: string;
  role: Role;
}

/**
 * Creates an account for the owner of the phone number (annex 2, one 1), as a clerk of an insurer or for an enterprise.
 */
export async function register(context: Context, input: Register): Promise<SignedIn> {
  const phone = requirePhone(input.phone);
  requireFitPassword(input.password, phone);
  if (input.role !== Role.INSURER && input.role !== Role.ENTERPRISE) {
    throw new Refused(refuseAccount('ROLE_NOT_OFFERED', ['role']));
  }
  if (!(await isSentCode(context, phone, CodePurpose.REGISTER, input.code))) {
    throw new Refused(refuseCode('CODE_INVALID', ['code']));
  }
  const passwordDigest = await digestPassword(input.password);
  const accountId = await context.system.write(async (em) => {
    const id = await openAccount(em, context, { phone, passwordDigest, name: `用户${phone.slice(-4)}` });
    await grantRole(em, context, { accountId: id, role: input.role, subjectId: null });
    return id;
  });
  return openFor(context, accountId);
}

export interface NewAccount {
  phone: string;
  name: string;
  passwordDigest: string | null;
}

/** Creates the account. Refuses if the number already has one, which only the owner of the number can see. */
export async function openAccount(em: EntityManager, context: Context, account: NewAccount): Promise<string> {
  const { vault, clock } = context;
  const digest = phoneDigest(vault, account.phone);
  await lockTarget(em, digest);
  if (await em.findOne(AccountSecret, { phoneDigest: digest }))
    throw new Refused(refuseAccount('ALREADY_REGISTERED', ['phone']));
  const id = newId();
  em.create(Account, { id, name: account.name, createdAt: clock.now(), personVerifiedAt: null });
  await em.flush();
  em.create(AccountSecret, {
    accountId: id,
    phoneDigest: digest,
    sealedPhone: vault.seal(account.phone, phonePlace),
    passwordDigest: account.passwordDigest,
    sealedPerson: null,
    personDigest: null,
  });
  await em.flush();
  await recordEvent(em, context, { type: 'ACCOUNT_REGISTERED', subject: { type: 'Account', id } });
  return id;
}
