import type { RegistrationStatus } from './registered-company.js';

/** What a register says of one company. */
export interface RegisterEntry {
  creditCode: string;
  name: string;
  formerNames?: string[];
  /** Division code of the registered place (GB/T 2260), six digits. */
  divisionCode?: string;
  address?: string;
  status: RegistrationStatus;
  /** Credit code of the company that it merged into. */
  mergedInto?: string;
  /** Name of the legal representative. */
  representative?: string;
  phone?: string;
  /** The day on which the present facts took effect. */
  changedOn?: string;
}

/** A register that answers for one company at a time. Without one, companies come by lists alone (`file`). */
export interface CompanyRegister {
  /** How the register is named beside what it said. */
  name: string;
  /** So long an answer is good, in hours. */
  cacheHours: number;
  /** Undefined for a company that the register does not know; throws OutsideServiceFault where it does not answer. */
  lookUp: (creditCode: string) => Promise<RegisterEntry | undefined>;
}

declare module '../access/shared-services.js' {
  interface OutsideServices {
    companies?: CompanyRegister | undefined;
  }
}
