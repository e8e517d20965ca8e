import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseAccount } from '../account/account.refusals.js';
import { Account } from '../account/account.js';
import type { Context } from '../access/context.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { checkedPersonPlace, IdentityPaper, PersonCheck, PersonCheckStatus } from './person-check.js';
import { lockTarget } from '../one-time-code/codes.sql.js';
import { refusePerson } from './person.refusals.js';
import type { Person } from './register/person-register.js';
import { masked, requirePerson } from './register/verify-person.js';

const mostPapers = 4;

export interface RequestPersonCheck extends Person {
  papers: (string | undefined)[];
  idempotencyKey: string;
}

/** Requests verification of the viewer by PLATFORM from scanned papers; returns the id of the request. */
export async function requestPersonCheck(context: Context, input: RequestPersonCheck): Promise<string> {
  if (context.people !== 'manual') throw new Refused(refusePerson('PERSON_CHECK_NOT_OFFERED'));
  const person = requirePerson(input);
  const accountId = context.viewer.accountId as string;
  const digest = context.vault.digest(person.identityNumber, 'person');
  const request = {
    accountId,
    operation: 'requestPersonCheck',
    key: input.idempotencyKey,
    // The number is stored only encrypted.
    input: { digest, name: context.vault.digest(person.name, 'person'), papers: input.papers },
    now: context.clock.now(),
  };
  return context.db.write((em) => onceFor(em, request, () => open(em, context, person, digest, input.papers)));
}

async function open(
  em: EntityManager,
  context: Context,
  person: Person,
  personDigest: string,
  papers: (string | undefined)[],
): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const account = await em.findOne(Account, { id: accountId });
  if (account?.personVerifiedAt) throw new Refused(refuseAccount('PERSON_ALREADY_VERIFIED'));
  await lockTarget(em, accountId);
  const open = { $in: [PersonCheckStatus.PENDING, PersonCheckStatus.CHECKED] };
  if (await em.count(PersonCheck, { accountId, status: open })) throw new Refused(refusePerson('PERSON_CHECK_OPEN'));
  const ids = [...new Set(papers.filter((id) => id !== undefined))];
  const own = await em.find(IdentityPaper, { id: { $in: ids }, accountId, personCheckId: null });
  if (own.length !== ids.length || ids.length === 0 || ids.length > mostPapers || papers.includes(undefined)) {
    throw new Refused(refusePerson('IDENTITY_PAPERS_MISSING', ['paperIds']));
  }
  const id = newId();
  em.create(PersonCheck, {
    id,
    accountId,
    sealedPerson: context.vault.seal(JSON.stringify(person), checkedPersonPlace),
    personDigest,
    person: masked(person),
    status: PersonCheckStatus.PENDING,
    requestedAt: context.clock.now(),
    checkedBy: null,
    checkedAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    version: 1,
  });
  for (const paper of own) paper.personCheckId = id;
  await em.flush();
  const subject = { type: 'PersonCheck', id };
  await recordEvent(em, context, { type: 'PERSON_CHECK_REQUESTED', subject, data: { papers: ids.length } });
  return id;
}
