import { z } from 'zod';
import { Role } from '../access/role.js';
import type { OutsideProvider } from '../access/token/outside-provider.js';
import type { Appointment } from '../account/appoint-offices.js';
import type { Settings } from './environment.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import { httpPersonRegister } from '../person/register/http-person-register.js';
import { embeddedRegister, type Verification } from '../person/register/person-register.js';
import { readJson, requireSafe } from './read-setting.js';

/** Who has which role, and how people are verified. */
export interface PeopleConfig {
  offices: Appointment[] | undefined;
  outsideProviders: OutsideProvider[];
  people: Verification;
  identityPaperDays: number;
}

export function readPeople(settings: Settings, production: boolean): PeopleConfig {
  return {
    offices: settings.OFFICES ? readJson('OFFICES', settings.OFFICES, z.array(AppointmentShape)) : undefined,
    outsideProviders: readJson('OIDC_PROVIDERS', settings.OIDC_PROVIDERS, z.array(OutsideProviderShape)),
    people: readRegister(settings, production),
    identityPaperDays: settings.IDENTITY_PAPER_DAYS,
  };
}

const Office = z.enum(['PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR']).transform((name) => Role[name]);

const Person = { name: z.string().min(1), phone: z.string().regex(/^1[3-9]\d{9}$/) };

/** The bureau of a city has its region. */
const CityShape = z.strictObject({
  role: z.literal('CITY').transform(() => Role.CITY),
  region: z.string().min(1),
});

const AppointmentShape = z.union([
  z.strictObject({ ...Person, role: Office }),
  z.strictObject({ ...Person, ...CityShape.shape }),
]);

const OutsideProviderShape = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  jwksUri: z.url({ protocol: /^https?$/ }),
  roleClaim: z.string().min(1),
  /**
   * Offices and cities only: an insurer or an enterprise belongs to an institution or company that only this platform
   * can name.
   */
  roles: z.record(z.string(), z.union([Office.transform((role) => ({ role })), CityShape])),
});

function readRegister(settings: Settings, production: boolean): Verification {
  const { PERSON_REGISTER_URL: url, PERSON_REGISTER_SECRET: secret, PERSON_REGISTER_FACTORS: factors } = settings;
  const kind = settings.PERSON_REGISTER ?? (production ? 'none' : 'embedded');
  if (kind === 'manual') return 'manual';
  if (kind === 'none') return undefined;
  if (kind === 'embedded') {
    if (!production) return embeddedRegister;
    throw new ConfigError('PERSON_REGISTER: `embedded` knows made-up people and is refused in production');
  }
  if (!url || !secret) {
    throw new ConfigError('PERSON_REGISTER_URL, PERSON_REGISTER_SECRET: required with PERSON_REGISTER=http');
  }
  requireSafe('PERSON_REGISTER_URL', url, production);
  return httpPersonRegister({ url, secret, factors: factors === '3' ? 3 : 2 });
}
