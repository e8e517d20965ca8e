import { Refused } from '../kernel/refusal.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { Account, AccountSecret, personPlace } from '../account/account.js';
import type { Context } from '../access/context.js';
import { isIdentityNumber } from './identity-number.js';
import { refuse } from '../account/account.refusals.js';
import type { Person } from './person-register.js';

/** Verifies who is behind an account (annex 2, one 2 (1)): name and identity number have to belong together. */
export async function verifyPerson(context: Context, input: Person): Promise<void> {
  const { vault, clock, people, system } = context;
  const person = { name: input.name.normalize('NFKC').trim(), identityNumber: normalise(input.identityNumber) };
  if (person.name === '') throw new Refused(refuse('PERSON_NAME_MISSING', ['name']));
  if (!isIdentityNumber(person.identityNumber)) {
    throw new Refused(refuse('IDENTITY_NUMBER_INVALID', ['identityNumber']));
  }
  if (!people) throw new Refused(refuse('REGISTER_UNAVAILABLE'));
  if (!(await people.confirms(person))) throw new Refused(refuse('PERSON_NOT_CONFIRMED'));
  const accountId = context.viewer.accountId as string;
  await system.write(async (em) => {
    const account = await em.findOne(Account, { id: accountId });
    const secret = await em.findOne(AccountSecret, { accountId });
    if (!account || !secret) throw new Refused(refuse('NO_PHONE_ACCOUNT'));
    if (account.personVerifiedAt) throw new Refused(refuse('PERSON_ALREADY_VERIFIED'));
    account.personVerifiedAt = clock.now();
    secret.sealedPerson = vault.seal(JSON.stringify(person), personPlace);
    secret.personDigest = vault.digest(person.identityNumber, 'person');
    await recordEvent(em, context, { type: EventType.PERSON_VERIFIED, subject: { type: 'Account', id: accountId } });
  });
}

function normalise(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}
