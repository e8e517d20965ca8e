import { z } from 'zod';
import {
  OutsideService,
  OutsideServiceFault,
  type OutsideServiceSettings,
} from '../../kernel/outside/outside-service.js';
import type { PersonRegister } from './person-register.js';

export interface HttpPersonRegisterSettings extends OutsideServiceSettings {
  /** 2: name and identity number; 3: the phone number too. */
  factors: 2 | 3;
}

const Answer = z.object({ match: z.boolean() });

/**
 * Creates a population register with a JSON endpoint: for `{ name, identityNumber, phone? }` it returns
 * `{ match: boolean }`. Any other answer is a fault of the register and never counts as "no".
 */
export function httpPersonRegister({ factors, ...settings }: HttpPersonRegisterSettings): PersonRegister {
  const service = new OutsideService(settings);
  return {
    confirms: async ({ name, identityNumber }, phone) => {
      const answer = Answer.safeParse(await service.ask({ name, identityNumber, ...(factors === 3 ? { phone } : {}) }));
      if (!answer.success) throw new OutsideServiceFault('the answer is not `{ "match": true | false }`');
      return answer.data.match;
    },
  };
}
