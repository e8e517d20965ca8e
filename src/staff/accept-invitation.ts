import type { EntityManager } from '@mikro-orm/postgresql';
import { AccountSecret, personPlace } from '../account/account.js';
import { issueToken, type IssuedToken } from '../account/sign-in/issue-token.js';
import { grantRole } from '../account/role-grants.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { isDelegated } from '../access/viewer.js';
import { refuseBinding } from '../binding/binding.refusals.js';
import { BindingKind, BindingStatus, EnterpriseBinding } from '../binding/enterprise-binding.js';
import { findLocked } from '../database/find-locked.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import type { Person } from '../person/register/person-register.js';
import { masked } from '../person/register/verify-person.js';
import { recordStaffEvent } from './invite-staff.js';
import { InvitationStatus, StaffInvitation } from './staff.js';
import { refuseStaff } from './staff.refusals.js';

export interface Accepted extends Partial<IssuedToken> {
  memberId: string;
}

/**
 * Accepts an invitation for the person with the invited number. A person who acts for a company must be verified; the
 * manager's invitation replaces the signed authorisation.
 */
export function acceptInvitation(context: Context, id: string | undefined): Promise<Accepted> {
  return context.system.write(async (em) => {
    const accountId = context.viewer.accountId as string;
    const secret = await em.findOne(AccountSecret, { accountId });
    const invitation = id && secret ? await findOpen(em, context, id, secret.phoneDigest) : null;
    if (!invitation || !secret) throw new Refused(refuseStaff('INVITATION_NOT_FOUND', ['invitationId']));
    const { role, subjectId } = invitation;
    if (role === Role.ENTERPRISE) await bind(em, context, subjectId, secret);
    const grant = await grantRole(em, context, { accountId, role, subjectId });
    invitation.status = InvitationStatus.ACCEPTED;
    invitation.acceptedBy = accountId;
    invitation.version += 1;
    await em.flush();
    await recordStaffEvent(em, context, 'STAFF_JOINED', { id: grant.id, role, subjectId });
    const token = isDelegated(context.viewer) ? {} : await issueToken(em, context, grant);
    return { memberId: grant.id, ...token };
  });
}

/** Locked, so that it is accepted only once, and not after it was withdrawn. */
function findOpen(em: EntityManager, { clock }: Context, id: string, phoneDigest: string) {
  const open = { id, phoneDigest, status: InvitationStatus.OPEN, expiresAt: { $gt: clock.now() } };
  return findLocked(em, StaffInvitation, open);
}

async function bind(em: EntityManager, context: Context, enterpriseId: string, secret: AccountSecret): Promise<void> {
  if (!secret.sealedPerson) throw new Refused(refuseBinding('PERSON_NOT_VERIFIED'));
  const person = JSON.parse(context.vault.open(secret.sealedPerson, personPlace)) as Person;
  const { accountId, personDigest } = secret;
  const live = { $in: [BindingStatus.PENDING, BindingStatus.ACTIVE] };
  const known = await em.findOne(EnterpriseBinding, { accountId, enterpriseId, status: live });
  const now = context.clock.now();
  if (known) {
    em.assign(known, { status: BindingStatus.ACTIVE, decidedAt: now, version: known.version + 1 });
  } else {
    em.create(EnterpriseBinding, {
      id: newId(),
      accountId,
      enterpriseId,
      kind: BindingKind.AGENT,
      status: BindingStatus.ACTIVE,
      person: masked(person),
      personDigest,
      authorisationId: null,
      requestedAt: now,
      decidedAt: now,
      reason: null,
      version: 1,
    });
  }
  await em.flush();
}
