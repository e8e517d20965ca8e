import { sql } from 'kysely';
import { defineModule, type Platform, type Service } from '../module.js';
import { messageEvents } from './message.events.js';
import { smsCallbackRoute } from './message.routes.js';
import { SmsCourier } from './sms-courier.js';
import { parametersPlace, phonePlace } from './send-sms.js';
import { textMessageStates } from './message.states.js';
import { TextMessage } from './text-message.js';

export const messageModule = defineModule({
  name: 'message',
  events: messageEvents,
  bounds: {
    'PrepareServiceNoticeInput.text': { maxLength: 20_000 },
  },
  entities: [TextMessage],
  states: [textMessageStates],
  sealedColumns: [
    { table: 'text_message', column: 'sealed_parameters', place: parametersPlace },
    { table: 'text_message', column: 'sealed_phone', place: phonePlace },
  ],
  backlogs: [
    {
      name: 'text_messages',
      state: sql`select count(*) as waiting, min(created_at) as since from text_message where status = 'PENDING'`,
    },
  ],
  serve: serveMessages,
});

function serveMessages({ app, config, contexts, sms, alarm, log }: Platform): Service {
  smsCallbackRoute(app, contexts, config.smsCallbackSecret);
  return new SmsCourier(() => contexts.ofSystem(), sms, alarm, log);
}
