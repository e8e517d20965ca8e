import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { InvitationStatus, StaffInvitation, StaffMember } from './staff.js';

@InputType({ description: 'Whose people; all conditions together.' })
export class StaffFilter {
  @Field(() => ID, { nullable: true, description: '保险机构: only of this institution.' })
  institutionId?: string;

  @Field(() => ID, { nullable: true, description: '企业: only of this company.' })
  enterpriseId?: string;
}

@InputType({ description: 'Conditions for a list of invitations: all that are given must hold.' })
export class StaffInvitationFilter {
  @Field(() => InvitationStatus, { nullable: true, description: '状态: only in this state.' })
  status?: InvitationStatus;
}

@InputType({ description: 'Somebody to invite.' })
export class InviteStaffInput {
  @Field(() => String, { description: '手机号: mainland mobile number, 11 digits; the invitation goes there.' })
  phone: string;

  @Field(() => String, { description: 'Your key for this invitation: a retry with it invites nobody twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'An invitation to withdraw, as you saw it.' })
export class WithdrawStaffInvitationInput {
  @Field(() => ID, { description: 'Global id of the invitation.' })
  invitationId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'An invitation to accept.' })
export class AcceptStaffInvitationInput {
  @Field(() => ID, { description: 'The invitation, one of `invitationsToMe`.' })
  invitationId: string;
}

@InputType({ description: 'A person of your institution or company, as you saw them.' })
export class StaffStepInput {
  @Field(() => ID, { description: 'Global id of the person.' })
  memberId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'A person to remove, and why.' })
export class RemoveStaffInput extends StaffStepInput {
  @Field(() => String, { description: '理由: the reason, in words.' })
  reason: string;
}

@ObjectType({ description: 'An invitation after a step.' })
@Access(Role.INSURER, Role.ENTERPRISE)
export class StaffInvitationPayload extends Payload {
  @Field(() => StaffInvitation, { nullable: true, description: 'The invitation; null when it was refused.' })
  invitation?: StaffInvitation | null;
}

@ObjectType({ description: 'The person after the step.' })
@Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM)
export class StaffPayload extends Payload {
  @Field(() => StaffMember, { nullable: true, description: 'The person; null when it was refused, or removed.' })
  member?: StaffMember | null;
}

@ObjectType({ description: 'That you act for it now, and a token to do so.' })
@Access(Role.INSURER, Role.ENTERPRISE)
export class AcceptStaffInvitationPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was accepted.' })
  done?: boolean | null;

  @Field(() => String, { nullable: true, description: 'A token for the institution or company; null for a front-end.' })
  token?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the token ends.' })
  tokenExpiresAt?: Date | null;
}
