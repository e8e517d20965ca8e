import type { EntityManager } from '@mikro-orm/postgresql';
import { checkCreditCode, normaliseCreditCode } from '../kernel/values/credit-code.js';
import { dayOf, endOfDay } from '../kernel/values/dates.js';
import { searchKeyOf } from '../kernel/text/search-key.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { findLocked } from '../database/find-locked.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { issueToken, type IssuedToken } from '../account/sign-in/issue-token.js';
import { Role } from '../access/role.js';
import { grantRole } from '../account/role-grants.js';
import { isDelegated } from '../access/viewer.js';
import { requireProgramme } from '../programme/find-programme.js';
import { Institution, InstitutionStatus } from './institution.js';
import { refuseInstitution } from './institution.refusals.js';

export interface RegisterInstitution {
  programme: string;
  creditCode: string;
  name: string;
}

export interface RegisteredInstitution extends Partial<IssuedToken> {
  institution: Institution;
}

/**
 * Registers an institution within the programme's window (§3 two) and lets the person act for it; it is PENDING until
 * both departments have confirmed it. It runs as the gateway, because nobody sees the institutions of others.
 */
export async function registerInstitution(
  context: Context,
  input: RegisterInstitution,
): Promise<RegisteredInstitution> {
  const creditCode = normaliseCreditCode(input.creditCode);
  const name = input.name.trim();
  if (checkCreditCode(creditCode) === 'INVALID') {
    throw new Refused(refuse('CREDIT_CODE_INVALID', ['creditCode'], { found: creditCode }));
  }
  if (name === '') throw new Refused(refuse('NAME_MISSING', ['name']));
  return context.system.write(async (em) => {
    await requireOpenWindow(em, context, input.programme);
    const institution = await enter(em, context, creditCode, name);
    const accountId = context.viewer.accountId as string;
    const holder = { accountId, role: Role.INSURER, subjectId: institution.id };
    const grant = await grantRole(em, context, holder, { manages: true });
    return { institution, ...(isDelegated(context.viewer) ? {} : await issueToken(em, context, grant)) };
  });
}

async function requireOpenWindow(em: EntityManager, { clock }: Context, code: string): Promise<void> {
  const programme = await requireProgramme(em, code);
  const until = programme.institutionRegistrationUntil;
  if (clock.now() < endOfDay(until)) return;
  const facts = { until, today: dayOf(clock.now()) };
  throw new Refused(refuseInstitution('REGISTRATION_WINDOW_CLOSED', ['programme'], facts));
}

/** Creates the institution, or registers a rejected one of the same person again. */
async function enter(em: EntityManager, context: Context, creditCode: string, name: string): Promise<Institution> {
  const { accountId } = context.viewer;
  const known = await findLocked(em, Institution, { creditCode });
  if (known && (known.status !== InstitutionStatus.REJECTED || known.registeredBy !== accountId)) {
    throw new Refused(refuseInstitution('INSTITUTION_KNOWN', ['creditCode']));
  }
  const registered = { name, by: accountId, at: context.clock.now() };
  known?.registerAgain(registered);
  const institution = known ?? create(em, creditCode, registered);
  await em.flush();
  await recordEvent(em, context, {
    type: 'INSTITUTION_REGISTERED',
    subject: { type: 'Institution', id: institution.id },
    institutionId: institution.id,
  });
  return institution;
}

function create(
  em: EntityManager,
  creditCode: string,
  { name, by, at }: Parameters<Institution['registerAgain']>[0],
): Institution {
  return em.create(Institution, {
    id: newId(),
    creditCode,
    name,
    nameKey: searchKeyOf(name),
    status: InstitutionStatus.PENDING,
    registeredAt: at,
    registeredBy: by,
    version: 1,
    demonstration: false,
  });
}
