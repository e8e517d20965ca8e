import { type Kysely, sql } from 'kysely';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import type { Vault } from '../kernel/vault.js';
import { digestOfPerson, isSameName } from './names/names.js';
import { RegistrationStatus } from './registered-company.js';
import { named } from '../database/schema/columns.js';

/** The present entry of a company, for other modules. */
export interface FoundCompany {
  creditCode: string;
  name: string;
  formerNames: string[];
  divisionCode: string | null;
  address: string | null;
  status: RegistrationStatus;
  mergedInto: string | null;
  /** Masked; `isRepresentedBy` compares the name. */
  representative: string | null;
  representativeDigest: string | null;
  sealedPhone: string | null;
  asOf: string;
}

interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => Kysely<any>;
}

/** Returns the present entry of a company in the register; undefined where there is none. */
export async function findRegisteredCompany(em: Executor, creditCode: string): Promise<FoundCompany | undefined> {
  const { rows } = await sql<FoundCompany>`
    select ${named('credit_code', 'name', 'former_names', 'division_code', 'address', 'status', 'merged_into')},
      ${named('representative', 'representative_digest', 'sealed_phone', 'as_of::text')}
    from registered_company
    where credit_code = ${normaliseCreditCode(creditCode)} and valid_until is null`.execute(em.getKysely());
  return rows[0];
}

/** Checks whether the register names this person as the legal representative; undefined where it names nobody. */
export function isRepresentedBy(company: FoundCompany, vault: Vault, personName: string): boolean | undefined {
  if (!company.representativeDigest) return undefined;
  return company.representativeDigest === digestOfPerson(vault, personName);
}

/** Checks whether a name is the registered one or a former one. */
export function isNameOf(company: Pick<FoundCompany, 'name' | 'formerNames'>, name: string): boolean {
  return [company.name, ...company.formerNames].some((known) => isSameName(known, name));
}
