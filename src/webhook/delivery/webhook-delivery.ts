import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { members } from '../../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownAccount,
  type RowGrant,
  rowPolicies,
} from '../../database/schema/row-security.js';
import { Node } from '../../kernel/node.js';
import { GlobalId } from '../../kernel/values/global-id.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import { overseers } from '../webhook.js';

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

/** A delivery is visible to those who can see its webhook. */
const ofSeenWebhook: RowGrant = {
  roles: ['INSURER', 'ENTERPRISE', 'SCIENCE', 'REGULATOR', 'FINANCE'],
  condition: 'webhook_id in (select id from webhook)',
};
const ofSeenDelivery: RowGrant = {
  ...ofSeenWebhook,
  condition: 'delivery_id in (select id from webhook_delivery)',
};

/** The delivery of one event to one webhook. Deliveries of one subject are sent in order. */
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

  /** The position of its event in the log; below 0 for a test. */
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

  /** Whether an earlier delivery of the same object is pending, so that this one is not due yet. */
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
