import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { ActorRole } from '../access/actor-role.js';
import { EventType } from './event-type.js';

@InputType({ description: 'Conditions for a list of events: all that are given must hold.' })
export class EventFilter {
  @Field(() => [EventType], { nullable: true, description: 'Only these kinds.' })
  types?: EventType[];

  @Field(() => ID, { nullable: true, description: 'Only what happened to this object.' })
  subjectId?: string;

  @Field(() => [ActorRole], { nullable: true, description: '操作身份: only what was done in one of these roles.' })
  actorRoles?: ActorRole[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '起始时间: only what happened at this instant or later.',
  })
  occurredFrom?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: '截止时间: only what happened before this instant.' })
  occurredBefore?: Date;
}
