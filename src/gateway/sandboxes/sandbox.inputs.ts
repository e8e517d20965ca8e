import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { signedIn, Role } from '../../access/role.js';
import { Payload } from '../../kernel/errors/payload.js';
import { type Sandbox as GivenSandbox, SandboxState } from '../../kernel/sandboxes.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';

registerEnumType(SandboxState, {
  name: 'SandboxState',
  description: '沙箱起点: how far the programme FJ-2025 of a sandbox is when it begins.',
  valuesConfig: {
    WINDOW_OPEN: { description: '保单推送期: 2025-08-25, insurers push.' },
    UNDER_REVIEW: { description: '审核中: 2025-09-12, a list is submitted and waits for the opinion.' },
    IN_PUBLICITY: { description: '公示中: 2025-10-10, the list is public and may be objected to.' },
    AWAITING_CLAIMS: { description: '待申领: 2025-10-21, companies were asked to claim.' },
    PAID: { description: '已拨付: 2025-11-10, every claim was paid.' },
  },
});

@ObjectType({ description: '沙箱用户: somebody who acts in a sandbox.' })
@Access(...signedIn)
export class SandboxPerson {
  @Field(() => Role, { description: '角色: as what they act.' })
  role: Role;

  @Field(() => String, { description: '名称: of the account.' })
  name: string;

  @Field(() => String, { description: '令牌: the bearer token, which no other gateway takes. Good for 30 days.' })
  token: string;
}

@ObjectType({
  description: '沙箱: a gateway for you alone, with made-up companies, a database of its own and a clock of its own.',
})
@Access(...signedIn)
export class Sandbox implements GivenSandbox {
  @Field(() => ID, { description: 'For `resetSandbox` and `deleteSandbox`.' })
  id: string;

  @Field(() => SandboxState, { description: '沙箱起点: how far its programme was when it began.' })
  state: SandboxState;

  @Field(() => String, {
    description: '地址: where it answers; `/graphql`, `/feed`, `/upload` and all others are there.',
  })
  url: string;

  @Field(() => DateTimeScalar, { description: '沙箱时间: its present, which its `moveClock` sets.' })
  now: Date;

  @Field(() => DateTimeScalar, { description: '到期时间: when it is deleted, by the time of the real world.' })
  expiresAt: Date;

  @Field(() => [SandboxPerson], { description: '沙箱用户: one of each role; two of the science department.' })
  people: SandboxPerson[];
}

@ObjectType({ description: 'The sandbox as it is now.' })
@Access(...signedIn)
export class SandboxPayload extends Payload {
  @Field(() => Sandbox, { nullable: true, description: 'The sandbox; null where it was refused.' })
  sandbox?: Sandbox | null;
}

@ObjectType({ description: 'Whether the sandbox was deleted.' })
@Access(...signedIn)
export class DeletedSandboxPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted sandbox; null where that was refused.' })
  deletedId?: string | null;
}

@InputType({ description: 'A sandbox to create.' })
export class CreateSandboxInput {
  @Field(() => SandboxState, { description: '沙箱起点: how far the programme is.' })
  state: SandboxState;

  @Field(() => String, { description: 'Your key for this sandbox: a retry with it creates no second one.' })
  idempotencyKey: string;
}

@InputType({ description: 'A sandbox to begin again.' })
export class ResetSandboxInput {
  @Field(() => ID, { description: 'The sandbox.' })
  sandboxId: string;

  @Field(() => SandboxState, { nullable: true, description: '沙箱起点: another one; as before where absent.' })
  state?: SandboxState;
}

@InputType({ description: 'A sandbox to delete.' })
export class DeleteSandboxInput {
  @Field(() => ID, { description: 'The sandbox.' })
  sandboxId: string;
}
