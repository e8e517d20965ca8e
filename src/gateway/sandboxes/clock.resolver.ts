import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { isMovable } from '../../kernel/clock.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { everybody, members } from '../../access/role.js';
import { moveSandbox } from '../../sandbox-clock/shared-clock.js';
import { MoveClockInput } from './clock.inputs.js';

@ObjectType({ description: '沙箱时钟: the present of the sandbox.' })
@Access(...everybody)
class SandboxTime {
  @Field(() => DateTimeScalar, { description: 'What every deadline is compared with and every event is dated.' })
  now: Date;
}

/** Only in the schema of sandboxes: a real programme uses the real time. */
@Resolver()
export class ClockResolver {
  @Access(...everybody)
  @Query(() => SandboxTime, { description: '沙箱时钟: the present of the sandbox. There only in the sandbox.' })
  clock(@Ctx() { clock }: Context): SandboxTime {
    return Object.assign(new SandboxTime(), { now: clock.now() });
  }

  @Access(...members)
  @Mutation(() => SandboxTime, {
    description:
      '调整沙箱时钟: sets the present, at all gateways of the sandbox. What is then due, such as closing a notice, happens within a second or two. There only in the sandbox.',
  })
  async moveClock(
    @Ctx() { clock, system }: Context,
    @Arg('input', () => MoveClockInput, { description: 'The instant to which the clock is set.' })
    { to }: MoveClockInput,
  ): Promise<SandboxTime> {
    if (!isMovable(clock)) throw new Error('Only the sandbox’s clock can be moved');
    await system.write((em) => moveSandbox(em, clock, to));
    clock.set(to);
    return Object.assign(new SandboxTime(), { now: clock.now() });
  }
}
