import { defineModule, type Platform, type Service } from '../module.js';
import { SmsCourier } from './sms-courier.js';
import { parametersPlace, phonePlace } from './send-sms.js';
import { TextMessage } from './text-message.js';

export const messageModule = defineModule({
  name: 'message',
  entities: [TextMessage],
  sealedColumns: [
    { table: 'text_message', column: 'sealed_parameters', place: parametersPlace },
    { table: 'text_message', column: 'sealed_phone', place: phonePlace },
  ],
  serve: serveMessages,
});

function serveMessages({ contexts, sms, log }: Platform): Service {
  return new SmsCourier(() => contexts.ofSystem(), sms, log);
}
