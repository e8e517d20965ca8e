import type { SmsProvider } from './sms-provider.js';

/**
 * Sends nothing: prints each message, so that codes can be read on the terminal of the gateway. Refused in production.
 */
export function printingProvider(print: (line: string) => unknown): SmsProvider {
  return {
    deliversAtOnce: true,
    send: async ({ phone, template, parameters }) => {
      print(`短信 SMS to ${phone}: ${template} ${JSON.stringify(parameters)}\n`);
      return 'printed';
    },
  };
}
