import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownAccount,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
} from '../database/schema/row-security.js';
import { EventType } from '../event/event-type.js';
import { Access } from '../access/access.js';
import { GrantKind } from '../access/grant.js';
import { members, Role } from '../access/role.js';

export enum WebhookEnd {
  REMOVED = 'REMOVED',
  GRANT_ENDED = 'GRANT_ENDED',
  GONE = 'GONE',
}

registerEnumType(WebhookEnd, {
  name: 'WebhookEnd',
  description: '推送终止原因: why a webhook ended.',
  valuesConfig: {
    REMOVED: { description: '已取消: somebody removed it.' },
    GRANT_ENDED: { description: '授权已终止: the role, consent or credential that it depended on ended.' },
    GONE: { description: '接收地址已停用: the receiver answered 410 Gone.' },
  },
});

export enum WebhookContent {
  FULL = 'FULL',
  IDS = 'IDS',
}

registerEnumType(WebhookContent, {
  name: 'WebhookContent',
  description: '推送内容: how much of an event is sent.',
  valuesConfig: {
    FULL: { description: '完整内容: the facts of the event in `data`, as `Event.data` has them.' },
    IDS: { description: '仅标识: without `data`; the receiver reads the object by its id.' },
  },
});

/**
 * Who can see a webhook besides its owner: the institution or enterprise of the owner, and the offices that oversee
 * all.
 */
const side = [ownInstitution('subject_id'), ownEnterprise('subject_id')];
export const overseers = asRole('PLATFORM', 'AUDITOR');
/**
 * A URL that receives events, for a client that cannot keep a socket open. It receives what its owner may see, and ends
 * with the grant.
 */
@Entity({
  policies: rowPolicies(
    mayRead(overseers, ownAccount(), ...side),
    mayInsert(asRole(), ownAccount()),
    mayUpdate(asRole('PLATFORM'), ownAccount(), ...side),
  ),
})
@ObjectType({
  implements: Node,
  description: '推送登记: an address that receives events, as far as its owner may see them.',
})
@Access(...members)
export class Webhook extends Node {
  @PrimaryKey({ type: 'uuid' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid', index: true })
  accountId: string;

  /** The role and subject of the owner at registration, which decide what it receives. */
  @Property({ type: 'text' })
  @Field(() => Role, { description: '登记身份: as whom it sees events.' })
  role: Role;

  @Property({ type: 'uuid', nullable: true, index: true })
  subjectId: string | null;

  @Property({ type: 'text' })
  @Field(() => GrantKind, { description: '授权依据: the grant that it depends on, and with which it ends.' })
  grantKind: GrantKind;

  /** Revoking any of these keys after `grantedAt` ends it. */
  @Property({ type: 'text[]' })
  grantKeys: string[];

  @Property({ type: 'timestamptz' })
  grantedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When that grant ends automatically; null where it does not.',
  })
  grantEndsAt: Date | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Where deliveries are posted to.' })
  url: string;

  @Property({ type: 'text[]' })
  @Field(() => [EventType], { description: 'Which events; empty for all that you may see.' })
  types: EventType[];

  @Property({ type: 'text', default: 'FULL' })
  @Field(() => WebhookContent, { description: '推送内容: how much of an event is sent.' })
  content: WebhookContent;

  @Property({ type: 'text' })
  sealedSecret: string;

  /** Position of the last event that was processed. */
  @Property({ type: 'bigint' })
  position: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was registered; events from then on are delivered.' })
  registeredAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was removed or ended; null while it works.' })
  removedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => WebhookEnd, { nullable: true, description: '终止原因: why it ended; null while it works.' })
  removedBecause: WebhookEnd | null;
}
