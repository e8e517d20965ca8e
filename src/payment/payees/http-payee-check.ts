import { z } from 'zod';
import {
  OutsideService,
  OutsideServiceFault,
  type OutsideServiceSettings,
} from '../../kernel/outside/outside-service.js';
import { keepable } from '../../kernel/text/text.js';
import type { PayeeCheck } from './payee-check.js';

const Answer = z.object({
  match: z.boolean(),
  message: z
    .string()
    .trim()
    .max(500)
    .nullish()
    .transform((text) => keepable(text ?? '')),
});

/**
 * Creates a payee check with a JSON endpoint (docs/payments.md), whose answer is `{ match, message? }`. Any other
 * answer is a fault of the service and never counts as "no".
 */
export function httpPayeeCheck(settings: OutsideServiceSettings): PayeeCheck {
  const service = new OutsideService(settings);
  return {
    check: async (payee) => {
      const answer = Answer.safeParse(await service.ask(payee));
      if (!answer.success) throw new OutsideServiceFault('the answer is not `{ "match": true | false }`');
      return { confirmed: answer.data.match, message: answer.data.message };
    },
  };
}
