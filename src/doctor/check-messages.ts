import { SmsTemplate } from '../message/text-message.js';
import { type Check, fault, good, warning } from './check.js';

export const checkMessages: Check = {
  name: 'text messages',
  run: async ({ config: { sms, smsCallbackSecret } }) => {
    if (sms.provider === 'print') return [good('Written to the terminal, as nobody is texted outside production')];
    const missing = Object.values(SmsTemplate).filter((template) => !sms.templates[template]);
    return [
      missing.length === 0
        ? good('Every text has its template at the provider')
        : fault(`SMS_TEMPLATES has no code for ${missing.join(', ')}`, 'Apply for them and add their codes.'),
      smsCallbackSecret
        ? good('The provider can report deliveries')
        : warning('No SMS_CALLBACK_SECRET', 'Without delivery reports no claim can be forfeited for silence.'),
    ];
  },
};
