import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import { ActorRole } from '../access/actor-role.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Event } from '../event/event.js';
import type { SealedEvent } from '../event/sealed/sealed-event.js';
import { nameOfActor } from './account.loader.js';

@ObjectType({ description: '操作人: who did what an event records.' })
@Access(Role.AUDITOR)
export class EventActor {
  @Field(() => String, {
    nullable: true,
    description:
      '账户: the account, the same for every event of it; null for the gateway itself and for somebody without one.',
  })
  account: string | null;

  @Field(() => String, {
    nullable: true,
    description: '名称: the name of the account or of the machine credential; null where none is known here.',
  })
  name: string | null;

  @Field(() => ActorRole, { description: '身份: the role in which it was done.' })
  role: ActorRole;
}

@Resolver(() => Event)
export class EventActorResolver {
  @Access(Role.AUDITOR)
  @FieldResolver(() => EventActor, { description: '操作人: who did it, for those who audit.' })
  async actor(@Root() { actorId, actorRole }: SealedEvent, @Ctx() context: Context): Promise<EventActor> {
    const known = actorId ? await nameOfActor(context, actorId) : null;
    return { account: actorId, name: known?.name ?? null, role: actorRole };
  }
}
