import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { globalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { Event } from '../event/event.js';
import type { SealedEvent } from '../event/sealed/sealed-event.js';
import type { Context } from '../access/context.js';
import { subjectGlobalId } from '../access/subject-id.js';
import { ViewerInfo } from '../account/viewer.resolver.js';
import { findNode } from './node.resolver.js';

/** The subject of an event or viewer can be any noun; only the gateway knows all of them. */
@Resolver(() => Event)
export class EventSubjectResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The object that changed; null where you may not see it.' })
  subject(@Root() { subjectType, subjectId }: SealedEvent, @Ctx() context: Context): Promise<Node | null> {
    return findNode(context, globalId(subjectType, subjectId));
  }
}

@Resolver(() => ViewerInfo)
export class ViewerSubjectResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'The institution of an INSURER, the enterprise of an ENTERPRISE or the region of a CITY; null for everybody else.',
  })
  subject(@Ctx() context: Context): Promise<Node | null> | null {
    const id = subjectGlobalId(context.viewer.role, context.viewer.subjectId);
    return id ? findNode(context, id) : null;
  }
}
