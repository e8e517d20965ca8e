import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AccountSecret, personPlace, phonePlace } from '../account/account.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { keyOf } from '../kernel/values/global-id.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import type { Person } from '../person/register/person-register.js';
import { acceptInvitation } from './accept-invitation.js';
import { handOverManagement, removeStaff } from './change-staff.js';
import { inviteStaff, withdrawInvitation } from './invite-staff.js';
import { InvitationStatus, StaffInvitation, StaffMember } from './staff.js';
import {
  AcceptStaffInvitationInput,
  AcceptStaffInvitationPayload,
  InviteStaffInput,
  RemoveStaffInput,
  StaffFilter,
  StaffInvitationFilter,
  StaffInvitationPayload,
  StaffPayload,
  StaffStepInput,
  WithdrawStaffInvitationInput,
} from './staff.inputs.js';
import { OnePerson } from '../account/four-eyes.js';
import { secretOfAccount, staffMemberById, staffInvitationById, memberColumns } from './staff.loader.js';

const StaffConnection = connectionOf(StaffMember);
const StaffInvitationConnection = connectionOf(StaffInvitation);
const memberOrders = defineTimeOrders('StaffMember', 'granted_at');
const invitationOrders = defineTimeOrders('StaffInvitation', 'invited_at');
const invitationColumns = columnsOf(StaffInvitation, { without: ['phoneDigest', 'sealedPhone'] });

@Resolver(() => StaffMember)
export class StaffResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR)
  @Query(() => StaffConnection, {
    description: '本单位人员: who acts for your institution or company; PLATFORM and AUDITOR see those of all.',
  })
  async staffMembers(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => StaffFilter, { nullable: true, description: 'Whose; all that you may see where absent.' })
    filter: StaffFilter = {},
    @OrderBy(memberOrders) orderBy = memberOrders.first,
  ): Promise<Connection<StaffMember>> {
    const of = (type: string, id: string | undefined) =>
      id ? [sql`subject_id = ${keyOf(type, id) ?? '00000000-0000-0000-0000-000000000000'}::uuid`] : [];
    const where = [
      sql`subject_id is not null and revoked_at is null`,
      ...of('Institution', filter.institutionId),
      ...of('Enterprise', filter.enterpriseId),
    ];
    const statement = { select: memberColumns, from: sql`role_grant`, where };
    return readPage(await context.db.read(), StaffConnection, statement, memberOrders.of(orderBy), page);
  }

  @Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR)
  @Query(() => StaffInvitationConnection, { description: '人员邀请: invitations of your institution or company.' })
  async staffInvitations(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => StaffInvitationFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: StaffInvitationFilter = {},
    @OrderBy(invitationOrders) orderBy = invitationOrders.first,
  ): Promise<Connection<StaffInvitation>> {
    const where = filter.status ? [sql`status = ${filter.status}`] : [];
    const statement = { select: invitationColumns, from: sql`staff_invitation`, where };
    return readPage(await context.db.read(), StaffInvitationConnection, statement, invitationOrders.of(orderBy), page);
  }

  @Access(Role.INSURER, Role.ENTERPRISE)
  @Query(() => [StaffInvitation], { description: '发给我的邀请: open invitations to your own phone number.' })
  async invitationsToMe(@Ctx() context: Context): Promise<StaffInvitation[]> {
    const { viewer, clock, system } = context;
    return system.inSnapshot(async (em) => {
      const secret = await em.findOne(AccountSecret, { accountId: viewer.accountId as string });
      if (!secret) return [];
      const open = { status: InvitationStatus.OPEN, expiresAt: { $gt: clock.now() } };
      return em.find(
        StaffInvitation,
        { phoneDigest: secret.phoneDigest, ...open },
        { orderBy: { invitedAt: 'desc', id: 'desc' }, limit: 100 },
      );
    });
  }

  @Access(Role.INSURER, Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => StaffInvitationPayload, {
    description: '邀请人员: the manager invites a phone number to act for the institution or company.',
  })
  inviteStaff(
    @Ctx() context: Context,
    @Arg('input', () => InviteStaffInput, { description: 'The person to invite, and the role.' })
    input: InviteStaffInput,
  ): Promise<StaffInvitationPayload> {
    return invitationPayload(context, () => inviteStaff(context, input));
  }

  @Access(Role.INSURER, Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => StaffInvitationPayload, { description: '撤回邀请: it can no longer be accepted.' })
  withdrawStaffInvitation(
    @Ctx() context: Context,
    @Arg('input', () => WithdrawStaffInvitationInput, { description: 'The invitation to withdraw.' })
    input: WithdrawStaffInvitationInput,
  ): Promise<StaffInvitationPayload> {
    const id = keyOf('StaffInvitation', input.invitationId);
    return invitationPayload(context, () => withdrawInvitation(context, id, input.version));
  }

  @Access(Role.INSURER, Role.ENTERPRISE)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => AcceptStaffInvitationPayload, {
    description: '接受邀请: you act for the institution or company from now on; for a company you have to be verified.',
  })
  acceptStaffInvitation(
    @Ctx() context: Context,
    @Arg('input', () => AcceptStaffInvitationInput, { description: 'The invitation to accept.' })
    input: AcceptStaffInvitationInput,
  ): Promise<AcceptStaffInvitationPayload> {
    return payloadOf(AcceptStaffInvitationPayload, context.language, async () => {
      const { token, tokenExpiresAt } = await acceptInvitation(context, keyOf('StaffInvitation', input.invitationId));
      return { done: true, token, tokenExpiresAt };
    });
  }

  @Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM)
  @NeedsScope(Scope.MANAGE)
  @OnePerson('It decides who manages the people of a company or institution, and neither accounts nor amounts.')
  @Mutation(() => StaffPayload, {
    description: '移交管理权限: another person manages from now on; PLATFORM does it where the manager has left.',
  })
  handOverManagement(
    @Ctx() context: Context,
    @Arg('input', () => StaffStepInput, { description: 'The person who takes over.' }) input: StaffStepInput,
  ): Promise<StaffPayload> {
    return memberPayload(context, () => handOverManagement(context, seen(input)));
  }

  @Access(Role.INSURER, Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => StaffPayload, {
    description: '移除人员: ends that somebody acts for the institution or company; their tokens and sockets end.',
  })
  removeStaff(
    @Ctx() context: Context,
    @Arg('input', () => RemoveStaffInput, { description: 'Whom, and why.' }) input: RemoveStaffInput,
  ): Promise<StaffPayload> {
    return memberPayload(context, () => removeStaff(context, seen(input), input.reason));
  }

  @FieldResolver(() => String, {
    description: '姓名和手机号, masked: the first character of a verified name, the last four digits of the number.',
  })
  async person(@Root() { accountId }: StaffMember, @Ctx() context: Context): Promise<string> {
    const { vault } = context;
    const secret = await secretOfAccount(context, accountId);
    if (!secret) return '****';
    const phone = vault.open(secret.sealedPhone, phonePlace);
    const person = secret.sealedPerson && (JSON.parse(vault.open(secret.sealedPerson, personPlace)) as Person);
    const [first = '', ...rest] = person ? person.name : '';
    return `${first}${'*'.repeat(rest.length)} ****${phone.slice(-4)}`.trim();
  }
}

function seen({ memberId, version }: StaffStepInput) {
  return { memberId: keyOf('StaffMember', memberId), version };
}

function invitationPayload(context: Context, work: () => Promise<string>): Promise<StaffInvitationPayload> {
  return payloadOf(StaffInvitationPayload, context.language, async () => ({
    invitation: await staffInvitationById(context, await work()),
  }));
}

function memberPayload(context: Context, work: () => Promise<string>): Promise<StaffPayload> {
  return payloadOf(StaffPayload, context.language, async () => ({
    member: await staffMemberById(context, await work()),
  }));
}
