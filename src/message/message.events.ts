import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { ContactSource, SmsTemplate } from './text-message.js';

const report = {
  template: shape.oneOf(SmsTemplate, '短信模板: which text was sent'),
  contactSource: shape.oneOf(ContactSource, '号码来源: where the number is from').nullable(),
};

export const messageEvents = defineEvents({
  TEXT_MESSAGE_DELIVERED: z
    .strictObject({ ...report, reason: z.null().describe('原因: none, always null') })
    .describe('短信已送达: the provider reported that a text message arrived.'),
  TEXT_MESSAGE_FAILED: z
    .strictObject({
      ...report,
      reason: z.string().nullable().describe('what the provider reported'),
    })
    .describe('短信未送达: a text message did not arrive, with the reason.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof messageEvents> {}
}
