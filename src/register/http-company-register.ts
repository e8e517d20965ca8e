import { z } from 'zod';
import { isDay } from '../kernel/values/dates.js';
import { OutsideService, OutsideServiceFault, type OutsideServiceSettings } from '../kernel/outside/outside-service.js';
import { findUnwritableInLine } from '../kernel/text/text.js';
import type { CompanyRegister } from './company-register.js';
import { RegistrationStatus } from './registered-company.js';

export interface HttpCompanyRegisterSettings extends OutsideServiceSettings {
  cacheHours: number;
}

const text = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((value) => findUnwritableInLine(value) === undefined, 'holds a character that cannot be kept');
const optional = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? undefined);

const Entry = z.object({
  creditCode: z.string(),
  name: text,
  formerNames: optional(z.array(text).max(100)),
  divisionCode: optional(z.string().regex(/^\d{6}$/)),
  address: optional(text),
  status: z.enum(RegistrationStatus),
  mergedInto: optional(z.string().regex(/^[0-9A-Z]{18}$/)),
  representative: optional(text),
  phone: optional(z.string().regex(/^\d{7,15}$/)),
  changedOn: optional(z.string().refine(isDay)),
});

const Answer = z.object({ company: Entry.nullable() });

/**
 * Creates a business register with a JSON endpoint (docs/register.md): for `{ creditCode }` it returns `{ company }`,
 * null where it does not know the company. Any other answer is a fault of the register and never counts as "no".
 */
export function httpCompanyRegister({ cacheHours, ...settings }: HttpCompanyRegisterSettings): CompanyRegister {
  const service = new OutsideService(settings);
  return {
    name: new URL(settings.url).host,
    cacheHours,
    lookUp: async (creditCode) => {
      const answer = Answer.safeParse(await service.ask({ creditCode }));
      if (!answer.success) throw new OutsideServiceFault(`the answer is wrong: ${z.prettifyError(answer.error)}`);
      const { company } = answer.data;
      if (company && company.creditCode !== creditCode)
        throw new OutsideServiceFault('the answer is of another company');
      return company ?? undefined;
    },
  };
}
