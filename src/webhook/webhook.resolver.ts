import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { subjectGlobalId } from '../access/subject-id.js';
import { members } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { registerWebhook, removeWebhook, replayDelivery, secretPlace } from './register-webhook.js';
import { replayWebhook } from './delivery/replay-webhook.js';
import { sendTestDelivery } from './delivery/send-test-delivery.js';
import { DeliveryStatus, WebhookAttempt, WebhookDelivery } from './delivery/webhook-delivery.js';
import { Webhook } from './webhook.js';
import { OnePerson } from '../account/four-eyes.js';
import {
  RegisterWebhookInput,
  RemoveWebhookInput,
  ReplayDeliveryInput,
  ReplayWebhookInput,
  SendTestDeliveryInput,
  WebhookDeliveryPayload,
  WebhookFilter,
  WebhookPayload,
} from './webhook.inputs.js';
import { webhookById, deliveryById, attemptsOfDelivery } from './webhook.loader.js';

const WebhookConnection = connectionOf(Webhook);
const webhookOrders = defineTimeOrders('Webhook', 'registered_at');
const DeliveryConnection = connectionOf(WebhookDelivery);

@Resolver(() => Webhook)
export class WebhookResolver {
  @Access(...members)
  @Query(() => WebhookConnection, {
    description:
      '推送登记: your webhooks, and those of your institution or enterprise; of everybody for PLATFORM and AUDITOR. Those that work, unless the filter says otherwise.',
  })
  async webhooks(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => WebhookFilter, { nullable: true, description: 'Which; those that work where absent.' })
    { removed = false }: WebhookFilter = {},
    @OrderBy(webhookOrders) orderBy = webhookOrders.first,
  ): Promise<Connection<Webhook>> {
    const select = columnsOf(Webhook, { without: ['grantKeys', 'sealedSecret', 'position'] });
    const where = [removed ? sql`removed_at is not null` : sql`removed_at is null`];
    const statement = { select, from: sql`webhook`, where };
    return readPage(await context.db.read(), WebhookConnection, statement, webhookOrders.of(orderBy), page);
  }

  @Access(...members)
  @NeedsScope(Scope.WRITE, Scope.READ)
  @OnePerson('It sends somebody what they may read anyway.')
  @Mutation(() => WebhookPayload, {
    description: '登记推送: an address that receives the events that you may see, from now on.',
  })
  registerWebhook(
    @Ctx() context: Context,
    @Arg('input', () => RegisterWebhookInput, { description: 'Where and what.' }) input: RegisterWebhookInput,
  ): Promise<WebhookPayload> {
    return payloadOf(WebhookPayload, context.language, async () => {
      const webhook = await webhookById(context, await registerWebhook(context, input));
      return { webhook, secret: webhook && context.vault.open(webhook.sealedSecret, secretPlace) };
    });
  }

  @Access(...members)
  @OnePerson('It changes where events are sent.')
  @Mutation(() => WebhookPayload, { description: '取消推送: nothing more is sent there.' })
  removeWebhook(
    @Ctx() context: Context,
    @Arg('input', () => RemoveWebhookInput, { description: 'The webhook to remove.' }) input: RemoveWebhookInput,
  ): Promise<WebhookPayload> {
    return payloadOf(WebhookPayload, context.language, async () => {
      const id = await removeWebhook(context, keyOf('Webhook', input.webhookId));
      return { webhook: await webhookById(context, id) };
    });
  }

  @Access(...members)
  @NeedsScope(Scope.WRITE, Scope.READ)
  @OnePerson('It sends again what was sent before.')
  @Mutation(() => WebhookDeliveryPayload, { description: '重新推送: sends a delivery again, whatever became of it.' })
  replayWebhookDelivery(
    @Ctx() context: Context,
    @Arg('input', () => ReplayDeliveryInput, { description: 'The delivery to replay.' }) input: ReplayDeliveryInput,
  ): Promise<WebhookDeliveryPayload> {
    return payloadOf(WebhookDeliveryPayload, context.language, async () => {
      const id = await replayDelivery(context, keyOf('WebhookDelivery', input.deliveryId));
      return { delivery: await deliveryById(context, id) };
    });
  }

  @Access(...members)
  @NeedsScope(Scope.WRITE, Scope.READ)
  @OnePerson('It sends again what was sent before.')
  @Mutation(() => WebhookPayload, {
    description:
      '从指定位置重新推送: sends every event after a cursor again, also those before the registration, as far as you may see them.',
  })
  replayWebhook(
    @Ctx() context: Context,
    @Arg('input', () => ReplayWebhookInput, { description: 'The webhook, and from where.' }) input: ReplayWebhookInput,
  ): Promise<WebhookPayload> {
    return payloadOf(WebhookPayload, context.language, async () => {
      const id = await replayWebhook(context, keyOf('Webhook', input.webhookId), input.after);
      return { webhook: await webhookById(context, id) };
    });
  }

  @Access(...members)
  @NeedsScope(Scope.WRITE, Scope.READ)
  @OnePerson('It reveals nothing.')
  @Mutation(() => WebhookDeliveryPayload, {
    description: '测试推送: sends a delivery of the type `WEBHOOK_TEST`, signed and tried again like any other.',
  })
  sendTestDelivery(
    @Ctx() context: Context,
    @Arg('input', () => SendTestDeliveryInput, { description: 'The webhook to test.' }) input: SendTestDeliveryInput,
  ): Promise<WebhookDeliveryPayload> {
    return payloadOf(WebhookDeliveryPayload, context.language, async () => {
      const id = await sendTestDelivery(context, { ...input, webhookId: keyOf('Webhook', input.webhookId) });
      return { delivery: await deliveryById(context, id) };
    });
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Id of the institution or enterprise that it sees events for; null for the offices.',
  })
  subjectId(@Root() { role, subjectId }: Webhook): string | null {
    return subjectGlobalId(role, subjectId);
  }

  @FieldResolver(() => DeliveryConnection, { description: '推送: its deliveries, the latest event first.' })
  async deliveries(
    @Root() webhook: Webhook,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('status', () => DeliveryStatus, { nullable: true, description: 'Only in this state.' })
    status?: DeliveryStatus,
  ): Promise<Connection<WebhookDelivery>> {
    const select = columnsOf(WebhookDelivery, { without: ['position'] });
    const where = [sql`webhook_id = ${webhook.id}::uuid`, ...(status ? [sql`status = ${status}`] : [])];
    const keys = [{ sql: sql`position`, type: 'bigint' as const }];
    const order = { name: 'POSITION_DESC', descending: true, keys };
    const statement = { select, from: sql`webhook_delivery`, where };
    return readPage(await context.db.read(), DeliveryConnection, statement, order, page);
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => [WebhookAttempt], { description: '推送尝试: every attempt, the first one first.' })
  attempts(@Root() delivery: WebhookDelivery, @Ctx() context: Context): Promise<WebhookAttempt[]> {
    return attemptsOfDelivery(context, delivery.id);
  }
}
