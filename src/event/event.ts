import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayReadEither,
  onlyWhere,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { members } from '../access/role.js';
import { ActorRole } from '../access/actor-role.js';
import { specialEvents } from './event-data.js';
import { EventType } from './event-type.js';

/** The condition on the type for row security and an index; evaluated after all modules have declared their events. */
const isOneOf = (types: Set<EventType>) => () =>
  `type in (${[...types]
    .toSorted()
    .map((type) => `'${type}'`)
    .join(', ')})`;

/** Who may read an event: those whom it concerns, or everybody if it is public. */
export const concerned = [staff, ownInstitution(), ownEnterprise(), onlyWhere(anybody, isOneOf(specialEvents.public))];

@Entity({
  policies: rowPolicies(
    mayReadEither(...concerned),
    mayInsert(
      asRole('PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE'),
      // An auditor changes nothing else, but the registration of their webhooks is in the log as for other roles.
      onlyWhere(asRole('AUDITOR'), isOneOf(specialEvents.byAuditors)),
    ),
  ),
})
@Index({
  name: 'event_acts_of_programme',
  expression: () =>
    `create index "event_acts_of_programme" on "event" ("type", "programme_id") where ${isOneOf(specialEvents.acts)()}`,
})
@ObjectType({ description: '事件: one change, written in the transaction that made it and never altered.' })
@Access(...members)
export class Event {
  @PrimaryKey({ type: 'bigint', autoincrement: false, generated: 'by default as identity' })
  id: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Property({ type: 'text' })
  @Field(() => EventType, { description: '事件类型: what happened.' })
  type: EventType;

  @Property({ type: 'uuid', nullable: true })
  actorId: string | null;

  @Property({ type: 'text' })
  @Field(() => ActorRole, {
    description: '操作身份: in which role it was done. Who it was, only those who audit read.',
  })
  actorRole: ActorRole;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The type of the object that changed, for example `Claim`.' })
  subjectType: string;

  @Property({ type: 'uuid' })
  subjectId: string;

  @Property({ type: 'uuid', nullable: true })
  programmeId: string | null;

  @Property({ type: 'uuid', nullable: true })
  institutionId: string | null;

  @Property({ type: 'uuid', nullable: true })
  enterpriseId: string | null;

  @Property({ type: 'jsonb' })
  data: Record<string, unknown>;

  /** The `traceparent` of the request that caused it, if tracing is on. */
  @Property({ type: 'text', nullable: true })
  traceparent: string | null;
}
