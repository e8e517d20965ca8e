import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
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
  type RowGrant,
  rowPolicies,
} from '../database/schema/row-security.js';
import { EventType } from '../event/event-type.js';
import { Access } from '../access/access.js';
import { GrantKind } from '../access/grant.js';
import { members, Role } from '../access/role.js';

export enum DeliveryStatus {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}

registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  description: '推送状态: how far a delivery is.',
  valuesConfig: {
    PENDING: { description: '待推送: waits for its turn or for the next attempt.' },
    DELIVERED: { description: '已送达: the receiver answered with 2xx.' },
    FAILED: { description: '已放弃: given up after the last attempt; it can be replayed.' },
  },
});

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

/** Who sees a webhook, beside the account that registered it: its institution or enterprise, and who looks after all. */
const side = [ownInstitution('subject_id'), ownEnterprise('subject_id')];
const overseers = asRole('PLATFORM', 'AUDITOR');
/** A delivery is seen with its webhook. */
const ofSeenWebhook: RowGrant = {
  roles: ['INSURER', 'ENTERPRISE', 'SCIENCE', 'REGULATOR', 'FINANCE'],
  condition: 'webhook_id in (select id from webhook)',
};
const ofSeenDelivery: RowGrant = {
  ...ofSeenWebhook,
  condition: 'delivery_id in (select id from webhook_delivery)',
};

/** An address that receives events, for a client that cannot hold a socket. It sees what its owner sees, no more, and ends with the grant. */
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

  /** As whom it sees: the role and subject of its owner when it was registered. */
  @Property({ type: 'text' })
  @Field(() => Role, { description: '登记身份: as whom it sees events.' })
  role: Role;

  @Property({ type: 'uuid', nullable: true, index: true })
  subjectId: string | null;

  @Property({ type: 'text' })
  @Field(() => GrantKind, { description: '授权依据: the grant that it depends on, and with which it ends.' })
  grantKind: GrantKind;

  /** Revoking any of these after `grantedAt` ends it. */
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

  /** The last event that was looked at. */
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

/** One event on its way to one webhook. Those of one subject go one after the other. */
@Entity({
  policies: rowPolicies(
    mayRead(overseers, ofSeenWebhook),
    mayInsert(asRole('PLATFORM'), ofSeenWebhook, ownAccount()),
    mayUpdate(asRole('PLATFORM'), ofSeenWebhook, ownAccount()),
  ),
})
@Index({ name: 'webhook_delivery_status', properties: ['webhookId', 'status', 'position'] })
@Unique({ properties: ['webhookId', 'position'] })
@Index({ properties: ['webhookId', 'nextAttemptAt'], where: `status = 'PENDING' and not blocked` })
@Index({ properties: ['webhookId', 'subjectId', 'position'] })
@ObjectType({ implements: Node, description: '推送: one event on its way to one address.' })
@Access(...members)
export class WebhookDelivery extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  webhookId: string;

  @Property({ type: 'uuid' })
  accountId: string;

  /** The place of its event in the log; below 0 for a test. */
  @Property({ type: 'bigint' })
  position: string;

  @Property({ type: 'uuid' })
  subjectId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The body that is posted, byte for byte; the signature is over it.' })
  body: string;

  @Property({ type: 'text' })
  @Field(() => DeliveryStatus, { description: '状态: the present state.' })
  status: DeliveryStatus;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it is tried next, where it is pending.' })
  nextAttemptAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the receiver took it; null before.' })
  deliveredAt: Date | null;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: 'How often it was tried since it was due or replayed.' })
  attemptCount: number;

  /** An earlier delivery of the same object is pending: this one is not due, whatever its time. */
  @Property({ type: 'boolean', default: false })
  blocked: boolean;
}

/** One attempt to deliver. */
@Entity({ policies: rowPolicies(mayRead(overseers, ofSeenDelivery), mayInsert(asRole())) })
@Index({ properties: ['deliveryId', 'startedAt'] })
@ObjectType({ description: '推送尝试: one attempt to deliver.' })
@Access(...members)
export class WebhookAttempt {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  deliveryId: string;

  @Property({ type: 'uuid' })
  accountId: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt: Date;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer; null where none came.' })
  httpStatus: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What went wrong; null where it was delivered.' })
  failure: string | null;
}
