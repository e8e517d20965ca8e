import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { AccountSecret, RoleGrant } from '../account/account.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { onceFor } from '../database/idempotency.js';
import type { EventType } from '../event/event-type.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/errors/refusal.js';
import { transit } from '../transition/transit.js';
import { sendSms } from '../message/send-sms.js';
import { SmsTemplate } from '../message/text-message.js';
import { phoneDigest, requirePhone } from '../one-time-code/phone.js';
import { requireManager } from './require-manager.js';
import { InvitationStatus, invitedPhonePlace, StaffInvitation, invitationKind } from './staff.js';
import { enterGranted } from '../granted/enter-granted.js';
import { newId } from '../kernel/values/new-id.js';
import { invitationStates } from './staff.states.js';
import { refuseStaff } from './staff.refusals.js';

/** Days in which an invitation can be accepted (our choice). */
const openDays = 14;

export interface InviteStaff {
  phone: string;
  idempotencyKey: string;
}

/** Invites a phone number to act for the viewer's institution or enterprise; returns the id of the invitation. */
export async function inviteStaff(
  context: Context,
  { phone: given, idempotencyKey: key }: InviteStaff,
): Promise<string> {
  const phone = requirePhone(given);
  const digest = phoneDigest(context.vault, phone);
  const { accountId } = context.viewer;
  const input = { digest };
  const now = context.clock.now();
  const request = { accountId: accountId as string, operation: 'inviteStaff', key, input, now };
  // The idempotency key is the viewer’s own; the gateway writes the result, because only it sees the account of a
  // number.
  return context.db.write((em) =>
    onceFor(em, request, () => context.system.write((system) => invite(system, context, phone, digest))),
  );
}

async function invite(em: EntityManager, context: Context, phone: string, digest: string): Promise<string> {
  const { role, subjectId } = await requireManager(em, context);
  const subject = subjectId as string;
  await requireNew(em, { role, subject, digest, now: context.clock.now() });
  const id = newId();
  const subjectName = await nameOf(em, role, subject);
  const invitedAt = context.clock.now();
  em.create(StaffInvitation, {
    id,
    role,
    subjectId: subject,
    subjectName,
    phoneDigest: digest,
    sealedPhone: context.vault.seal(phone, invitedPhonePlace),
    lastFour: phone.slice(-4),
    status: InvitationStatus.OPEN,
    invitedBy: context.viewer.accountId as string,
    invitedAt,
    expiresAt: new Date(invitedAt.getTime() + openDays * 86_400_000),
    acceptedBy: null,
    version: 1,
  });
  await em.flush();
  await sendSms(em, context, {
    phone,
    template: SmsTemplate.STAFF_INVITATION,
    parameters: { subject: subjectName, days: String(openDays) },
  });
  await enterGranted(em, context, invitationKind, id);
  await recordStaffEvent(em, context, 'STAFF_INVITED', { id, role, subjectId: subject });
  return id;
}

interface Invited {
  role: Role;
  subject: string;
  digest: string;
  now: Date;
}

async function requireNew(em: EntityManager, { role, subject, digest, now }: Invited): Promise<void> {
  const known = await em.findOne(AccountSecret, { phoneDigest: digest });
  const grant = known && { accountId: known.accountId, role, subjectId: subject, revokedAt: null };
  if (grant && (await em.count(RoleGrant, grant)) > 0) throw new Refused(refuseStaff('ALREADY_STAFF', ['phone']));
  const open = await em.findOne(StaffInvitation, {
    subjectId: subject,
    phoneDigest: digest,
    status: InvitationStatus.OPEN,
  });
  if (!open) return;
  if (open.expiresAt > now) throw new Refused(refuseStaff('INVITATION_OPEN', ['phone']));
  open.status = InvitationStatus.WITHDRAWN;
  await em.flush();
}

/** Withdraws an invitation that was not accepted. */
export function withdrawInvitation(context: Context, id: string | undefined, version: number): Promise<string> {
  return context.system.write(async (em) => {
    const { subjectId } = await requireManager(em, context);
    const own = id && (await em.count(StaffInvitation, { id, subjectId })) > 0 ? id : undefined;
    const asked = { operation: 'withdrawStaffInvitation', id: own, version };
    const invitation = await transit(em, context, invitationStates, asked, {
      change: (open) => {
        open.status = InvitationStatus.WITHDRAWN;
        return { type: 'STAFF_INVITATION_WITHDRAWN', data: { role: open.role } };
      },
    });
    return invitation.id;
  });
}

async function nameOf(em: EntityManager, role: Role, subjectId: string): Promise<string> {
  const table = role === Role.INSURER ? 'institution' : 'enterprise';
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(table)} where id = ${subjectId}::uuid`.execute(em.getKysely());
  return (rows[0] as { name: string }).name;
}

export function recordStaffEvent(
  em: EntityManager,
  context: Context,
  type: EventType,
  { id, role, subjectId }: { id: string; role: Role; subjectId: string },
  data: Record<string, unknown> = {},
): Promise<void> {
  return recordEvent(em, context, {
    type,
    subject: {
      type: type === 'STAFF_INVITED' || type === 'STAFF_INVITATION_WITHDRAWN' ? 'StaffInvitation' : 'StaffMember',
      id,
    },
    institutionId: role === Role.INSURER ? subjectId : undefined,
    enterpriseId: role === Role.ENTERPRISE ? subjectId : undefined,
    data: { role, ...data },
  });
}
