import type { CompanyRegister, RegisterEntry } from '../register/company-register.js';
import { RegistrationStatus } from '../register/registered-company.js';
import { testPeople } from '../person/register/person-register.js';
import { type DemonstrationEnterprise, makeEnterprises } from './made-up/enterprises.js';

/** The name of the made-up register, shown beside its data. */
export const demonstrationSource = '演示登记信息';

/** Returns the made-up companies as entries of a register; a few are not in it. */
export function entriesOf(enterprises: DemonstrationEnterprise[]): RegisterEntry[] {
  return enterprises.flatMap(({ creditCode, name, divisionCode }) =>
    divisionCode ? [{ creditCode, name, divisionCode, status: RegistrationStatus.ACTIVE, representative }] : [],
  );
}

/** A made-up person is the legal representative of every company, so that anybody can try the binding. */
const representative = testPeople.representative.name;

/** A register with only the companies of the demonstration, for development and tests. */
export function demonstrationRegister(): CompanyRegister {
  let entries: Map<string, RegisterEntry> | undefined;
  return {
    name: demonstrationSource,
    cacheHours: 24 * 365,
    lookUp: async (creditCode) => {
      // Created only when needed. The year affects only certificates, which a register does not have.
      entries ??= new Map(entriesOf(makeEnterprises(2025)).map((entry) => [entry.creditCode, entry]));
      return entries.get(creditCode);
    },
  };
}
