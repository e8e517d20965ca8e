import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { refuse } from '../account/account.refusals.js';
import { Account, AccountSecret, personPlace, phonePlace } from '../account/account.js';
import type { Context } from '../access/context.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { OutsideServiceFault } from '../kernel/outside-service.js';
import { Refused } from '../kernel/refusal.js';
import { isIdentityNumber } from './identity-number.js';
import type { Person, PersonRegister } from './person-register.js';

/** Questions that the register may answer with "no" for one account in a day: it is no oracle for guesses (ours). */
const mostRefused = 5;

/** Verifies who is behind an account (annex 2, one 2 (1)): the register has to confirm name and identity number. */
export async function verifyPerson(context: Context, input: Person): Promise<void> {
  const { people, system } = context;
  const person = requirePerson(input);
  if (people === 'manual') throw new Refused(refuse('PERSON_CHECK_NEEDED'));
  if (!people) throw new Refused(refuse('REGISTER_UNAVAILABLE'));
  const accountId = context.viewer.accountId as string;
  const secret = await system.look((em) => em.findOne(AccountSecret, { accountId }));
  if (!secret) throw new Refused(refuse('NO_PHONE_ACCOUNT'));
  await requireFewRefused(context, accountId);
  if (!(await isConfirmed(people, person, context.vault.open(secret.sealedPhone, phonePlace)))) {
    const subject = { type: 'Account', id: accountId };
    await system.write((em) => recordEvent(em, context, { type: EventType.PERSON_NOT_CONFIRMED, subject }));
    throw new Refused(refuse('PERSON_NOT_CONFIRMED'));
  }
  await system.write((em) => noteVerified(em, context, accountId, person));
}

/** The person as typed, in one form; refused where it cannot be one. */
export function requirePerson({ name, identityNumber }: Person): Person {
  const person = { name: name.normalize('NFKC').trim(), identityNumber: normalise(identityNumber) };
  if (person.name === '') throw new Refused(refuse('PERSON_NAME_MISSING', ['name']));
  if (!isIdentityNumber(person.identityNumber)) {
    throw new Refused(refuse('IDENTITY_NUMBER_INVALID', ['identityNumber']));
  }
  return person;
}

/** Once for an account: a person does not change. */
export async function noteVerified(
  em: EntityManager,
  context: Context,
  accountId: string,
  person: Person,
): Promise<void> {
  const { vault, clock } = context;
  const account = await em.findOne(Account, { id: accountId });
  const secret = await em.findOne(AccountSecret, { accountId });
  if (!account || !secret) throw new Refused(refuse('NO_PHONE_ACCOUNT'));
  if (account.personVerifiedAt) throw new Refused(refuse('PERSON_ALREADY_VERIFIED'));
  account.personVerifiedAt = clock.now();
  secret.sealedPerson = vault.seal(JSON.stringify(person), personPlace);
  secret.personDigest = vault.digest(person.identityNumber, 'person');
  await em.flush();
  await recordEvent(em, context, { type: EventType.PERSON_VERIFIED, subject: { type: 'Account', id: accountId } });
}

/** The name masked to its first character, the identity number to its last four: all that others are shown. */
export function masked({ name, identityNumber }: Person): string {
  const [first = '', ...rest] = name;
  return `${first}${'*'.repeat(rest.length)} ${'*'.repeat(4)}${identityNumber.slice(-4)}`;
}

async function isConfirmed(people: PersonRegister, person: Person, phone: string): Promise<boolean> {
  try {
    return await people.confirms(person, phone);
  } catch (error) {
    if (error instanceof OutsideServiceFault) throw new Refused(refuse('REGISTER_UNAVAILABLE'));
    throw error;
  }
}

async function requireFewRefused({ system, clock }: Context, accountId: string): Promise<void> {
  const since = new Date(clock.now().getTime() - 86_400_000);
  const { rows } = await system.look((em) =>
    sql<{ count: number }>`
      select count(*)::int as count from event
      where subject_id = ${accountId}::uuid and type = ${EventType.PERSON_NOT_CONFIRMED}
        and occurred_at > ${since}`.execute(em.getKysely()),
  );
  if ((rows[0]?.count ?? 0) >= mostRefused) throw new Refused(refuse('TOO_MANY_PERSON_CHECKS', null, { mostRefused }));
}

function normalise(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}
