import type { RegistrationStatus } from './registered-company.js';

/** The register's facts about one company. */
export interface RegisterEntry {
  creditCode: string;
  name: string;
  formerNames?: string[];
  /** Division code of the registered place (GB/T 2260), six digits. */
  divisionCode?: string;
  address?: string;
  status: RegistrationStatus;
  /** The credit code of the company that it merged into. */
  mergedInto?: string;
  /** Name of the legal representative. */
  representative?: string;
  phone?: string;
  /** The day from which the present facts apply. */
  changedOn?: string;
}

/** A register that is asked for one company at a time. Without one, companies come only from lists (`file`). */
export interface CompanyRegister {
  /** The name of the register, shown with its facts. */
  name: string;
  /** Hours for which an answer is valid. */
  cacheHours: number;
  /**
   * Returns undefined for a company that the register does not know; throws OutsideServiceFault where it does not
   * answer.
   */
  lookUp: (creditCode: string) => Promise<RegisterEntry | undefined>;
}

declare module '../access/shared-services.js' {
  interface OutsideServices {
    companies?: CompanyRegister | undefined;
  }
}
