import { Arg, Ctx, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { PassesOn } from '../database/schema/relation.js';
import { dataOf } from '../event/event-data.js';
import { eventCursor } from '../event/sealed/event-cursor.js';
import { followEvents } from '../event/follow/follow-events.js';
import type { EventScope } from '../event/sealed/event-scope.sql.js';
import type { SealedEvent } from '../event/sealed/sealed-event.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Claim } from './claim.js';
import { claimById } from './claim.loader.js';
import { ClaimStatus } from './claim-status.js';
import { ClaimStatusFilter } from './claim.inputs.js';

@ObjectType({ description: '状态变更: one change of a claim.' })
@Access(Role.ENTERPRISE, ...staff)
export class ClaimStatusChange {
  @Field(() => String, { description: 'Place in the event log: give it to `after`, here or in `events`.' })
  cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => ClaimStatus, { nullable: true, description: 'State before; null for a new claim.' })
  fromStatus: ClaimStatus | null;

  @Field(() => ClaimStatus, { nullable: true, description: 'State after; null for a draft that was dropped.' })
  toStatus: ClaimStatus | null;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was given.' })
  reason: string | null;

  @Field(() => Claim, { nullable: true, description: 'The claim as it is now; null for a draft that was dropped.' })
  claim: Claim | null;
}

interface ClaimStatusArguments {
  filter?: ClaimStatusFilter | null;
  after?: string | null;
}

@Resolver()
export class ClaimStatusChangedResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @PassesOn()
  @Subscription(() => ClaimStatusChange, {
    description:
      'Follows claims that you may see: with `after`, first everything missed since that cursor, in order, then live. Each event is delivered once for a connection; after a broken one, continue from the last cursor.',
    subscribe: ({ args, context }) => changes(context as Context, args as ClaimStatusArguments),
  })
  async claimStatusChanged(
    @Root() event: SealedEvent,
    @Ctx() context: Context,
    @Arg('filter', () => ClaimStatusFilter, { nullable: true, description: 'Filter; everything where absent.' })
    _filter?: ClaimStatusFilter,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last event that you have.' })
    _after?: string,
  ): Promise<ClaimStatusChange> {
    const { from, to, reason } = dataOf('CLAIM_STATUS_CHANGED', event);
    const { occurredAt } = event;
    const claim = await claimById(context, event.subjectId);
    return { cursor: eventCursor(event.position), occurredAt, fromStatus: from, toStatus: to, reason, claim };
  }
}

function changes(context: Context, args: ClaimStatusArguments): Promise<AsyncIterableIterator<SealedEvent>> {
  const { filter } = args;
  const scope: EventScope = {
    types: ['CLAIM_STATUS_CHANGED'],
    subjectIds: filter?.claimIds?.map((id) => keyOf('Claim', id) ?? '00000000-0000-0000-0000-000000000000'),
    data: filter?.toStatuses ? { key: 'to', values: filter.toStatuses } : undefined,
  };
  return followEvents(context, scope, args);
}
