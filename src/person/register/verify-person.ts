import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseAccount } from '../../account/account.refusals.js';
import { Account, AccountSecret, personPlace, phonePlace } from '../../account/account.js';
import type { Context } from '../../access/context.js';
import { recordEvent } from '../../event/record-event.js';
import { newId } from '../../kernel/values/new-id.js';
import { OutsideServiceFault } from '../../kernel/outside/outside-service.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { refuse } from '../../kernel/errors/refusals.js';
import { lockTarget } from '../../one-time-code/codes.sql.js';
import { SignInFailure, SignInMethod } from '../../one-time-code/one-time-code.js';
import { addressDigest } from '../../one-time-code/phone.js';
import { isIdentityNumber } from '../identity-number.js';
import type { Person, PersonRegister } from './person-register.js';

/**
 * Requests of one account in a day that the register may answer with "no", so that nobody can guess data with it (our
 * choice).
 */
const mostRefused = 5;

/** Verifies the person of an account (annex 2, one 2 (1)): the register has to confirm name and identity number. */
export async function verifyPerson(context: Context, input: Person): Promise<void> {
  const { people, system } = context;
  const person = requirePerson(input);
  if (people === 'manual') throw new Refused(refuseAccount('PERSON_CHECK_NEEDED'));
  if (!people) throw new Refused(refuseAccount('REGISTER_UNAVAILABLE'));
  const accountId = context.viewer.accountId as string;
  const secret = await system.inSnapshot((em) => em.findOne(AccountSecret, { accountId }));
  if (!secret) throw new Refused(refuseAccount('NO_PHONE_ACCOUNT'));
  const attempt = await countAttempt(context, accountId);
  const confirmed = await isConfirmed(people, person, context.vault.open(secret.sealedPhone, phonePlace)).catch(
    async (error: unknown) => {
      await forgetAttempt(context, attempt);
      throw error;
    },
  );
  if (!confirmed) {
    const subject = { type: 'Account', id: accountId };
    await system.write((em) => recordEvent(em, context, { type: 'PERSON_NOT_CONFIRMED', subject }));
    throw new Refused(refuseAccount('PERSON_NOT_CONFIRMED'));
  }
  await forgetAttempt(context, attempt);
  await system.write((em) => noteVerified(em, context, accountId, person));
}

/** Returns the person in canonical form; refuses invalid data. */
export function requirePerson({ name, identityNumber }: Person): Person {
  const person = { name: name.normalize('NFKC').trim(), identityNumber: normalise(identityNumber) };
  if (person.name === '') throw new Refused(refuse('NAME_MISSING', ['name']));
  if (!isIdentityNumber(person.identityNumber)) {
    throw new Refused(refuseAccount('IDENTITY_NUMBER_INVALID', ['identityNumber']));
  }
  return person;
}

/** Records that an account's person was verified; once for an account, because a person does not change. */
export async function noteVerified(
  em: EntityManager,
  context: Context,
  accountId: string,
  person: Person,
): Promise<void> {
  const { vault, clock } = context;
  const account = await em.findOne(Account, { id: accountId });
  const secret = await em.findOne(AccountSecret, { accountId });
  if (!account || !secret) throw new Refused(refuseAccount('NO_PHONE_ACCOUNT'));
  if (account.personVerifiedAt) throw new Refused(refuseAccount('PERSON_ALREADY_VERIFIED'));
  account.personVerifiedAt = clock.now();
  secret.sealedPerson = vault.seal(JSON.stringify(person), personPlace);
  secret.personDigest = vault.digest(person.identityNumber, 'person');
  await em.flush();
  await recordEvent(em, context, { type: 'PERSON_VERIFIED', subject: { type: 'Account', id: accountId } });
}

/** Masks the name after its first character, and the identity number before its last four: others see no more. */
export function masked({ name, identityNumber }: Person): string {
  const [first = '', ...rest] = name;
  return `${first}${'*'.repeat(rest.length)} ${'*'.repeat(4)}${identityNumber.slice(-4)}`;
}

async function isConfirmed(people: PersonRegister, person: Person, phone: string): Promise<boolean> {
  try {
    return await people.confirms(person, phone);
  } catch (error) {
    if (error instanceof OutsideServiceFault) throw new Refused(refuseAccount('REGISTER_UNAVAILABLE'));
    throw error;
  }
}

/**
 * Counts an attempt as refused from its start until it succeeds, so that the limit also applies to concurrent attempts.
 */
function countAttempt({ system, vault, address, clock }: Context, accountId: string): Promise<string> {
  const since = new Date(clock.now().getTime() - 86_400_000);
  return system.write(async (em) => {
    await lockTarget(em, accountId);
    const refused = { method: SignInMethod.PERSON, phoneDigest: accountId, failedAt: { $gt: since } };
    if ((await em.count(SignInFailure, refused)) >= mostRefused) {
      throw new Refused(refuseAccount('TOO_MANY_PERSON_CHECKS', null, { limit: mostRefused }));
    }
    const id = newId();
    const from = addressDigest(vault, address);
    em.create(SignInFailure, {
      id,
      method: SignInMethod.PERSON,
      phoneDigest: accountId,
      addressDigest: from,
      failedAt: clock.now(),
    });
    await em.flush();
    return id;
  });
}

async function forgetAttempt({ system }: Context, id: string): Promise<void> {
  await system.write((em) => em.nativeDelete(SignInFailure, { id }));
}

function normalise(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}
