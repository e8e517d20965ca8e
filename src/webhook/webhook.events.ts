import { z } from 'zod';
import { GrantKind } from '../access/grant.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { WebhookEnd } from './webhook.js';

const webhook = z.strictObject({
  host: shape.text('host that events are sent to'),
  restsOn: shape.oneOf(GrantKind, 'what it ends with'),
  because: shape.oneOf(WebhookEnd, 'why the gateway removed it').optional(),
});

export const webhookEvents = defineEvents(
  {
    WEBHOOK_REGISTERED: webhook.describe('推送已登记: a webhook was registered.'),
    WEBHOOK_REMOVED: webhook.describe('推送已取消: a webhook was removed.'),
  },
  { byAuditors: ['WEBHOOK_REGISTERED', 'WEBHOOK_REMOVED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof webhookEvents> {}
}
