import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { EventType } from '../event/event-type.js';
import { Access } from '../access/access.js';
import { members } from '../access/role.js';
import { Webhook, WebhookContent } from './webhook.js';
import { WebhookDelivery } from './delivery/webhook-delivery.js';

@InputType({ description: 'Conditions for a list of webhooks: all that are given must hold.' })
export class WebhookFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Those that were removed or ended, instead of those that work.',
  })
  removed?: boolean;
}

@InputType({ description: 'An address that receives events.' })
export class RegisterWebhookInput {
  @Field(() => String, { description: 'https on a public host; in the sandbox also http://127.0.0.1.' })
  url: string;

  @Field(() => [EventType], { description: 'Which events; empty for all that you may see.' })
  types: EventType[];

  @Field(() => WebhookContent, {
    defaultValue: WebhookContent.FULL,
    description: '推送内容: how much of an event is sent.',
  })
  content: WebhookContent = WebhookContent.FULL;

  @Field(() => String, { description: 'Your key for this registration: a retry with it registers nothing new.' })
  idempotencyKey: string;
}

@InputType({ description: 'A webhook to remove.' })
export class RemoveWebhookInput {
  @Field(() => ID, { description: 'Global id of the webhook.' })
  webhookId: string;
}

@InputType({ description: 'A delivery to send again.' })
export class ReplayDeliveryInput {
  @Field(() => ID, { description: 'Global id of the delivery.' })
  deliveryId: string;
}

@InputType({ description: 'A webhook to send events to again.' })
export class ReplayWebhookInput {
  @Field(() => ID, { description: 'Global id of the webhook.' })
  webhookId: string;

  @Field(() => String, {
    description: 'Everything after this cursor is sent again: that of a delivery or of `events`.',
  })
  after: string;
}

@InputType({ description: 'A webhook to test.' })
export class SendTestDeliveryInput {
  @Field(() => ID, { description: 'Global id of the webhook.' })
  webhookId: string;

  @Field(() => String, { description: 'Your key for this test: a retry with it sends no other one.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A webhook after a step.' })
@Access(...members)
export class WebhookPayload extends Payload {
  @Field(() => Webhook, { nullable: true, description: 'The webhook; null when it was refused.' })
  webhook?: Webhook | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret that signs deliveries (Standard Webhooks, `whsec_…`). Keep it: it is shown only here.',
  })
  secret?: string | null;
}

@ObjectType({ description: 'A delivery after a step.' })
@Access(...members)
export class WebhookDeliveryPayload extends Payload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'The delivery; null when it was refused.' })
  delivery?: WebhookDelivery | null;
}
