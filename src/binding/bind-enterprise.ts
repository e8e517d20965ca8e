import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { checkCreditCode, normaliseCreditCode } from '../kernel/values/credit-code.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { recordEvent } from '../event/record-event.js';
import { AccountSecret, personPlace } from '../account/account.js';
import type { Context } from '../access/context.js';
import { issueToken, type IssuedToken } from '../account/sign-in/issue-token.js';
import type { Person } from '../person/register/person-register.js';
import { masked } from '../person/register/verify-person.js';
import { findRegisteredCompany, isRepresentedBy } from '../register/find-registered-company.js';
import { Role } from '../access/role.js';
import { grantRole } from '../account/role-grants.js';
import { isDelegated } from '../access/viewer.js';
import { Authorisation, BindingKind, BindingStatus, EnterpriseBinding } from './enterprise-binding.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { ensureRegisteredCompany } from '../register/look-up-company.js';
import { refuseBinding } from './binding.refusals.js';

export interface BindEnterprise {
  creditCode: string;
  name: string;
  kind: BindingKind;
  authorisationId: string | undefined;
}

export interface BoundEnterprise extends Partial<IssuedToken> {
  binding: EnterpriseBinding;
}

/**
 * Binds a verified person to an enterprise (annex 2, one 2 (2)): the legal representative immediately, as the register
 * names them; an agent after PLATFORM has confirmed the authorisation.
 */
export async function bindEnterprise(context: Context, input: BindEnterprise): Promise<BoundEnterprise> {
  const creditCode = normaliseCreditCode(input.creditCode);
  const name = input.name.trim();
  if (checkCreditCode(creditCode) === 'INVALID') {
    throw new Refused(refuse('CREDIT_CODE_INVALID', ['creditCode'], { found: creditCode }));
  }
  if (name === '') throw new Refused(refuse('NAME_MISSING', ['name']));
  const accountId = context.viewer.accountId as string;
  if (input.kind === BindingKind.LEGAL_REPRESENTATIVE) {
    await context.system.write((em) => requireVerified(em, context, accountId));
    await ensureRegisteredCompany(context, creditCode);
  }
  return context.system.write(async (em) => {
    const { person, personDigest } = await requireVerified(em, context, accountId);
    await requireEntitled(em, context, input, person, creditCode);
    const enterpriseId = await enterEnterprise(em, creditCode, name);
    const live = { $in: [BindingStatus.PENDING, BindingStatus.ACTIVE] };
    if (await em.findOne(EnterpriseBinding, { accountId, enterpriseId, status: live })) {
      throw new Refused(refuseBinding('BINDING_KNOWN', ['creditCode']));
    }
    const byRegister = input.kind === BindingKind.LEGAL_REPRESENTATIVE;
    const binding = em.create(EnterpriseBinding, {
      id: newId(),
      accountId,
      enterpriseId,
      kind: input.kind,
      status: byRegister ? BindingStatus.ACTIVE : BindingStatus.PENDING,
      person: masked(person),
      personDigest,
      authorisationId: byRegister ? null : (input.authorisationId as string),
      requestedAt: context.clock.now(),
      decidedAt: byRegister ? context.clock.now() : null,
      reason: null,
      version: 1,
    });
    await em.flush();
    await recordBinding(em, context, 'BINDING_REQUESTED', binding);
    if (!byRegister) return { binding };
    await recordBinding(em, context, 'BINDING_CONFIRMED', binding);
    return grantEnterpriseRole(em, context, binding);
  });
}

const bound = new WeakMap<EnterpriseBinding, Enterprise>();

/**
 * Returns the enterprise of a binding that this request made active, which the token of the request does not see yet.
 */
export function boundEnterprise(binding: EnterpriseBinding): Enterprise | undefined {
  return bound.get(binding);
}

/** Grants the bound person the role for the enterprise. */
export async function grantEnterpriseRole(
  em: EntityManager,
  context: Context,
  binding: EnterpriseBinding,
): Promise<BoundEnterprise> {
  const { accountId, enterpriseId } = binding;
  const holder = { accountId, role: Role.ENTERPRISE, subjectId: enterpriseId };
  const manages = binding.kind === BindingKind.LEGAL_REPRESENTATIVE;
  const grant = await grantRole(em, context, holder, { manages });
  const { viewer } = context;
  if (accountId === viewer.accountId) bound.set(binding, await em.findOneOrFail(Enterprise, { id: enterpriseId }));
  const own = accountId === viewer.accountId && !isDelegated(viewer);
  const token = own ? await issueToken(em, context, grant) : {};
  return { binding, ...token };
}

export type BindingEvent = 'BINDING_REQUESTED' | 'BINDING_CONFIRMED' | 'BINDING_REJECTED' | 'BINDING_REVOKED';

export function recordBinding(
  em: EntityManager,
  context: Context,
  type: BindingEvent,
  { id, enterpriseId, kind, status }: EnterpriseBinding,
): Promise<void> {
  const subject = { type: 'EnterpriseBinding', id };
  return recordEvent(em, context, { type, subject, enterpriseId, data: { kind, status } });
}

async function requireVerified(em: EntityManager, { vault }: Context, accountId: string) {
  const secret = await em.findOne(AccountSecret, { accountId });
  if (!secret?.sealedPerson) throw new Refused(refuseBinding('PERSON_NOT_VERIFIED'));
  const person = JSON.parse(vault.open(secret.sealedPerson, personPlace)) as Person;
  return { person, personDigest: secret.personDigest };
}

async function requireEntitled(
  em: EntityManager,
  context: Context,
  input: BindEnterprise,
  person: Person,
  creditCode: string,
): Promise<void> {
  if (input.kind === BindingKind.LEGAL_REPRESENTATIVE) {
    if (await isRepresentative(em, context, person, creditCode)) return;
    throw new Refused(refuseBinding('NOT_THE_REPRESENTATIVE', ['kind']));
  }
  const { authorisationId: id } = input;
  const accountId = context.viewer.accountId as string;
  const uploaded = id ? await em.count(Authorisation, { id, accountId }) : 0;
  if (uploaded === 0) throw new Refused(refuseBinding('AUTHORISATION_MISSING', ['authorisationId']));
}

/**
 * Checks whether the person is the legal representative by the company register. Where it names nobody, only a made-up
 * register of people is asked.
 */
async function isRepresentative(
  em: EntityManager,
  { people, vault }: Context,
  person: Person,
  creditCode: string,
): Promise<boolean> {
  const company = await findRegisteredCompany(em, creditCode);
  const named = company && isRepresentedBy(company, vault, person.name);
  if (named !== undefined) return named;
  if (typeof people === 'object' && people.represents) return people.represents(person, creditCode);
  throw new Refused(refuseBinding('REPRESENTATIVE_NOT_REGISTERED', ['creditCode']));
}

/** Returns the id of the enterprise with this code; creates it with the given name where it does not exist. */
async function enterEnterprise(em: EntityManager, creditCode: string, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from enterprises_by_code(array[${creditCode}], array[${name}])`.execute(em.getKysely());
  return (rows[0] as { id: string }).id;
}
